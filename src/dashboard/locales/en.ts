import type { Count } from '../../sentences/plural.ts';
import { acts } from './parts/acts.ts';
import { event } from './parts/event.ts';
import { leaving } from './parts/leaving.ts';
import { lists } from './parts/lists.ts';
import { needs } from './parts/needs.ts';
import { overview } from './parts/overview.ts';
import { rows } from './parts/rows.ts';
import { students } from './parts/students.ts';
import { suggestions } from './parts/suggestions.ts';
import { talk } from './parts/talk.ts';

/**
 * English, and at the same time the list of everything the pages say: a language that lacks an entry does not
 * compile.
 */
export const en = (count: Count) => ({
  product: 'Zoho Event Hub',
  skip: 'Skip to the content',
  menu: 'Pages',
  pages: {
    overview: 'Overview',
    problems: 'Problems',
    events: 'Events',
    suggestions: 'Suggestions',
    students: 'Students',
    actions: 'Actions',
    health: 'Health',
  },
  display: {
    language: 'Language',
    theme: 'Theme',
    themes: { auto: 'As the device', light: 'Light', dark: 'Dark' },
    signedInAs: (name: string) => `Signed in as ${name}`,
    signOut: 'Sign out',
  },
  signIn: {
    title: 'Sign in',
    intro:
      'The operator token opens this page. It is in data/operator-token, and the service prints a sign-in link when it starts.',
    token: 'Operator token',
    name: 'Your name',
    nameHint: 'Optional. It is written beside what you do.',
    submit: 'Sign in',
    wrong: 'This is not the operator token. Copy it again, whole and without spaces.',
    tooMany: 'Too many attempts. Wait a minute, then try again.',
    signedIn: 'You are signed in.',
    continue: 'Open the dashboard',
  },
  status: {
    pending: 'Waiting',
    processing: 'In work',
    completed: 'Completed',
    failed: 'Failed',
    duplicate: 'Duplicate',
  },
  source: { zoho: 'Zoho CRM', zoho_desk: 'Zoho Desk' },
  unit: {
    students: (n: number) => count(n, { one: '# student', other: '# students' }),
  },
  overview: overview.en(count),
  events: {
    title: 'Events',
    filter: 'Filter',
    text: 'Search',
    textHint: 'Name, number, e-mail, part of an id or an error',
    status: 'Status',
    source: 'Source',
    module: 'Module',
    type: 'Type',
    span: 'Received',
    any: 'Any',
    spans: {
      any: 'Any time',
      hour: 'In the last hour',
      day: 'In the last 24 hours',
      week: 'In the last 7 days',
      month: 'In the last 30 days',
      custom: 'Between two times',
    },
    since: 'From',
    until: 'Until',
    zoneHint: (zone: string) => `Times are in ${zone}.`,
    apply: 'Show',
    clear: 'Clear the filter',
    matches: (n: number) =>
      count(n, { zero: 'No event matches.', one: '# event matches.', other: '# events match.' }),
    atLeast: (n: number) => count(n, { one: 'At least # event matches.', other: 'At least # events match.' }),
    searchedPart: 'Only a part of the log has been searched so far.',
    continueSearch: 'Search further back',
    newest: 'Newest',
    older: 'Older',
    none: 'Try a wider span of time, or clear the filter.',
    noneYet: 'Events appear here as soon as they arrive.',
    replayAll: 'Replay all that match',
  },
  acts: acts.en(count),
  lists: lists.en(count),
  needs: needs.en(count),
  leaving: leaving.en(count),
  talk: talk.en(count),
  rows: rows.en(count),
  replay: {
    title: 'Replay',
    about: (n: number) =>
      count(n, {
        zero: 'No event can be replayed.',
        one: 'One event will be processed again.',
        other: '# events will be processed again.',
      }),
    scope:
      'Waiting events, exact repeats and unreadable ones are left alone. Replaying is safe: nothing is applied twice.',
    sample: 'Among them',
    confirm: (n: number) => count(n, { one: 'Replay # event', other: 'Replay # events' }),
    cancel: 'Back without replaying',
    done: (n: number) =>
      count(n, {
        zero: 'No event was replayed.',
        one: '# event waits for processing again.',
        other: '# events wait for processing again.',
      }),
  },
  event: event.en(count),
  suggestions: suggestions.en(count),
  students: students.en(count),
  health: {
    title: 'Health',
    check: 'Self-check',
    checked: 'Looked at',
    checkedAgain: 'and again every half hour',
    notChecked: 'The outside systems have not been looked at yet.',
    notCheckedHint: 'Those that are connected are looked at after the start, then every half hour.',
    found: { problem: 'To mend', well: 'Works', off: 'Not set up' },
    service: 'This service',
    version: 'Version',
    processor: 'Processor',
    running: 'running',
    stopped: 'stopped',
    store: 'Database',
    writable: 'takes a write',
    notWritable: 'does not take a write',
    outside: 'Outside systems',
    notConnected: 'No outside system has been called since the start.',
    notConnectedHint:
      'Zoho and Moodle appear here with the first call; the README lists the settings that connect them.',
    lastSuccess: 'Last success',
    lastError: 'Last error',
    never: 'none since the start',
    states: { well: 'Works', failing: 'Failing' },
  },
  refusal: {
    title: 'This did not work',
    back: 'Back to the overview',
    notFound: 'There is no such page. The link may be old, or mistyped.',
    eventNotFound: 'There is no such event. It may have been pruned.',
    ticketNotFound: 'There is no such ticket here: it was not read yet, or it was pruned.',
    problemNotFound: 'There is no such problem.',
    studentNotFound: 'There is no such student.',
    invalid:
      'The address of this page holds something that cannot be understood. Clear the filter and try again.',
    readOnly:
      'You signed in with a token that only reads. Sign in with the operator token to change something.',
    crossSite:
      'The form came from another site, so nothing was done. Open the dashboard itself and try again.',
    tooMany: 'Too many requests in a minute. Wait a little, then try again.',
    unavailable: 'The database takes no write just now. Nothing was changed; try again in a minute.',
    internal: 'Something went wrong here. The log has the details.',
  },
});

export type Messages = ReturnType<typeof en>;
