import { AddressBook, parseAddress } from '../../../src/tickets/conversation/address.ts';
import { loadRules } from '../../../src/tickets/rules/rules.ts';
import { test } from '../../harness.ts';
import { RULES_FILE, rulesFile } from '../setup.ts';

test('an address is read in every form that headers have', async (t) => {
  const forms: [header: string, name: string, address: string][] = [
    ['jean@example.test', '', 'jean@example.test'],
    ['<Jean@Example.test>', '', 'jean@example.test'],
    ['Jean Exemple <jean@example.test>', 'Jean Exemple', 'jean@example.test'],
    ['"Jean"<jean@example.test>', 'Jean', 'jean@example.test'],
    ['Jean [mailto:jean@example.test]', 'Jean', 'jean@example.test'],
    ['سارة علي <sara.ali@example.edu>', 'سارة علي', 'sara.ali@example.edu'],
  ];
  for (const [header, name, address] of forms) t.same(parseAddress(header), { name, address }, header);
  for (const none of ['', 'Jean Exemple', 'jean@', '@example.test']) t.equal(parseAddress(none), null);
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

test('the rules file names own addresses', async (t) => {
  const { addressBook } = loadRules(rulesFile(t, (json) => json.addresses?.own?.push('a@b.test' as never)));
  t.ok(addressBook.isOwn({ name: '', address: 'a@b.test' }));
});
