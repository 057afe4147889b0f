import type { Context } from '../../src/cli/command.ts';
import { COMMANDS, isCommand } from '../../src/cli/commands.ts';
import { COMMON, DATABASE, LOG, PEOPLE, SETUP, TRYING } from '../../src/cli/locales/load.ts';
import { test } from '../harness.ts';
import { cli } from './terminal.ts';

type Language = Context['language'];

/** One number of each plural form of Arabic, which has the most. */
const NUMBERS = [0, 1, 2, 3, 11, 100];
const GROUPS = { common: COMMON, log: LOG, people: PEOPLE, database: DATABASE, setup: SETUP, trying: TRYING };

/** Every text of a language by its place; one with places for values with numbers, which name themselves. */
async function textsOf(language: Language): Promise<Map<string, string>> {
  const found = new Map<string, string>();
  const walk = (place: string, node: unknown): void => {
    if (typeof node === 'string') found.set(place, node);
    else if (typeof node === 'function')
      for (const n of NUMBERS)
        found.set(`${place} ${n}`, String(node(n, n + 1000, n + 2000, n + 3000, n + 4000)));
    // What counts as yes is as many words as a language likes.
    else if (Array.isArray(node)) found.set(place, node.join());
    else for (const [key, child] of Object.entries(Object(node))) walk(`${place}.${key}`, child);
  };
  for (const [group, load] of Object.entries(GROUPS)) walk(group, await load[language]());
  return found;
}

/** What is the same in each language on purpose: signs, and words that are the same word in French. */
const SAME = {
  fr: /^(\[options\]|SOURCE|MODULE|TYPE|FORMAT|\d+ suggestions?|[\d ]+→[\d ()]+)$/,
  ar: /^(\[options\]|[A-Z_]+|[\d ]+→[\d ()]+)$/,
};

test('every text is there in the three languages, and none of them is empty or half', async (t) => {
  const english = await textsOf('en');
  for (const language of ['en', 'fr', 'ar'] as const) {
    const texts = await textsOf(language);
    t.same([...texts.keys()], [...english.keys()], language);
    for (const [place, text] of texts) {
      t.not(text.trim(), '', `${language} ${place}`);
      t.notMatch(text, /#|undefined|NaN|\[object/, `${language} ${place}`);
    }
  }
});

for (const language of ['fr', 'ar'] as const) {
  test(`the texts in ${language} are translated, not copied`, async (t) => {
    const english = await textsOf('en');
    const texts = await textsOf(language);
    const same = [...texts].filter(
      ([place, text]) => text === english.get(place) && !SAME[language].test(text),
    );
    t.same(same, []);
  });
}

test('no line of French begins with a sign, nor ends with an opening quotation mark', async (t) => {
  for (const [place, text] of await textsOf('fr')) t.notMatch(text, / [:;!?»]|« /, place);
});

test('what a text names is named in each language', async (t) => {
  const english = await textsOf('en');
  for (const language of ['fr', 'ar'] as const) {
    const texts = await textsOf(language);
    for (const [place, text] of english) {
      const values = text.match(/\b[1-4]\d{3}\b|--[a-z-]+|\b[A-Z]+(?:_[A-Z]+)+\b/g) ?? [];
      for (const value of new Set(values))
        if (value !== 'BODY_FILE') t.ok(texts.get(place)?.includes(value), `${language} ${place}: ${value}`);
    }
  }
});

for (const name of Object.keys(COMMANDS).filter(isCommand)) {
  test(`the help of ${name} explains every option in the three languages, and its calls are the same`, async (t) => {
    const command = await COMMANDS[name]();
    const calls = new Map<Language, string[]>();
    for (const language of ['en', 'fr', 'ar'] as const) {
      const { code, text } = await cli([name, '--help'], {}, undefined, undefined, { LANG: language });
      t.equal(code, 0);
      const { common } = await COMMON[language]();
      t.match(text.split('\n')[0], common.summaries[name]);
      const { rows } = command.help(await command.texts(language), common);
      for (const option of Object.keys(command.options))
        t.ok(
          rows.some(([what]) => what.split(' ')[0] === `--${option}`),
          `${language} --${option}`,
        );
      calls.set(language, text.match(/npm run cli -- \w+/g) ?? []);
    }
    t.same(calls.get('fr'), calls.get('en'));
    t.same(calls.get('ar'), calls.get('en'));
  });
}
