import fc from 'fast-check';
import { readForm } from '../../../src/inbound/reading/form.ts';
import { tell } from '../../../src/sentences/tell.ts';
import { test } from '../../harness.ts';

const read = (text: string, charset: string | null = null) => readForm(Buffer.from(text, 'latin1'), charset);

for (const [charset, escaped] of [
  ['windows-1256', '%C3%CD%E3%CF'],
  ['cp1256', '%c3%cd%e3%cf'],
  ['iso-8859-6', '%C3%CD%E5%CF'],
  ['utf-8', '%D8%A3%D8%AD%D9%85%D8%AF'],
] as const) {
  test(`escaped bytes of ${charset} are read as its letters`, async (t) => {
    t.strictSame(read(`Name=${escaped}`, charset), { is: 'form', value: { Name: 'أحمد' } });
  });
}

test('bytes of a declared character set that are not escaped are read too, in names as in values', async (t) => {
  const sent = Buffer.concat([
    Buffer.from('a='),
    Buffer.from([0xc3, 0xcd, 0xe3, 0xcf]),
    Buffer.from('&%c3=x'),
  ]);
  t.strictSame(readForm(sent, 'windows-1256'), { is: 'form', value: { a: 'أحمد', أ: 'x' } });
});

test('latin letters with accents are read as declared', async (t) => {
  t.strictSame(read('Name=Jean+Exempl%E9', 'iso-8859-1'), { is: 'form', value: { Name: 'Jean Exemplé' } });
});

test('a form may name its character set in a field, as browsers do', async (t) => {
  t.strictSame(read('_charset_=windows-1252&Name=Exempl%E9'), {
    is: 'form',
    value: { _charset_: 'windows-1252', Name: 'Exemplé' },
  });
});

test('UTF-8 is read as UTF-8 even where something else is declared', async (t) => {
  t.strictSame(read('Name=Exempl%C3%A9', 'windows-1256'), { is: 'form', value: { Name: 'Exemplé' } });
});

test('bytes of a character set that nobody names are refused, not replaced', async (t) => {
  const reason = tell('THE_FORM_FIELDS_ARE_NOT_VALID_UTF_8_TEXT');
  t.strictSame(read('Name=%C3%CD%E3%CF'), { is: 'unreadable', reason });
  t.strictSame(read('Name=%C3', 'no-such-set'), { is: 'unreadable', reason });
});

test('a bare plus is a space and an escaped one a plus', async (t) => {
  t.strictSame(read('Phone=+962+7&Phone_Number=%2B962+7'), {
    is: 'form',
    value: { Phone: ' 962 7', Phone_Number: '+962 7' },
  });
});

test('a per cent sign that begins no escape is a per cent sign', async (t) => {
  t.strictSame(read('a=100%&b=5%2&c=%zz&d=%a'), {
    is: 'form',
    value: { a: '100%', b: '5%2', c: '%zz', d: '%a' },
  });
});

test('fields without a value, without a name and with several signs are kept', async (t) => {
  t.strictSame(read('&a&&b=&=c&d=1=2&'), { is: 'form', value: { a: '', b: '', '': 'c', d: '1=2' } });
});

test('ten thousand fields are read and more are refused', async (t) => {
  t.equal(read('a=1&'.repeat(10_000)).is, 'form');
  t.strictSame(read('a=1&'.repeat(10_001)), {
    is: 'unreadable',
    reason: tell('THE_FORM_HAS_MORE_THAN_FIELDS', { count: 10_000 }),
  });
});

test('what the platform writes as a form is read as the platform reads it', async (t) => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }))), (pairs) => {
      const sent = new URLSearchParams();
      for (const [name, value] of pairs) sent.append(name.toWellFormed(), value.toWellFormed());
      const form = readForm(Buffer.from(`${sent}`), null);
      return form.is === 'form' && JSON.stringify(form.value) === JSON.stringify(Object.fromEntries(sent));
    }),
  );
  t.pass('no counterexample');
});
