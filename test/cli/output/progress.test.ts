import { PassThrough } from 'node:stream';
import { progressBar, progressCount } from '../../../src/cli/output/progress.ts';
import { test } from '../../harness.ts';
import { fakeTerminal } from '../terminal.ts';

test('a bar is drawn on a terminal, in one line, and ends with it', async (t) => {
  const { terminal, drawn } = fakeTerminal();
  const bar = progressBar({ terminal }, 4, 'done');
  bar.increment();
  bar.update(4);
  bar.stop();
  const text = drawn.join('');
  t.match(text, `${'█'.repeat(6)}${'░'.repeat(18)} 1/4 done`);
  t.match(text, `${'█'.repeat(24)} 4/4 done`);
  t.ok(text.endsWith('\n'));
  t.equal(text.split('\n').length, 2, 'a line is drawn over, not below');
});

test('a bar learns its length later, and more than all of it does not overflow', async (t) => {
  const { terminal, drawn } = fakeTerminal();
  const bar = progressBar({ terminal }, 0, 'pages copied');
  bar.setTotal(2);
  bar.update(3);
  bar.stop();
  t.match(drawn.join(''), `${'█'.repeat(24)} 3/2 pages copied`);
});

test('the same line is not written again', async (t) => {
  const { terminal, drawn } = fakeTerminal();
  const bar = progressBar({ terminal }, 2, 'done');
  bar.update(1);
  const before = drawn.length;
  bar.update(1);
  t.equal(drawn.length, before);
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
