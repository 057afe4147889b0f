import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CATALOGUE } from '../../src/sentences/catalogue.ts';
import { PHRASES } from '../../src/sentences/phrases.ts';
import { test } from '../harness.ts';
import { ROOT } from '../service.ts';

/** The code as one text, in which every sentence is told by its code. */
const code = globSync('{src,plugins}/**/*.ts', { cwd: ROOT })
  .filter((file) => !file.replaceAll('\\', '/').startsWith('src/sentences/'))
  .map((file) => readFileSync(join(ROOT, file), 'utf8'))
  .join('\n');

test('every sentence names the same places in the three languages', (t) => {
  const places = (text: string) => (text.match(/\{\w+\}/g) ?? []).sort();
  for (const [name, { en, fr, ar }] of Object.entries(CATALOGUE)) {
    t.same(places(fr), places(en), `${name} in French`);
    t.same(places(ar), places(en), `${name} in Arabic`);
  }
  t.end();
});

test('every sentence is told somewhere', (t) => {
  const silent = Object.keys(CATALOGUE).filter((name) => !(name in PHRASES) && !code.includes(`'${name}'`));
  t.same(silent, []);
  t.end();
});
