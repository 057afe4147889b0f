import { newEvent, test } from '../../harness.ts';
import { completed, endNext, FAILED, type Open } from './support.ts';

/** What a record says without an id and a time; each text has the id that is derived from it. */
const says = (text: string, changes = {}) =>
  newEvent({
    eventId: `derived-${text}`,
    payload: JSON.stringify(text),
    kind: { is: 'content' },
    ...changes,
  });

export function contentContract(name: string, open: Open): void {
  test(`${name}: what a record said last is a repeat, what it said before is a change back`, async (t) => {
    const { store } = await open(t);
    const answers = [];
    for (const text of ['A', 'A', 'B', 'A', 'A', 'B', 'A'])
      answers.push(...(await store.append([says(text)])));
    t.match(answers, [
      { id: 1, eventId: 'derived-A', status: 'queued' },
      { id: 2, eventId: 'derived-A', status: 'duplicate', duplicateOf: 1, payloadDiffers: false },
      { id: 3, eventId: 'derived-B', status: 'queued' },
      { id: 4, eventId: 'derived-A-after-3', status: 'queued' },
      { id: 5, eventId: 'derived-A-after-3', status: 'duplicate', duplicateOf: 4 },
      { id: 6, eventId: 'derived-B-after-4', status: 'queued' },
      { id: 7, eventId: 'derived-A-after-6', status: 'queued' },
    ]);
  });

  test(`${name}: of equal contents at the same moment one is an event`, async (t) => {
    const { store } = await open(t);
    const answers = (await Promise.all(Array.from({ length: 20 }, () => store.append([says('A')])))).flat();
    t.equal(answers.filter(({ status }) => status === 'queued').length, 1);
  });

  test(`${name}: another record, module or operation that says the same is no repeat`, async (t) => {
    const { store } = await open(t);
    await store.append([says('A')]);
    const others = [
      says('A', { eventId: 'of another record', recordId: '2' }),
      says('A', { eventId: 'of another module', module: 'BTEC_Grades' }),
      says('A', { eventId: 'of another operation', eventType: 'delete' }),
    ];
    t.match(await store.append(others), [{ status: 'queued' }, { status: 'queued' }, { status: 'queued' }]);
  });

  test(`${name}: a repeat of what failed last puts it back to work`, async (t) => {
    const { store } = await open(t);
    await store.append([says('A')]);
    await endNext(store, FAILED);
    t.match(await store.append([says('A')]), [{ status: 'duplicate', duplicateOf: 1, requeued: true }]);
  });

  test(`${name}: after any other event of the record the same content is a change back`, async (t) => {
    const { store } = await open(t);
    await store.append([says('A')]);
    await store.append([newEvent({ eventId: 'with an id' })]);
    await endNext(store, completed());
    t.match(await store.append([says('A')]), [{ status: 'queued', eventId: 'derived-A-after-2' }]);
  });

  test(`${name}: the bad part of a delivery belongs to the delivery`, async (t) => {
    const { store } = await open(t);
    const bad = newEvent({ eventId: 'bad', kind: { is: 'unreadable', reason: 'It names no record.' } });
    t.match(await store.append([newEvent(), bad, bad]), [
      { status: 'queued' },
      { status: 'failed' },
      { status: 'duplicate', duplicateOf: 2 },
    ]);
    t.match(await store.get(2), { status: 'failed', error_message: 'It names no record.' });
  });
}
