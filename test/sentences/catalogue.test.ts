import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CATALOGUE } from '../../src/sentences/catalogue.ts';
import { PHRASES } from '../../src/sentences/texts/phrases.ts';
import { MEANINGS } from '../../src/sentences/texts/running/meanings.ts';
import { LANGUAGES } from '../../src/sentences/texts/tickets/languages.ts';
import { test } from '../harness.ts';
import { ROOT } from '../service.ts';

/** The code as one text, in which every sentence is told by its code. */
const code = globSync('{src,plugins}/**/*.ts', { cwd: ROOT })
  .filter((file) => !file.replaceAll('\\', '/').startsWith('src/sentences/'))
  .map((file) => readFileSync(join(ROOT, file), 'utf8'))
  .join('\n');

test('every sentence names the same places in the three languages', (t) => {
  const places = (text: string) => (text.match(/\{\w+#?\}/g) ?? []).sort();
  for (const [name, { en, fr, ar }] of Object.entries(CATALOGUE)) {
    t.same(places(fr), places(en), `${name} in French`);
    t.same(places(ar), places(en), `${name} in Arabic`);
  }
  t.end();
});

test('every sentence is told somewhere', (t) => {
  const silent = Object.keys(CATALOGUE).filter(
    (name) =>
      !(name in PHRASES) &&
      !(name in MEANINGS) &&
      !(name in LANGUAGES) &&
      !code.includes(`'${name.replace(/^REFUSED_(?!WITH_)/, '')}'`),
  );
  t.same(silent, []);
  t.end();
});

/** Where the sentences are made that people are shown. */
const SPEAKING = [
  'plugins/**/*.ts',
  'src/{outside,students,tickets,store,cli}/**/*.ts',
  'src/settings.ts',
  'src/doctor/{desk,finding,moodle,self-check,zoho}.ts',
];
/** Said at a start that fails, on the command line, to the assistant or in its record, or to programs alone. */
const ELSEWHERE =
  /^You read one message|^Gives the advice|^The assistant (answered|does not|gave)|^Receives Zoho/;

test('no sentence for people stands outside the catalogue, where it would be in English only', (t) => {
  // The note for the staff has its three languages in itself.
  const files = globSync(SPEAKING, { cwd: ROOT }).filter((file) => !/staff-note\.ts$|cli.locales/.test(file));
  for (const file of files) {
    const text = readFileSync(join(ROOT, file), 'utf8').replace(/^\s*(\/\*\*|\*|\/\/).*$/gm, '');
    const literals = [...text.matchAll(/'((?:[^'\\\n]|\\.)*)'|`((?:[^`\\]|\\.)*)`/g)]
      .map(([, single, template]) => String(single ?? template).replace(/\$\{[^}]*\}/g, '…'))
      .filter((literal) => /^\p{Lu}.* .*\.$/su.test(literal) && !ELSEWHERE.test(literal));
    t.same(literals, [], file);
  }
  t.end();
});

test('no two sentences have the same code', async (t) => {
  const files = globSync('src/sentences/texts/**/*.ts', { cwd: ROOT });
  const codes = files.flatMap((file) =>
    [...readFileSync(join(ROOT, file), 'utf8').matchAll(/^ {2}(\w+|'[^']+'): \{/gm)].map(([, code]) => code),
  );
  t.same(
    codes.filter((code, index) => codes.indexOf(code) !== index),
    [],
  );
});
