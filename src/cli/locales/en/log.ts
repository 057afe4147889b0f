import { TARGETS } from '../../../sentences/acted-on.ts';
import { DONE } from '../../../sentences/done.ts';
import { counting } from '../../../sentences/plural.ts';
import { STEP_NAMES } from '../../../sentences/step-names.ts';
import { common } from './common.ts';

const count = counting('en', String);
const { events: eventsIn } = common;

export const events = {
  rows: { limit: 'how many (20)' },
};

export const show = {
  rows: { json: 'one JSON object, with the problem that it is part of' },
  notes: 'ID is the number in front of the event in "events". Ends with 1 when there is no such event.',
  giveNumber: 'Give the number of an event, such as: show 17',
  attempt: (number: number) => `attempt ${number}`,
  outcomes: {
    completed: 'completed',
    failed: 'failed',
    retry: 'will be tried again',
    lost: 'broken off',
    released: 'given back at a stop',
  },
  erased: 'Its content was erased.',
  isOpen: 'it still needs somebody',
  mendedBy: (event: number) => `mended by event ${event}`,
  setAsideBy: (name: string, reason: string) => `set aside by ${name}: ${reason}`,
};

export const stats = {
  rows: { json: 'one JSON object with the ten newest events too, as GET /api/v1/events/stats has them' },
  events: eventsIn,
};

export const tail = {
  rows: { failed: 'only what fails', limit: 'ends after N lines' },
  notes:
    'An event is shown each time it changes: pending, processing, completed. Stop it with Ctrl+C. It ends with 1 when the service does.',
  watching: 'Watching; events appear as they come.',
  noEvents: (status: number) => `The service answered ${status}, without events.`,
  closed: 'The service closed the stream; it may be restarting.',
};

export const replay = {
  rows: {
    id: 'one event, by the number in front of it in "events"',
    wait: 'with --id: waits up to a minute for how it ends, and says it',
    all: 'needed when no filter is given',
    dryRun: 'says what would be replayed, and changes nothing',
  },
  notes:
    'Completed and failed events are replayed, oldest first. The service may run meanwhile and takes them up within seconds; when it is stopped, they wait for its start. --id ends with 1 when that event cannot be replayed; with --wait also when it fails again, or has not ended by then.',
  idAlone: '--id stands alone.',
  waitNeedsId: '--wait goes with --id.',
  nameSome: 'Name what to replay with filters, or give --all.',
  done: (id: number) => `Event ${id} is processed again.`,
  notEnded: (id: number) => `Event ${id} has not ended yet: is the service running?`,
  refused: {
    not_found: (id: number) => `There is no event ${id}.`,
    unfinished: (id: number) => `Event ${id} has not ended yet.`,
    unreadable: (id: number) => `Event ${id} could not be read, and its bytes stay the same.`,
    erased: (id: number) => `Event ${id} was erased; nothing of it is left.`,
  },
  isRepeat: (id: number, original: number) =>
    `Event ${id} is an exact repeat of event ${original}; replay that one.`,
  progress: 'replayed',
  would: (replayable: number, matched: number, passedOver: string) =>
    `${replayable} of ${matched} would be replayed${passedOver}.`,
  replayed: (replayed: number, matched: number, passedOver: string) =>
    `${replayed} of ${matched} are processed again${passedOver}.`,
  passedOver: (parts: string) => `; passed over: ${parts}`,
  skipped: {
    unfinished: (n: number) => `${n} unfinished`,
    duplicate: (n: number) => count(n, { one: '# repeat', other: '# repeats' }),
    unreadable: (n: number) => `${n} unreadable`,
    erased: (n: number) => `${n} erased`,
  },
};

export const problems = {
  rows: {
    state: 'open, mended or set_aside (open)',
    limit: 'how many (50)',
    reason: 'why nothing will be done about it',
    event: 'only this event of it, by its number',
    by: 'who decides (your name on this machine)',
    json: 'one JSON object a line; of a decision one object',
  },
  notes:
    'A problem is a cause with the events that failed for it. It closes by itself when its records went well since. Ends with 1 when there is no such problem, or nothing to do.',
  exampleReason: 'tried by hand',
  giveNumber: 'Give the number of the problem.',
  sayWhat: 'Say what to do: set-aside or reopen.',
  sayWhy: 'Say why with --reason.',
  states: { open: 'open', mended: 'mended', set_aside: 'set aside' },
  openEvents: (n: number) => `${n} open`,
  done: (id: number, n: number) => `Done, for ${eventsIn(n)} of problem ${id}.`,
  notFound: (id: number) => `There is no problem ${id}.`,
  nothingToDo: (id: number) => `There is nothing to do about problem ${id}.`,
};

export const actions = {
  rows: { limit: 'how many (50)' },
  notes:
    'Newest first: replays, suggestions, problems that were set aside, erasures, and what the service did by itself.',
  words: DONE.en,
  targets: TARGETS.en,
  steps: STEP_NAMES.en,
};
