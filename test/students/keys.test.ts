import { inOurSpelling, plainKey, spellingsOf } from '../../src/students/keys.ts';
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

test('a key is plain in small letters, without spaces and dashes', async (t) => {
  for (const key of ['Academic_Email', 'academic email', 'ACADEMIC-EMAIL', 'academicEmail'])
    t.equal(plainKey(key), 'academicemail');
});
