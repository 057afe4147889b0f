import { plainUserId, readUserId } from '../../../src/students/moodle/user-id.ts';
import { test } from '../../harness.ts';

for (const [text, id] of [
  ['910407', '910407'],
  [' 910407 ', '910407'],
  ['0042', '42'],
  ['910407.0', '910407'],
  ['910407.', '910407'],
  ['910,407', '910407'],
  ['1 910 407', '1910407'],
  ['1\u00a0910\u202f407', '1910407'],
  ['٩١٠٤٠٧', '910407'],
  ['۹۱۰٬۴۰۷', '910407'],
] as const) {
  test(`the Moodle id ${text} is read exactly`, async (t) => {
    t.same(readUserId(text), { is: 'id', id });
    t.equal(plainUserId(text), id);
  });
}

for (const text of ['', '0', '0.0', '-', '--', 'N/A', 'none', 'nil', 'undefined', 'NULL', '—']) {
  test(`the Moodle id "${text}" says that there is none`, async (t) => {
    t.same(readUserId(text), { is: 'none' });
    t.equal(plainUserId(text), null);
  });
}

for (const text of [
  '910.407',
  '9.1E5',
  '-5',
  '12a',
  'sara.ali',
  '91,04',
  '1234,567',
  '910,407x',
  '1'.repeat(19),
]) {
  test(`the Moodle id ${text} is not guessed at`, async (t) => {
    t.same(readUserId(text), { is: 'unreadable' });
    t.equal(plainUserId(text), text);
  });
}
