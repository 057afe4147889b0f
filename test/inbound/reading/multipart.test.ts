import { readMultipart } from '../../../src/inbound/reading/multipart.ts';
import { tell } from '../../../src/sentences/tell.ts';
import { test } from '../../harness.ts';

const TYPE = 'multipart/form-data; boundary=b1';
const AHMAD = '\xc3\xcd\xe3\xcf';
const part = (header: string, content: string) =>
  `--b1\r\nContent-Disposition: form-data; ${header}\r\n\r\n${content}\r\n`;
const read = (parts: string, type = TYPE) => readMultipart(Buffer.from(`${parts}--b1--\r\n`, 'latin1'), type);

test('fields of a declared character set are read as its letters', async (t) => {
  t.strictSame(await read(part('name="Name"', AHMAD), `${TYPE}; charset=windows-1256`), {
    is: 'form',
    value: { Name: 'أحمد' },
  });
});

test('a part or a field may declare the character set', async (t) => {
  const typed = part('name="Name"\r\nContent-Type: text/plain; charset=windows-1256', AHMAD);
  t.match(await read(typed), { value: { Name: 'أحمد' } });
  const named = part('name="_charset_"', 'windows-1256') + part('name="Name"', AHMAD);
  t.match(await read(named), { value: { Name: 'أحمد' } });
});

test('fields of a character set that nobody names are refused, not replaced', async (t) => {
  t.strictSame(await read(part('name="Name"', AHMAD)), {
    is: 'unreadable',
    reason: tell('THE_FORM_FIELDS_ARE_NOT_VALID_UTF_8_TEXT'),
  });
});

test('UTF-8 comes back letter by letter, in names as in values', async (t) => {
  const sent = Buffer.from(`${part('name="الاسم"', 'سارة 🎓 ÿ')}--b1--\r\n`);
  t.strictSame(await readMultipart(sent, TYPE), { is: 'form', value: { الاسم: 'سارة 🎓 ÿ' } });
});

test('a thousand parts are read and more are refused', async (t) => {
  t.equal((await read(part('name="a"', '1').repeat(999))).is, 'form');
  t.strictSame(await read(part('name="a"', '1').repeat(1000)), {
    is: 'unreadable',
    reason: tell('THE_FORM_HAS_MORE_THAN_PARTS', { count: 1000 }),
  });
});

test('without its boundary it is unreadable', async (t) => {
  const reason = tell('THE_BODY_IS_NOT_VALID_MULTIPART_FORM_DATA');
  t.strictSame(await read('', 'multipart/form-data'), { is: 'unreadable', reason });
});
