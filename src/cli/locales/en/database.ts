import { counting } from '../../../sentences/plural.ts';
import { common } from './common.ts';

const sizes = new Intl.NumberFormat('en');
const count = counting('en', String);
const daysIn = (n: number) => count(n, { one: '# day', other: '# days' });
const rowsIn = (n: number) => count(n, { one: '# row', other: '# rows' });

export const backup = {
  rows: { file: 'a new file, readable by you only' },
  notes:
    'The copy is the database of one moment; the service may run meanwhile. It is checked before the command says that it is good; one that is damaged stays as FILE.part, and the command ends with 1. To restore, stop the service and put the copy in the place of the database, without the -wal and -shm files beside it.',
  giveFile: 'Give the FILE to write.',
  exists: (file: string) => `${file} is there already.`,
  unwritable: (file: string) => `${file} cannot be written: make its folder first.`,
  progress: 'pages copied',
  done: (file: string, events: number, bytes: number) =>
    `${file}: ${common.events(events)}, ${sizes.format(bytes)} bytes, checked.`,
  damaged: (file: string, problem: string) => `${file} is damaged: ${problem}`,
};

export const prune = {
  rows: {
    olderThan: 'received and ended more than N days ago (RETENTION_DAYS)',
    dryRun: 'says how much would be deleted, and deletes nothing',
    compact:
      'deletes nothing, but writes the database file anew, which leaves no bytes of what was deleted before; the service must be stopped, and the disk needs twice the size of the file',
  },
  notes:
    'Failed and unfinished events stay, and so do students. Decided suggestions go with the events; what was decided last about a ticket stays known, without its texts. A repeat of a deleted event counts as a new one: keep events for longer than Zoho may send them again. With RETENTION_DAYS set, the service does this by itself once a day.',
  badDays: '--older-than must be a number of days such as 90d.',
  progress: 'deleted',
  would: (events: number, suggestions: number, days: number) =>
    `${common.events(events)} and ${common.suggestions(suggestions)} of more than ${daysIn(days)} ago would be deleted.`,
  done: (events: number, suggestions: number, days: number) =>
    `${common.events(events)} and ${common.suggestions(suggestions)} of more than ${daysIn(days)} ago were deleted.`,
  writing: (place: string) => `Writing ${place} anew: some ten seconds for each GiB.`,
  pages: 'pages written back',
  after: (seconds: number) => `after ${seconds} s`,
  compacted: (place: string, before: number, after: number) =>
    `${place} was written anew: ${sizes.format(before)} bytes before, ${sizes.format(after)} after. It holds nothing of what was deleted.`,
};

export const move = {
  rows: {
    to: 'where to: postgres://user@host/database (empty), or file:path (not there yet)',
    startOver: 'drop what an earlier move left in that database, and begin anew',
    dryRun: 'say what would move, and whether the target takes it; nothing is written',
  },
  notes: `The log of DATABASE_URL is read and stays as it is. Stop the service first, all instances of it. Every row of every table is copied and then compared: a count and a checksum for each table. Ids stay, and go on after the largest. Broken off at any point, the same command goes on where it stopped; until it has ended well, no service starts on the target.
What PostgreSQL cannot keep in a text (a NUL, half of a letter) becomes a sign that shows it; the bytes of a delivery stay. A password need not stand in the ADDRESS: PGPASSWORD and ~/.pgpass are read too.`,
  noLog: (place: string) => `There is no log at ${place}: set DATABASE_URL to the one to move.`,
  itself: '--to is the database of DATABASE_URL itself.',
  giveTo: 'Give --to: postgres://user@host/database, or file:path.',
  goesOn: (to: string, n: number) =>
    `${to} holds part of this move: it would go on until all ${rowsIn(n)} are there.`,
  would: (from: string, to: string, n: number) =>
    `${rowsIn(n)} would move from ${from} to ${to}. Nothing was written.`,
  progress: { copied: 'rows copied', compared: 'rows compared' },
  equal: 'equal',
  different: 'DIFFERENT',
  moved: (from: string, to: string, n: number) =>
    `${rowsIn(n)} are in ${to}, equal to those in ${from}, which stays as it was. Set DATABASE_URL to the new address and start the service.`,
  notMoved: (to: string, tables: string) =>
    `${tables}: not equal, because somebody changed the log after the move had begun, or worked on ${to}. Nothing is lost: stop every service, and run the same command again with --start-over.`,
};
