import { readTold } from '../../src/sentences/read.ts';
import { tell } from '../../src/sentences/tell.ts';
import { test } from '../harness.ts';

test('codes are read out of JSON as they were kept, with sentences in their places', (t) => {
  const deal = tell('DEAL', { id: '7' });
  const kept = [tell('STALE_SINCE', { changes: [deal] }), tell('PART_REFUSED', { problem: deal })];
  t.same(readTold(JSON.parse(JSON.stringify(kept))), kept);
  t.end();
});

test('what holds no codes is read as none', (t) => {
  const others = [undefined, null, 'text', [], [{ code: 7, params: {} }], [{ code: 'DEAL' }]];
  for (const kept of [...others, [{ code: 'DEAL', params: { id: 7 } }]]) t.equal(readTold(kept), null);
  t.end();
});
