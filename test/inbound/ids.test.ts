import fc from 'fast-check';
import { parseJsonText } from '../../src/inbound/body.ts';
import { readId } from '../../src/inbound/ids.ts';
import { inEnglish, tell } from '../../src/sentences/tell.ts';
import { test } from '../harness.ts';

/** Reads the id as it stands in JSON, through the reader of bodies. */
const fromJson = (literal: string) => readId(parseJsonText(literal));
const id = (text: string) => ({ is: 'id', id: text });
const LONG = '4554000000123456789';

for (const literal of [
  LONG,
  `"${LONG}"`,
  `${LONG}.0`,
  `"${LONG}.000"`,
  '4.554000000123456789E+18',
  '"4.554000000123456789e18"',
  '"4.5540000001234567890e18"',
  '"4,554,000,000,123,456,789"',
  '"4 554 000 000 123 456 789"',
  '"٤٥٥٤٠٠٠٠٠٠١٢٣٤٥٦٧٨٩"',
  '"۴۵۵۴۰۰۰۰۰۰۱۲۳۴۵۶۷۸۹"',
  `" ${LONG}\\n"`,
  `"\\u200f${LONG}\\u200b"`,
  `"\\ufeff${LONG}\\u0000"`,
]) {
  test(`${literal} is taken with each of its digits`, async (t) => {
    t.strictSame(fromJson(literal), id(LONG));
  });
}

for (const [literal, text] of [
  ['42', '42'],
  ['42.0', '42'],
  ['-5', '-5'],
  ['1.5', '1.5'],
  ['"007"', '007'],
  ['"0.5E1"', '5'],
  ['"event_12345"', 'event_12345'],
  ['"12e45"', '12e45'],
  ['"1,2"', '1,2'],
  ['"4554000000123456789/2"', '4554000000123456789/2'],
  ['9007199254740993.0', '9007199254740993'],
  ['9007199254740992.0', '9007199254740992'],
] as const) {
  test(`${literal} is the id ${text}`, async (t) => {
    t.strictSame(fromJson(literal), id(text));
  });
}

for (const literal of [
  'null',
  '""',
  '" "',
  '"\\u200f"',
  '"null"',
  '"-None-"',
  '"None"',
  '"undefined"',
  '"-"',
]) {
  test(`${literal} is no id`, async (t) => {
    t.strictSame(fromJson(literal), { is: 'none' });
  });
}

test('a key that is not there is no id', async (t) => {
  t.strictSame(readId(undefined), { is: 'none' });
});

for (const literal of ['"4.554E+18"', '4.554E+18', '4.554E18', '1e3', '"1.98709E17"', '4554E+15']) {
  test(`${literal} is refused: nobody knows the rest of its digits`, async (t) => {
    t.strictSame(fromJson(literal), {
      is: 'refused',
      reason: tell('HAS_LOST_DIGITS_IT_IS_WRITTEN_WITH_AN_EXPONENT'),
    });
  });
}

for (const [literal, reason] of [
  ['"1.25e1"', 'is no whole number'],
  ['"12.5e-1"', 'is no whole number'],
  ['"{{record.id}}"', 'is a merge field that nobody filled in'],
  ['"[object Object]"', 'is what a program writes in the place of an object'],
  ['true', 'must be text or a number'],
  ['[1]', 'must be text or a number'],
  ['{"id":1}', 'must be text or a number'],
  [JSON.stringify('x'.repeat(256)), 'is longer than 255 characters'],
] as const) {
  test(`${literal.slice(0, 30)} is refused: it ${reason}`, async (t) => {
    const read = fromJson(literal);
    t.equal(read.is === 'refused' && inEnglish(read.reason), reason);
  });
}

test('an id of the longest length is taken', async (t) => {
  t.strictSame(readId('x'.repeat(255)), id('x'.repeat(255)));
});

test('every whole number is the same id in each notation', async (t) => {
  fc.assert(
    fc.property(fc.bigInt({ min: 0n, max: 10n ** 30n }), (number) => {
      const digits = String(number);
      const exponential = `${digits[0]}.${digits.slice(1)}0E+${digits.length - 1}`;
      return [digits, `"${digits}"`, `${digits}.0`, exponential].every((literal) => {
        const read = fromJson(literal);
        return read.is === 'id' && read.id === digits;
      });
    }),
  );
  t.pass('no counterexample');
});
