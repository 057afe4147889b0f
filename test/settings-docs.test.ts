import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseEnv } from 'node:util';
import { SETTING_NOTES } from '../src/settings.ts';
import { test } from './harness.ts';
import { ROOT } from './service.ts';

test('.env.example holds every setting with its default or the value of the first level, and nothing else', async (t) => {
  const sample = parseEnv(readFileSync(join(ROOT, '.env.example'), 'utf8'));
  t.same(sample, Object.fromEntries(SETTING_NOTES.map(({ key, sample }) => [key, sample])));
});

test('the table in the README holds every setting as the schema describes it', async (t) => {
  const readme = readFileSync(join(ROOT, 'README.md'), 'utf8');
  const table = readme.split('| Setting | Default | Meaning |\n|---|---|---|\n')[1]?.split('\n\n', 1)[0];
  const rows = SETTING_NOTES.map(
    ({ key, fallback, description }) =>
      `| \`${key}\` | ${fallback === '' ? 'empty' : `\`${fallback}\``} | ${description} |`,
  );
  t.equal(table, rows.join('\n'));
});
