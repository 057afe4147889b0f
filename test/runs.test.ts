import { globSync, readFileSync } from 'node:fs';
import { sep } from 'node:path';
import { test } from './harness.ts';
import { filesOf } from './runs/together.ts';

test('every test belongs to one run, so that none is left out and none is made twice', (t) => {
  const runs = globSync('test/runs/*.test.ts').map((run) => readFileSync(run, 'utf8'));
  const patterns = runs.flatMap((text) => {
    const named = text.slice(text.indexOf('together('));
    return [...named.matchAll(/'([^']+)'/g)].map(([, pattern]) => pattern as string);
  });
  const all = globSync('**/*.test.ts', { cwd: 'test' }).filter((file) => !file.startsWith(`runs${sep}`));
  t.ok(all.length > 100, 'there are tests');
  t.same(filesOf(patterns).sort(), all.sort());
  t.end();
});
