import fc from 'fast-check';
import { rendered, visible } from '../../../src/cli/output/line.ts';
import { test } from '../../harness.ts';

for (const [what, text, shown] of [
  ['an escape sequence', 'a\u001b[2Jb', 'a\\u001b[2Jb'],
  ['one in a single character', '\u009b2J', '\\u009b2J'],
  ['a bell, a backspace, a carriage return', '\u0007\b\r', '\\u0007\\u0008\\u000d'],
  ['a text that runs the other way', 'x\u202egpj.exe\u2066', 'x\\u202egpj.exe\\u2066'],
] as const) {
  test(`a terminal shows ${what} and does not obey it`, async (t) => {
    t.equal(visible(text), shown);
  });
}

test('names in any script, tabs and the ends of lines stay as they are', async (t) => {
  const text = 'سارة علي\u200f\tJean\n👩‍🎓';
  t.equal(visible(text), text);
});

test('our own colours are shown where they are wanted, and nobody else can paint', async (t) => {
  const line = [{ colour: 'red', text: 'failed\u001b[32m' }, ' \u001b[32mfine'] as const;
  t.equal(rendered(line, true), '\u001b[31mfailed\\u001b[32m\u001b[39m \\u001b[32mfine');
  t.equal(rendered(line, false), 'failed\\u001b[32m \\u001b[32mfine');
});

test('a JSON text stays valid and means the same, whatever is in it', async (t) => {
  fc.assert(
    fc.property(fc.json({ stringUnit: 'binary' }), (json) => {
      t.same(JSON.parse(rendered(json, true)), JSON.parse(json));
    }),
    { seed: 20261127, numRuns: 300 },
  );
  const nested = JSON.stringify({ payload: JSON.stringify({ Name: 'x\u009b\u202e\\\u001b' }) });
  t.same(JSON.parse(rendered(nested, false)), JSON.parse(nested));
});
