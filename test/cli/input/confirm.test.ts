import { PassThrough } from 'node:stream';
import { confirm } from '../../../src/cli/input/confirm.ts';
import { test } from '../../harness.ts';

for (const [answer, expected] of [
  ['oui', true],
  [' O ', true],
  ['no', false],
  ['', false],
] as const) {
  test(`the answer "${answer}" is a ${expected ? 'yes' : 'no'}`, async (t) => {
    const input = Object.assign(new PassThrough(), { isTTY: true });
    const output = new PassThrough();
    const asked = confirm('Continuer ? ', ['o', 'oui'], input, output);
    input.write(`${answer}\n`);
    t.equal(await asked, expected);
    t.match(String(output.read()), 'Continuer ? ');
  });
}

test('where nobody is at a terminal, nobody is asked', async (t) => {
  t.equal(await confirm('Continuer ? ', ['oui'], new PassThrough(), new PassThrough()), false);
});
