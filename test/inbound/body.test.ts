import fc from 'fast-check';
import { isObject, parseJsonText, readBody } from '../../src/inbound/body.ts';
import { tell } from '../../src/sentences/tell.ts';
import { test } from '../harness.ts';

const JSON_TYPE = 'application/json';
const FORM_TYPE = 'application/x-www-form-urlencoded';
const read = (sent: string | Buffer, contentType = JSON_TYPE) => readBody(Buffer.from(sent), contentType);
const nested = (levels: number) => `${'['.repeat(levels)}${']'.repeat(levels)}`;

test('JSON is read, and its text is kept exactly as it was sent', async (t) => {
  const text = ' {"b": 1,\r\n "a": "سارة علي"}\n';
  t.strictSame(await read(text), { is: 'json', value: { b: 1, a: 'سارة علي' }, text });
});

test('what begins like JSON is JSON, whatever type is declared', async (t) => {
  for (const type of ['', 'text/plain', FORM_TYPE, 'application/octet-stream', 'text/html; charset=utf-8']) {
    t.match(await read('\n{"a":"x=1&y"}', type), { is: 'json', value: { a: 'x=1&y' } }, type);
    t.match(await read('[{"a":1}]', type), { is: 'json', value: [{ a: 1 }] }, type);
  }
});

test('scalars and null are JSON too; the caller decides what they are worth', async (t) => {
  for (const [text, value] of [
    ['null', null],
    ['"x"', 'x'],
    ['5', 5],
    ['true', true],
  ] as const) {
    t.strictSame(await read(text), { is: 'json', value, text });
  }
});

test('no bytes, spaces and a lone byte order mark are an empty body', async (t) => {
  for (const text of ['', ' \r\n\t', '\uFEFF', '\uFEFF \n']) t.strictSame(await read(text), { is: 'empty' });
});

test('a byte order mark before the JSON is dropped', async (t) => {
  t.match(await read('\uFEFF{"a":1}'), { is: 'json', value: { a: 1 }, text: '{"a":1}' });
});

test('integers that a double cannot hold keep all their digits as text', async (t) => {
  const text =
    '{"a":4554000000012345678,"b":[ 4554000000012345679,-4554000000012345678],"c":9007199254740993}';
  t.strictSame(await read(text), {
    is: 'json',
    value: {
      a: '4554000000012345678',
      b: ['4554000000012345679', '-4554000000012345678'],
      c: '9007199254740993',
    },
    text,
  });
});

test('numbers that a double does hold stay numbers, beside a long one too', async (t) => {
  const text = '{"a":9007199254740991,"b":-1.5,"c":1000,"e":"4554000000012345678"}';
  t.strictSame(await read(text), { is: 'json', value: JSON.parse(text), text });
});

test('a number with an exponent, or a fraction too long for a double, keeps what was written', async (t) => {
  t.match(await read('{"c":1e3,"d":12345678901234567.5,"e":4554000000123456789.0}'), {
    value: { c: '1e3', d: '12345678901234567.5', e: '4554000000123456789.0' },
  });
});

test('broken JSON is unreadable, and the reason does not quote what was sent', async (t) => {
  const reason = tell('THE_BODY_IS_NOT_VALID_JSON');
  for (const text of [
    '{"Name":"Sara "Ali""}',
    '{"a":1',
    '{"a":1}x',
    '{"Name":"Sara\nAli"}',
    'Sara Ali',
    "{'a':1}",
  ]) {
    t.strictSame(await read(text), { is: 'unreadable', reason }, text);
  }
});

test('keys that would reach into prototypes are refused', async (t) => {
  t.match(await read('{"data":{"__proto__":{"x":1}}}'), { is: 'unreadable' });
  t.match(await read('{"constructor":{"prototype":{"x":1}}}'), { is: 'unreadable' });
});

test('a hundred levels of nesting are read and one more is refused', async (t) => {
  t.match(await read(nested(100)), { is: 'json' });
  const reason = tell('THE_JSON_IS_NESTED_MORE_THAN_LEVELS_DEEP', { count: 100 });
  t.strictSame(await read(nested(101)), { is: 'unreadable', reason });
  t.strictSame(await read(`{"a":${nested(100)}}`), { is: 'unreadable', reason });
});

test('fifty thousand values are read and more are refused; JSON of the log or of an outside system may hold more', async (t) => {
  const list = (count: number) => `[${'1,'.repeat(count - 1)}1]`;
  t.match(await read(list(50_000)), { is: 'json' });
  t.strictSame(await read(list(50_001)), {
    is: 'unreadable',
    reason: tell('THE_JSON_HOLDS_MORE_THAN_VALUES', { count: 50_000 }),
  });
  t.equal((parseJsonText(list(50_001)) as number[]).length, 50_001);
});

test('nesting that would overflow the stack is refused, with a long number inside too', async (t) => {
  t.match(await read(nested(200_000)), { is: 'unreadable' });
  const inner = ':4554000000012345678';
  t.match(await read(`${'{"a"'.concat(':{"a"'.repeat(100_000))}${inner}${'}'.repeat(100_001)}`), {
    is: 'unreadable',
  });
});

test('bytes that are not UTF-8 and declare no other character set are unreadable', async (t) => {
  const reason = tell('THE_BODY_IS_NOT_VALID_UTF_8_TEXT');
  const broken = Buffer.from([0x7b, 0x22, 0xc3, 0x22, 0x7d]);
  for (const type of [
    JSON_TYPE,
    'application/json; charset=utf-8',
    'application/json; charset=no-such-set',
  ]) {
    t.strictSame(await read(broken, type), { is: 'unreadable', reason }, type);
  }
});

test('a declared character set is honoured', async (t) => {
  const arabic = Buffer.concat([
    Buffer.from('{"a":"'),
    Buffer.from([0xd3, 0xc7, 0xd1, 0xc9]),
    Buffer.from('"}'),
  ]);
  t.match(await read(arabic, 'application/json; charset=windows-1256'), { value: { a: 'سارة' } });
  t.match(await read(arabic, 'application/json;charset="Windows-1256"'), { value: { a: 'سارة' } });
  const french = Buffer.from('{"a":"Jean Exempl\u00e9"}', 'latin1');
  t.match(await read(french, 'application/json; charset=iso-8859-1'), { value: { a: 'Jean Exemplé' } });
});

test('UTF-8 is read as UTF-8 even where another character set is declared', async (t) => {
  t.match(await read('{"a":"سارة"}', 'application/json; charset=iso-8859-1'), { value: { a: 'سارة' } });
});

test('form fields are decoded, and of two with one name the last one wins', async (t) => {
  const value = { Name: 'Sara Ali', Academic_Email: 'sara.ali@example.edu', City: 'عمان' };
  const sent = 'Name=Old&Name=Sara+Ali&Academic_Email=sara.ali%40example.edu&City=%D8%B9%D9%85%D8%A7%D9%86';
  t.strictSame(await read(sent, `${FORM_TYPE}; charset=UTF-8`), { is: 'form', value });
  t.strictSame(await read(sent, 'text/plain'), { is: 'form', value });
});

test('a field name in any script begins a form', async (t) => {
  t.strictSame(await read('الاسم=سارة', FORM_TYPE), { is: 'form', value: { الاسم: 'سارة' } });
});

test('what does not begin like a field is no form, although curl declares every body to be one', async (t) => {
  for (const text of ['Sara Ali', 'Sara Ali=x', '=x', '"a"=x']) {
    t.match(await read(text, FORM_TYPE), { is: 'unreadable' }, text);
  }
});

test('a form field named __proto__ stays a field of its own', async (t) => {
  const body = await read('__proto__=x&id=1', FORM_TYPE);
  t.equal(body.is, 'form');
  t.strictSame(body.is === 'form' && Object.entries(body.value), [
    ['__proto__', 'x'],
    ['id', '1'],
  ]);
});

test('the text fields of multipart form data are read and its files left out', async (t) => {
  const part = (header: string, content: string) =>
    `--b1\r\nContent-Disposition: form-data; ${header}\r\n\r\n${content}\r\n`;
  const sent = `${part('name="id"', '4554000000012345678')}${part('name="Name"', 'سارة علي')}${part('name="Photo"; filename="p.png"', 'png')}--b1--\r\n`;
  t.strictSame(await read(sent, 'multipart/form-data; boundary=b1'), {
    is: 'form',
    value: { id: '4554000000012345678', Name: 'سارة علي' },
  });
});

test('multipart form data without its boundary is unreadable', async (t) => {
  const reason = tell('THE_BODY_IS_NOT_VALID_MULTIPART_FORM_DATA');
  t.strictSame(await read('--b1\r\n', 'multipart/form-data'), { is: 'unreadable', reason });
  t.strictSame(await read('{"a":1}', 'multipart/form-data; boundary=b1'), { is: 'unreadable', reason });
});

const PICTURE = Buffer.from([0x89, 0x50, 0x4e, 0x47]);

const INNER = '{"ticket_id":"198709000000400099","note":"a=1&b"}';

test('JSON that a sender serialised twice is read', async (t) => {
  const value = JSON.parse(INNER);
  t.strictSame(await read(JSON.stringify(INNER)), { is: 'json', value, text: INNER });
  t.match(await read(JSON.stringify(` [${INNER}]`)), { value: [value] });
  t.match(await read(JSON.stringify('{"id":4554000000123456789}')), { value: { id: '4554000000123456789' } });
});

test('a text in JSON that holds none stays a text, and one that only begins like JSON is unreadable', async (t) => {
  t.strictSame(await read('"Sara Ali"'), { is: 'json', value: 'Sara Ali', text: '"Sara Ali"' });
  t.match(await read('"{cut"'), { is: 'unreadable' });
});

test('JSON in the log or of an outside system is not looked for inside texts', async (t) => {
  t.equal(parseJsonText(JSON.stringify(INNER)), INNER);
});

for (const [name, sent] of [
  ['under the name JSONString', `JSONString=${encodeURIComponent(INNER)}`],
  ['under the name payload', `payload=${encodeURIComponent(INNER)}`],
  ['as the name of a field', `${encodeURIComponent(INNER)}=`],
  ['as the name of a field, without its sign', encodeURIComponent(INNER)],
  ['as the name of a field, unescaped', `${INNER}=`],
  ['as the name of a field, unescaped, in front of a line end', ` ${INNER}=\r\n`],
] as const) {
  test(`JSON in a form, ${name}, is read`, async (t) => {
    t.match(await read(sent, FORM_TYPE), { is: 'json', value: JSON.parse(INNER) });
  });
}

test('a list that a library took for the name of a field is read', async (t) => {
  t.match(await read(`[${INNER}]=`, FORM_TYPE), { is: 'json', value: [JSON.parse(INNER)] });
});

test('JSON in a part of multipart form data is read', async (t) => {
  const sent = `--b1\r\nContent-Disposition: form-data; name="payload"\r\n\r\n${INNER}\r\n--b1--\r\n`;
  t.match(await read(sent, 'multipart/form-data; boundary=b1'), { is: 'json', value: JSON.parse(INNER) });
});

test('a form of fields stays one, also when a value is JSON', async (t) => {
  for (const [sent, value] of [
    [`data=${encodeURIComponent('{"id":1}')}`, { data: '{"id":1}' }],
    [`payload=${encodeURIComponent('{"id":1}')}&x=1`, { payload: '{"id":1}', x: '1' }],
    ['payload=text', { payload: 'text' }],
    ['Name=', { Name: '' }],
  ] as const) {
    t.strictSame(await read(sent, FORM_TYPE), { is: 'form', value });
  }
});

test('broken JSON in a form is unreadable', async (t) => {
  t.match(await read('JSONString=%7Bcut', FORM_TYPE), { is: 'unreadable' });
  t.match(await read('%7Bcut', FORM_TYPE), { is: 'unreadable' });
});

test('forms are read in the character set that they declare', async (t) => {
  const type = `${FORM_TYPE}; charset=windows-1256`;
  t.match(await read('Name=%C3%CD%E3%CF', type), { value: { Name: 'أحمد' } });
  const raw = Buffer.concat([Buffer.from('Name='), Buffer.from([0xc3, 0xcd, 0xe3, 0xcf])]);
  t.match(await read(raw, type), { value: { Name: 'أحمد' } });
  t.match(await read(Buffer.from('\uFEFFName=%D8%B3&City=x', 'utf16le'), FORM_TYPE), {
    value: { Name: 'س', City: 'x' },
  });
});

test('JSON in UTF-16 without a mark is read', async (t) => {
  t.match(await read(Buffer.from('{"a":1}', 'utf16le'), 'application/json; charset=utf-16le'), {
    value: { a: 1 },
  });
  t.match(await read(Buffer.from('{"a":1}', 'utf16le').swap16()), { value: { a: 1 } });
});

test('pictures and archives are unsupported, unless they are empty', async (t) => {
  for (const type of ['image/png', 'VIDEO/mp4', 'application/zip', 'application/pdf; x=1']) {
    t.strictSame(await read(PICTURE, type), { is: 'unsupported' }, type);
    t.match(await read('{"a":1}', type), { is: 'json' }, 'text under a wrong name is still text');
    t.strictSame(await read('', type), { is: 'empty' }, type);
  }
});

test('reading a body never throws, whatever the bytes and the declared type', async (t) => {
  const types = fc.oneof(
    fc.constantFrom(
      '',
      JSON_TYPE,
      FORM_TYPE,
      'multipart/form-data; boundary=b',
      'text/plain; charset=utf-16le',
    ),
    fc.string({ unit: 'binary' }),
    fc.string().map((boundary) => `multipart/form-data; boundary=${boundary}`),
  );
  const bytes = fc.oneof(
    fc.uint8Array(),
    fc.json({ maxDepth: 3 }).map((text) => new TextEncoder().encode(text)),
  );
  const kinds = ['json', 'form', 'empty', 'unreadable', 'unsupported'];
  await fc.assert(
    fc.asyncProperty(bytes, types, async (raw, type) =>
      kinds.includes((await readBody(Buffer.from(raw), type)).is),
    ),
  );
  t.pass('no counterexample');
});

test('JSON text of a log row is parsed with the same care, and what is none is null', async (t) => {
  t.strictSame(parseJsonText('{"id":4554000000012345678}'), { id: '4554000000012345678' });
  t.equal(parseJsonText('{"id":'), null);
  t.equal(parseJsonText(''), null);
  t.equal(parseJsonText('['.repeat(200)), null, 'too deep');
});

test('only an object is an object', async (t) => {
  t.ok(isObject({}));
  for (const value of [undefined, null, [], 'x', 1, true]) t.notOk(isObject(value));
});
