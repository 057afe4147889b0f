import { PassThrough } from 'node:stream';
import { progressBar, progressCount } from '../../src/cli/progress.ts';
import { test } from '../harness.ts';
import { fakeTerminal } from './terminal.ts';

test('a bar is drawn on a terminal', async (t) => {
  const { terminal, drawn } = fakeTerminal();
  const bar = progressBar({ terminal }, 2, 'done');
  bar.update(2);
  bar.stop();
  t.match(drawn.join(''), '2/2 done');
});

test('work of unknown length is counted', async (t) => {
  const { terminal, drawn } = fakeTerminal();
  const count = progressCount({ terminal }, 'records compared');
  count.update(3);
  count.stop();
  t.match(drawn.join(''), '3 records compared');
});

test('where no person looks nothing is drawn', async (t) => {
  const terminal = new PassThrough();
  const bar = progressBar({ terminal }, 2, 'done');
  bar.update(2);
  bar.stop();
  t.equal(terminal.read(), null);
});
