import { PassThrough } from 'node:stream';
import { confirm } from '../../../src/cli/input/confirm.ts';
import { test } from '../../harness.ts';

for (const [answer, expected] of [
  ['yes', true],
  [' Y ', true],
  ['no', false],
  ['', false],
] as const) {
  test(`the answer "${answer}" is a ${expected ? 'yes' : 'no'}`, async (t) => {
    const input = Object.assign(new PassThrough(), { isTTY: true });
    const output = new PassThrough();
    const asked = confirm('This writes.', input, output);
    input.write(`${answer}\n`);
    t.equal(await asked, expected);
    t.match(String(output.read()), 'This writes. Go on? (yes/no)');
  });
}

test('where nobody is at a terminal, nobody is asked', async (t) => {
  t.equal(await confirm('This writes.', new PassThrough(), new PassThrough()), false);
});
