import { inOurSpelling, listKeys, spellingsOf } from '../../src/students/keys.ts';
import { test } from '../harness.ts';

const SPELLINGS = spellingsOf(['Academic_Email', 'City']);

test('a key in another spelling counts under its name, and what we do not know stays', async (t) => {
  t.same(inOurSpelling({ 'Academic Email': 'a', city: 'b', other: 'c' }, SPELLINGS), {
    'Academic Email': 'a',
    Academic_Email: 'a',
    city: 'b',
    City: 'b',
    other: 'c',
  });
});

test('where a key is there in the right spelling, no other one replaces it', async (t) => {
  const both = { Academic_Email: 'a', academicEmail: 'b' };
  t.equal(inOurSpelling(both, SPELLINGS), both);
});

test('a list of keys is cut, and quotes no key that looks like data', async (t) => {
  t.equal(listKeys({ Name: 1, 'Academic Email': 2 }), 'Name, Academic Email');
  t.equal(listKeys({ ['x'.repeat(50)]: 1 }), `${'x'.repeat(40)}…`);
  t.equal(listKeys({ '{"Academic_Email":"sara.ali@example.edu"}': '' }), '(a key of 41 characters)');
  const many = Object.fromEntries(Array.from({ length: 30 }, (_, n) => [`key${n}`, '']));
  t.match(listKeys(many), /key19$/);
});
