import { recordEvents } from '../../../src/dashboard/pieces/record-events.ts';
import { toReader } from '../../../src/dashboard/reader.ts';
import { test } from '../../harness.ts';

const READER = toReader('fr', {}, { path: '/', name: '', nowMs: 0, mayAct: true });
const shown = (rest: { nextBefore: number | null; total: number; totalIsCapped: boolean }) =>
  recordEvents(READER, { title: 'Événements', recordId: '1' }, { events: [], ...rest }, new Map());

test('where more events are than were counted, the number says so', async (t) => {
  t.match(shown({ nextBefore: 2, total: 10_000, totalIsCapped: true }), 'Les plus récents, sur 10\u202f000+');
});

test('where all events of a record are shown, nothing is said of a rest', async (t) => {
  t.notMatch(shown({ nextBefore: null, total: 1, totalIsCapped: false }), 'plus récents');
});
