import { parseAddress, parseAddresses } from '../../../src/tickets/conversation/address.ts';
import { AddressBook } from '../../../src/tickets/conversation/address-book.ts';
import { loadRules } from '../../../src/tickets/rules/rules.ts';
import { test } from '../../harness.ts';
import { RULES_FILE, rulesFile } from '../setup.ts';

const READ: [header: string, name: string, address: string][] = [
  ['jean@example.test', '', 'jean@example.test'],
  ['<Jean@Example.test>', '', 'jean@example.test'],
  ['Jean Exemple <jean@example.test>', 'Jean Exemple', 'jean@example.test'],
  ['"Jean"<jean@example.test>', 'Jean', 'jean@example.test'],
  ['Jean [mailto:jean@example.test]', 'Jean', 'jean@example.test'],
  ['Jean <mailto:jean@example.test>', 'Jean', 'jean@example.test'],
  ['jean@example.test (Jean Exemple)', 'Jean Exemple', 'jean@example.test'],
  ['jean@example.test;', '', 'jean@example.test'],
  ['سارة علي <sara.ali@example.edu>', 'سارة علي', 'sara.ali@example.edu'],
  ["o'connor@example.test", '', "o'connor@example.test"],
  ['"Sara O\'Connor"<o\'connor@example.test>', "Sara O'Connor", "o'connor@example.test"],
  ["d'arc+x_1=2{}@sub-domain.example.co.uk", '', "d'arc+x_1=2{}@sub-domain.example.co.uk"],
  ['o’connor@example.test', '', 'o’connor@example.test'],
  ['"jean exemple"@example.test', '', '"jean exemple"@example.test'],
  ['"a@b\\\\c"@example.test', '', '"a@b\\\\c"@example.test'],
  ["'jean@example.test'", '', 'jean@example.test'],
  ['"jean@example.test"', '', 'jean@example.test'],
  ['&quot;Eleve&quot;&lt;eleve05@example.test&gt;', 'Eleve', 'eleve05@example.test'],
  ['r&amp;d@example.test', '', 'r&d@example.test'],
  ['=?UTF-8?B?U2FyYSBBbMOp?= <sara@example.test>', 'Sara Alé', 'sara@example.test'],
  ['=?ISO-8859-1?Q?Sara_Al=E9?= <sara@example.test>', 'Sara Alé', 'sara@example.test'],
  ['"x@y.example"<a@b.example>', 'x@y.example', 'a@b.example'],
  ['x@y.example <a@b.example>', 'x@y.example', 'a@b.example'],
  ['"Jean <x@y.example>" <a@b.example>', 'Jean <x@y.example>', 'a@b.example'],
  ['Jean "the driver <jean@example.test>', 'Jean the driver', 'jean@example.test'],
  ['"Ali, \\"S\\" Sara" <sara@example.test>', 'Ali, S Sara', 'sara@example.test'],
  ['Jean\r\n <jean@example.test>', 'Jean', 'jean@example.test'],
  ['sara@école.example', '', 'sara@école.example'],
  ['سارة <sara@مثال.example>', 'سارة', 'sara@مثال.example'],
  ['\u200fسارة <sara@example.test>\u200e', 'سارة', 'sara@example.test'],
];
for (const [header, name, address] of READ) {
  test(`${JSON.stringify(header)} is read whole`, async (t) => {
    t.same(parseAddress(header), { name, address });
  });
}

const REFUSED: [what: string, header: string][] = [
  ['nothing', ''],
  ['a name alone', 'Jean Exemple'],
  ['half an address', 'jean@'],
  ['the other half', '@example.test'],
  ['a name without brackets', 'jean exemple@example.test'],
  ['two addresses', 'jean@example.test, sara@example.test'],
  ['two addresses in brackets', 'Jean <jean@example.test> <sara@example.test>'],
  ['two signs', 'jean@exemple@example.test'],
  ['an open bracket', '<jean@example.test'],
  ['a bracket too many', 'jean@example.test>'],
  ['two dots', 'jean..exemple@example.test'],
  ['an invisible sign inside', 'jean\u200b@example.test'],
  ['a second header line', 'jean@example.test\r\nBcc: sara@example.test'],
  ['an address of a machine by its number', 'jean@[127.0.0.1]'],
  ['a domain with a quote', "jean@example'.test"],
  ['an address that is longer than any', `${'a'.repeat(300)}@example.test`],
  ['a text that is longer than any header', `${'a '.repeat(600)}<jean@example.test>`],
];
for (const [what, header] of REFUSED) {
  test(`no part of an address is taken from ${what}`, async (t) => {
    t.equal(parseAddress(header), null);
  });
}

test('recipients are read one by one, and what cannot be read is handed back', async (t) => {
  t.same(parseAddresses('"Ali, Sara" <sara@example.test>; jean@example.test'), {
    read: [
      { name: 'Ali, Sara', address: 'sara@example.test' },
      { name: '', address: 'jean@example.test' },
    ],
    unread: [],
  });
  t.same(parseAddresses('Ali, Sara <sara@example.test>, jean exemple@example.test, nobody'), {
    read: [{ name: 'Ali, Sara', address: 'sara@example.test' }],
    unread: ['jean exemple@example.test', 'nobody'],
  });
  t.same(parseAddresses('Team: <jean@example.test>;').read, [{ name: '', address: 'jean@example.test' }]);
  for (const none of ['', 'undisclosed-recipients:;']) t.same(parseAddresses(none), { read: [], unread: [] });
});

test('a line of recipients without end is shown and not read', async (t) => {
  const { read, unread } = parseAddresses('jean@example.test,'.repeat(3_000));
  t.same(read, []);
  t.equal(unread.length, 1);
});

test('machines are known by their address and by the name before it', async (t) => {
  const { addressBook } = loadRules(RULES_FILE);
  for (const header of [
    'noreply@example.test',
    'no-reply@example.test',
    'shop-noreply@example.test',
    '"noreply"<mail@example.test>',
    '"No-Reply" <mail@example.test>',
    'Ne pas répondre <mail@example.test>',
    'do_not_reply@example.test',
    'MAILER-DAEMON@example.test',
    'postmaster@example.test',
    'notifications@example.test',
  ]) {
    t.ok(addressBook.isNoReply(parseAddress(header) ?? { name: '', address: '' }), header);
  }
  for (const header of [
    'Jean Exemple <jean@example.test>',
    'reply@example.test',
    'Sara Noreplyan <sara@example.edu>',
  ])
    t.notOk(addressBook.isNoReply(parseAddress(header) ?? { name: '', address: '' }), header);
});

test('our own mailboxes are named one by one or by their domain', async (t) => {
  const book = new AddressBook(['Doc@example.edu', '@school.test'], []);
  t.ok(book.isOwn({ name: '', address: 'doc@example.edu' }));
  t.ok(book.isOwn({ name: '', address: 'anyone@school.test' }));
  t.notOk(book.isOwn({ name: '', address: 'jean@example.edu' }));
  t.notOk(book.isOwn({ name: '', address: 'jean@notschool.test' }));
});

test('a list of ours is known by its address, by what it calls itself, or by its domain', async (t) => {
  const book = new AddressBook(['support@example.edu', '@school.test'], []);
  t.ok(book.isOwnList({ id: 'support.example.edu', post: null }));
  t.ok(book.isOwnList({ id: null, post: 'support@example.edu' }));
  t.ok(book.isOwnList({ id: 'talk.school.test', post: 'x@other.example' }));
  t.notOk(book.isOwnList({ id: 'x.support.example.edu', post: null }));
  t.notOk(book.isOwnList({ id: 'talk.notschool.test', post: null }));
  t.notOk(book.isOwnList({ id: null, post: null }));
});

test('the rules file names own addresses', async (t) => {
  const { addressBook } = loadRules(rulesFile(t, (json) => json.addresses?.own?.push('a@b.test' as never)));
  t.ok(addressBook.isOwn({ name: '', address: 'a@b.test' }));
});
