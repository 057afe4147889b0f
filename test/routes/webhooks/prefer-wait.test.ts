import { awaitEnding } from '../../../src/routes/webhooks/prefer-wait.ts';
import { test } from '../../harness.ts';
import { DONE, setUp } from '../../log/processor-setup.ts';

test('an event that ended as it was kept, and is gone by now, has no outcome to tell', async (t) => {
  const { store, processor } = setUp(t, async () => DONE);
  const first = { id: 1, eventId: 'event_1', status: 'queued', ended: true } as const;
  t.equal(await awaitEnding({ processor, reading: store }, [first], 'wait=5'), null);
});
