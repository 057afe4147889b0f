import { type EmailKind, emailKind } from '../../src/inbound/email.ts';
import { test } from '../harness.ts';

const a = (count: number) => 'a'.repeat(count);

/** What `filter_var($address, FILTER_VALIDATE_EMAIL)` of PHP 8.2 takes, and Moodle with it. */
const SOUND = [
  'sara.ali@example.edu',
  'SARA.ALI@EXAMPLE.EDU',
  'sara+lms@example.edu',
  "o'connor@example.edu",
  'x!#$%&*/=?^_`{|}~-@example.edu',
  '"ab"@example.edu',
  '"a@b"@example.edu',
  '"a\\"b"@example.edu',
  'a."b.c".d@example.edu',
  '""@example.edu',
  'x@xn--p1ai.xn--p1ai',
  'x@a--b.edu',
  'x@123.com',
  'x@a.a1',
  'x@a.c--d',
  'x@[127.0.0.1]',
  'x@[IPv6:::1]',
  `${a(64)}@example.edu`,
  `x@${a(63)}.edu`,
  `x@a.${a(63)}`,
  `${a(64)}@${`${a(60)}.`.repeat(3)}abcdef`,
];
/** What it refuses. */
const MALFORMED = [
  '"@example.edu',
  '',
  'sara.ali',
  '@example.edu',
  'sara.ali@',
  'x@example',
  'x..y@example.edu',
  '.x@example.edu',
  'x.@example.edu',
  'mailto:x@example.edu',
  '<x@example.edu>',
  '"x@example.edu"',
  'x@example.edu,',
  'x@example.edu;',
  'x@example.edu.',
  'x@.edu',
  'x@a..edu',
  'x@exa_mple.edu',
  'x@-a.edu',
  'x@a-.edu',
  'x@a.1',
  'x@a.1a',
  'x@1.2.3.4',
  'x@[256.1.1.1]',
  'x@[127.0.0.1',
  'x@[IPv6:1]',
  'a@b@example.edu',
  'a b@example.edu',
  '"a b"@example.edu',
  'a"b"@example.edu',
  '"a"b@example.edu',
  '"<a>"@example.edu',
  'x(y)@example.edu',
  'x,y@example.edu',
  ' x@example.edu',
  'x@example.edu\n',
  'x\u200f@example.edu',
  'x@example.edu\u200b',
  `${a(65)}@example.edu`,
  `x@${a(64)}.edu`,
  `x@a.${a(64)}`,
  `${a(64)}@${`${a(60)}.`.repeat(3)}abcdefg`,
];
/** Well formed but for their letters. */
const INTERNATIONAL = ['josé@example.edu', 'سارة@example.edu', 'sara@école.example', 'x@a.مصر'];

const kinds: [EmailKind, string[]][] = [
  ['sound', SOUND],
  ['malformed', MALFORMED],
  ['international', INTERNATIONAL],
];
for (const [kind, addresses] of kinds) {
  for (const address of addresses) {
    test(`${JSON.stringify(address.slice(0, 80))} is ${kind}`, async (t) => {
      t.equal(emailKind(address), kind);
    });
  }
}

test('a long text is judged at once', async (t) => {
  const beginMs = performance.now();
  for (const part of ['a', '.', '"', '@', 'a.', '-', '"\\"']) emailKind(part.repeat(500_000));
  t.ok(performance.now() - beginMs < 5_000);
});
