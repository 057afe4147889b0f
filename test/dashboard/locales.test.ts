import { ar } from '../../src/dashboard/locales/ar.ts';
import { en, type Messages } from '../../src/dashboard/locales/en.ts';
import { fr } from '../../src/dashboard/locales/fr.ts';
import { CATALOGUE } from '../../src/sentences/catalogue.ts';
import { type Count, counting } from '../../src/sentences/plural.ts';
import { test } from '../harness.ts';

const LANGUAGES: readonly (readonly [tag: string, messages: (count: Count) => Messages])[] = [
  ['en', en],
  ['fr', fr],
  ['ar', ar],
];
/** One number of each plural form of Arabic, which has the most. */
const NUMBERS = [0, 1, 2, 3, 11, 100, 1204];

/** Every phrase of a language, by its place; a counted one for each number, the others with a name. */
function phrases(tag: string, messages: (count: Count) => Messages): Map<string, string> {
  const found = new Map<string, string>();
  const walk = (place: string, node: unknown): void => {
    if (typeof node === 'string') found.set(place, node);
    else if (typeof node === 'function') {
      for (const n of NUMBERS) found.set(`${place} ${n}`, String(node(n)));
    } else for (const [key, child] of Object.entries(node as object)) walk(`${place}.${key}`, child);
  };
  walk(tag, messages(counting(tag)));
  return found;
}

for (const [tag, messages] of LANGUAGES) {
  test(`every phrase of ${tag} is whole: no empty text, no place of a number left open`, (t) => {
    for (const [place, text] of phrases(tag, messages)) {
      t.not(text.trim(), '', place);
      t.notMatch(text, /#|undefined|NaN|\[object/, place);
    }
    t.end();
  });
}

test('French and Arabic are translated, not copied', (t) => {
  const texts = (tag: string, messages: (count: Count) => Messages) => [...phrases(tag, messages).values()];
  const english = texts('en', en);
  for (const [tag, messages] of LANGUAGES.slice(1)) {
    const same = texts(tag, messages).filter((text, i) => text === english[i] && /\p{L} /u.test(text));
    t.same([...new Set(same)], ['Zoho Event Hub', 'Zoho CRM', 'Zoho Desk'], tag);
  }
  t.end();
});

test('no line of French begins with a sign, nor ends with an opening quotation mark', (t) => {
  const sentences = Object.values(CATALOGUE).map((sentence) => sentence.fr);
  for (const text of [...phrases('fr', fr).values(), ...sentences]) t.notMatch(text, / [:;!?»]|« /);
  t.end();
});

test('Arabic counts in its six forms', (t) => {
  const { students } = ar(counting('ar')).unit;
  t.same([0, 1, 2, 3, 11, 100].map(students), [
    'لا طلاب',
    'طالب واحد',
    'طالبان',
    '3 طلاب',
    '11 طالبًا',
    '100 طالب',
  ]);
  t.end();
});

test('the digits are those of the region', (t) => {
  t.equal(ar(counting('ar-EG')).unit.students(1204), '١٬٢٠٤ طلاب');
  t.equal(en(counting('en-GB')).unit.students(1204), '1,204 students');
  t.equal(fr(counting('fr-FR')).unit.students(0), '0 étudiant');
  t.end();
});
