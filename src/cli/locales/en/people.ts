import { common } from './common.ts';

const { events: eventsIn, students: studentsIn, suggestions: suggestionsIn } = common;

export const students = {
  rows: {
    list: 'the students by their Zoho record: number, name, address, Moodle user',
    text: 'part of a name, number, address or id',
    limit: 'how many (50)',
    release: 'forgets which Moodle user the student with this Zoho record is linked to',
    json: 'one JSON object: zoho_id, moodle_user_id (null when there was no link); of the list one a line',
  },
  notes:
    "Nothing changes in Moodle or Zoho. The student's next event looks for its user again: by the id that Zoho sends, the ID number, the e-mail address and the student number. Correct whichever of these led to the wrong user first. Ends with 1 when no student has this record.",
  sayWhat: 'Say what to do: list or release.',
  giveId: 'Give the Zoho id of the student.',
  notFound: (record: string) => `There is no student with the record ${record}.`,
  notLinked: (record: string) => `Record ${record} is not linked to any Moodle user.`,
  released: (record: string, user: string) =>
    `Record ${record} is no longer linked to Moodle user ${user}. Its next event looks for its user again.`,
};

export const suggestions = {
  rows: {
    status: 'waiting, planned, applying, applied, dismissed, stale or failed (waiting)',
    ticket: 'only those for this ticket',
    limit: 'how many (50)',
    yes: 'applies without a question: what is sent cannot be taken back',
    json: 'one JSON object a line; of a decision what the service answered',
  },
  notes: 'The running service applies them, because it speaks to Zoho. Ends with 1 when it refuses.',
  sayWhat: 'Say what to do: list, apply or dismiss.',
  giveNumber: 'Give the number of the suggestion.',
  question: (id: number) => `Suggestion ${id} will be applied in Zoho, and a letter cannot be taken back.`,
  nothingDone: 'Nothing was applied. Add --yes to apply it without a question.',
  became: (id: number, status: string) => `Suggestion ${id}: ${status}.`,
  statuses: {
    waiting: 'waits',
    planned: 'leaves soon',
    applying: 'in work',
    applied: 'applied',
    dismissed: 'dismissed',
    stale: 'out of date, because the ticket has changed meanwhile',
    failed: 'failed; nothing was written',
  },
  proposals: {
    link: (deal: string) => `link the ticket to ${deal}`,
    dispatch: (department: string) => `move the ticket to ${department}`,
    reply: (address: string) => `answer ${address}`,
    ticket: (change: string) => `update the ticket: ${change}`,
    deal: (change: string) => `update the deal: ${change}`,
    note: (title: string) => `leave a note on the deal: ${title}`,
  },
};

export const reconcile = {
  rows: {
    since: 'look back to 30m, 24h or 7d ago, a date (UTC) or an ISO time (where the last run ended)',
    dryRun: 'only count what is missing',
  },
  notes:
    'It only reads from Zoho. The service works off the events; it may run meanwhile. Tickets are compared when ZOHO_DESK_ORG_ID is set, unless RECONCILE_TICKETS is false. Ends with 1 when Zoho does not answer or refuses.',
  progress: 'records compared',
  students: (changed: number, deleted: number, missing: string) =>
    `${changed} changed and ${deleted} deleted students compared; ${missing}`,
  tickets: (changed: number, missing: string) => `${changed} changed tickets compared; ${missing}`,
  wouldAppend: (n: number) => `${n} that the log had not seen would get an event.`,
  appended: (n: number) => `${n} that the log had not seen got an event.`,
};

export const erase = {
  rows: {
    record: 'the Zoho record of the person: its events and its student',
    email:
      'the students with this address, their events, and everything that mentions it, with all that is kept of the tickets among that',
    dryRun: 'says how much would be erased, and changes nothing',
    yes: 'erases without a question: nothing of it comes back',
  },
  notes:
    "Payloads, bytes, results and error texts are emptied and students are deleted; ids, times and statuses stay, so that a repeat is still known as one. With --email the whole log is read. A longer address that contains this one is somebody else's; an address that is written in another way (escaped or encoded) is not found. Nothing is left in the database file either; backups, other copies of it and exported files are yours to erase.",
  giveOne: 'Give --record or --email.',
  badAddress: '--email must be a whole address such as sara.ali@example.edu.',
  progress: 'done',
  question: (target: string) => `Everything that is kept of ${target} will be emptied, for good.`,
  anAddress: 'an e-mail address',
  record: (id: string) => `record ${id}`,
  nothingDone: 'Nothing was erased. Add --yes to erase without a question.',
  would: (what: string) => `Would be erased: ${what}`,
  done: (what: string) => `Erased: ${what}`,
  what: (students: number, events: string, suggestions: number) =>
    `${studentsIn(students)}, ${events}, ${suggestionsIn(suggestions)}.`,
  events: eventsIn,
  waiting: (events: number, ended: number) => `${eventsIn(events)} (${ended} of them still waited)`,
  leftIn: {
    journal:
      'Somebody reads an older state of the database, such as a backup: until that ends, earlier versions stay in its -wal file.',
    old_pages:
      'An earlier version made this database: stop the service and run "npm run cli -- prune --compact" once, or bytes may stay in its file.',
  },
  notReached: 'Not reached: backups and other copies of the database, and exported files.',
};

export const exporting = {
  rows: {
    format: 'jsonl (one JSON object a line) or csv, with a byte order mark as spreadsheets need it',
    out: 'a new file, readable by you only; without it everything is printed',
    email: 'with "person": the address of the person',
    json: 'the same as --format jsonl',
  },
  notes: `Events come oldest first, with their payload and result; students in the order of their ids, also those deleted in Zoho.
A person is one JSON object: the person's records, their events and tickets with payloads and attempts, and the suggestions for the tickets. What names the person's address is among them, but nothing of another student. An address that several people share says nothing of one of them: --email refuses it, --record leaves out what names it and says so in left_out.`,
  sayWhat: 'Say what: events, students or person.',
  eitherOr: 'Give either --record or --email.',
  progress: 'exported',
  noFilter: (option: string, what: string) => `--${option} is no filter of "export ${what}".`,
  unwritable: (file: string) => `${file} cannot be written: it is there already, or its folder is not.`,
  severalPeople: (records: string) =>
    `Several people have this address: the records ${records}. Give --record for one of them.`,
};
