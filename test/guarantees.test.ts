import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from './harness.ts';
import { ROOT } from './service.ts';

const PAGE = readFileSync(join(ROOT, 'docs/guarantees.md'), 'utf8');
const [, ...PROMISES] = PAGE.split(/^## /m);
const PROOF = /^- `(test\/\S+\.ts)`: (.+)$/gm;

for (const promise of PROMISES) {
  const [title = ''] = promise.split('\n', 1);
  test(`the promise "${title}" names tests that exist`, async (t) => {
    const proofs = [...promise.matchAll(PROOF)].map(([, file = '', sentence = '']) => ({ file, sentence }));
    t.ok(proofs.length > 0, 'a promise without a proof is an opinion');
    for (const { file, sentence } of proofs) {
      const path = join(ROOT, file);
      t.ok(existsSync(path) && readFileSync(path, 'utf8').includes(sentence), `${file}: ${sentence}`);
    }
  });
}

test('every line that looks like a proof is read as one', async (t) => {
  const lines = PAGE.split('\n').filter((line) => line.startsWith('- `test/'));
  t.equal([...PAGE.matchAll(PROOF)].length, lines.length);
});
