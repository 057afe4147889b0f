import fc from 'fast-check';
import { scanJson } from '../../../src/inbound/reading/json-scan.ts';
import { tell } from '../../../src/sentences/tell.ts';
import { test } from '../../harness.ts';

const MAX_VALUES = 1000;
const lossless = (text: string) => {
  const scan = scanJson(text, MAX_VALUES);
  return scan.is === 'sound' ? scan.lossless : scan.reason.code;
};

for (const literal of [
  '4554000000123456789',
  '-4554000000123456789',
  '4554000000123456789.0',
  '9007199254740993',
  '12345678901234567.5',
  '4.554E+18',
  '1e3',
  '1E-7',
  '0.12345678901234567890',
]) {
  test(`the number ${literal} is handed on as text`, async (t) => {
    t.equal(lossless(literal), `"${literal}"`);
    t.equal(lossless(`{"a":${literal},"b":[1, ${literal} ]}`), `{"a":"${literal}","b":[1, "${literal}" ]}`);
  });
}

for (const literal of [
  '0',
  '-1.5',
  '1.50',
  '9007199254740991',
  '123456789012345',
  '0.30000000000000004',
  '1769335200.123456',
]) {
  test(`the number ${literal} stays a number`, async (t) => {
    t.equal(lossless(`[${literal}]`), `[${literal}]`);
  });
}

test('what stands in a string is left alone', async (t) => {
  for (const text of [
    '{"a":"4554000000123456789, [1e3] {"}',
    '["\\"4554000000123456789"]',
    '["\\\\",4]',
    '["a\\\\\\"b 4554000000123456789"]',
  ])
    t.equal(lossless(text), text);
  t.equal(lossless('["\\\\",4554000000123456789]'), '["\\\\","4554000000123456789"]');
});

test('what is no JSON does not become JSON by the quotes', async (t) => {
  for (const text of [
    '{4554000000123456789:1}',
    '{4554000000123456789 \n:1}',
    '[04554000000123456789]',
    '[4554000000123456789.]',
    '[--4554000000123456789]',
    '[+4554000000123456789]',
    '[4554000000123456789"a"]',
    '[1e]',
    '"unfinished',
    '"unfinished \\"',
  ])
    t.throws(() => JSON.parse(lossless(text)), text);
});

test('a hundred levels are sound and one more is refused', async (t) => {
  const nested = (levels: number) => `${'{"a":['.repeat(levels / 2)}1${']}'.repeat(levels / 2)}`;
  t.equal(scanJson(nested(100), MAX_VALUES).is, 'sound');
  t.strictSame(scanJson(nested(102), MAX_VALUES), {
    is: 'refused',
    reason: tell('THE_JSON_IS_NESTED_MORE_THAN_LEVELS_DEEP', { count: 100 }),
  });
});

test('levels that were closed do not count', async (t) => {
  t.equal(scanJson(`[${'[[]],'.repeat(300)}1]`, MAX_VALUES).is, 'sound');
});

test('as many values as are allowed are sound and more are refused', async (t) => {
  const list = (count: number) => `[${'1,'.repeat(count - 1)}1]`;
  t.equal(scanJson(list(MAX_VALUES), MAX_VALUES).is, 'sound');
  t.strictSame(scanJson(list(MAX_VALUES + 1), MAX_VALUES), {
    is: 'refused',
    reason: tell('THE_JSON_HOLDS_MORE_THAN_VALUES', { count: MAX_VALUES }),
  });
});

test('JSON is refused for its number of values whether they are lists, objects or keys', async (t) => {
  for (const value of ['{}', '[]', '"a"', '[1,2]', '{"a":{}}']) {
    t.equal(scanJson(`[${`${value},`.repeat(MAX_VALUES)}1]`, MAX_VALUES).is, 'refused', value);
  }
});

test('JSON without long numbers and exponents comes back as it was', async (t) => {
  fc.assert(
    fc.property(fc.json(), (text) => {
      const hasOdd = /\d{15}|\de/i.test(text.replace(/"(?:[^"\\]|\\.)*"/g, '""'));
      return hasOdd || lossless(text) === text;
    }),
  );
  t.pass('no counterexample');
});

test('the text is JSON after the scan if and only if it was before', async (t) => {
  const pieces = fc.constantFrom(
    '{',
    '}',
    '[',
    ']',
    ',',
    ':',
    '"',
    '\\',
    ' ',
    '-',
    '0',
    '4554000000123456789',
    '1e5',
    '.5',
    'null',
  );
  const isJson = (text: string) => {
    try {
      JSON.parse(text);
      return true;
    } catch {
      return false;
    }
  };
  fc.assert(
    fc.property(fc.array(pieces, { maxLength: 8 }), (parts) => {
      const text = parts.join('');
      return isJson(text) === isJson(lossless(text));
    }),
    { numRuns: 5000 },
  );
  t.pass('no counterexample');
});

test('each number keeps all that was written', async (t) => {
  const literal = fc.stringMatching(/^-?(0|[1-9]\d{0,20})(\.\d{1,12})?([eE][+-]?\d{1,2})?$/);
  fc.assert(
    fc.property(fc.array(literal, { minLength: 1 }), (literals) => {
      const read: (string | number)[] = JSON.parse(lossless(`[${literals.join(' , ')}]`));
      return read.every((value, i) =>
        typeof value === 'string' ? value === literals[i] : isSame(value, literals[i]),
      );
    }),
  );
  t.pass('no counterexample');
});

/** Do both say the same decimal? Compared as digits, because a comparison of doubles would not see a lost one. */
function isSame(value: number, literal = ''): boolean {
  const [whole, fraction = ''] = literal.split('.');
  const trimmed = fraction.replace(/0+$/, '');
  return toPlain(value) === `${whole}${trimmed === '' ? '' : `.${trimmed}`}`.replace(/^-0$/, '0');
}

function toPlain(value: number): string {
  return String(value).includes('e') ? value.toFixed(20).replace(/0+$/, '') : String(value);
}

test('an object of more keys than any record has is refused; a list of as many values is not', async (t) => {
  const keys = (count: number) => Array.from({ length: count }, (_, key) => `"k${key}":1`).join(',');
  t.equal(scanJson(`{${keys(2000)}}`, 50_000).is, 'sound');
  t.same(scanJson(`[{${keys(2001)}}]`, 50_000), {
    is: 'refused',
    reason: tell('AN_OBJECT_OF_THE_JSON_HAS_MORE_THAN_KEYS', { count: 2000 }),
  });
  t.equal(scanJson(`{"a":{${keys(1500)}},${keys(1500)}}`, 50_000).is, 'sound', 'each object for itself');
  t.equal(scanJson(`[${Array(9000).fill(1)}]`, 50_000).is, 'sound');
  t.equal(scanJson(`]]${keys(10)}`, 50_000).is, 'sound', 'what is no JSON is left to the parser');
});
