import { declaredCharset, toText } from '../../../src/inbound/reading/charset.ts';
import { test } from '../../harness.ts';

const utf16be = (text: string) => Buffer.from(text, 'utf16le').swap16();

test('a character set is found in each spelling of a content type', async (t) => {
  for (const type of [
    'application/json; charset=windows-1256',
    'application/json;charset="windows-1256"',
    "text/plain; CHARSET = 'windows-1256'; x=1",
  ])
    t.equal(declaredCharset(type), 'windows-1256', type);
  for (const type of ['', 'application/json', 'text/plain; boundary=b']) t.equal(declaredCharset(type), null);
});

test('UTF-16 is read by its mark, and without one by the zeros in it, declared or not', async (t) => {
  const text = '{"a":"سارة"}';
  for (const charset of [null, 'utf-16', 'utf-16le', 'utf-8']) {
    t.equal(toText(Buffer.from(text, 'utf16le'), charset), text);
    t.equal(toText(Buffer.from(`\uFEFF${text}`, 'utf16le'), charset), text);
    t.equal(toText(utf16be(text), charset), text);
    t.equal(toText(utf16be(`\uFEFF${text}`), charset), text);
  }
});

test('UTF-16 that begins with no letter of ASCII is read where it is declared', async (t) => {
  const text = 'الاسم=سارة';
  t.equal(toText(Buffer.from(text, 'utf16le'), 'utf-16le'), text);
  t.equal(toText(Buffer.from(text, 'utf16le'), 'UTF-16'), text);
  t.equal(toText(utf16be(text), 'utf-16be'), text);
});

test('UTF-8 is read as UTF-8 where UTF-16 is declared', async (t) => {
  t.equal(toText(Buffer.from('{"a":"سارة"}'), 'utf-16'), '{"a":"سارة"}');
});

test('half a letter of UTF-16 is no text', async (t) => {
  t.equal(toText(Buffer.from('{"a":1}\u0000', 'utf16le').subarray(0, 15), 'utf-16le'), null);
});

test('any number of byte order marks is dropped', async (t) => {
  t.equal(toText(Buffer.from('\uFEFF\uFEFF{}'), null), '{}');
});

test('bytes that are neither UTF-8 nor what is declared are no text', async (t) => {
  t.equal(toText(Buffer.from([0x7b, 0xc3]), null), null);
  t.equal(toText(Buffer.from([0x7b, 0xc3]), 'no-such-set'), null);
  t.equal(toText(Buffer.from([0x7b, 0xff]), 'utf-8'), null);
});
