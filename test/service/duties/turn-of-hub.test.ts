import { turnOfHub } from '../../../src/service/duties/turn-of-hub.ts';
import { test } from '../../harness.ts';

test('where instances share the log, one of them takes the turn, a little before the period is over', async (t) => {
  const asked: unknown[] = [];
  const state = {
    async takeTurn(...about: unknown[]) {
      asked.push(about);
      return false;
    },
  };
  t.equal(await turnOfHub({ state, isShared: true }, 'RECONCILIATION', 100)?.(), false);
  t.same(asked, [['turn.RECONCILIATION', 90]]);
});

test('an instance that is alone asks nobody', async (t) => {
  const state = { takeTurn: async () => false };
  t.equal(turnOfHub({ state, isShared: false }, 'RECONCILIATION', 100), undefined);
});
