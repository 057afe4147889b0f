import { describeKeys } from '../../src/inbound/describe.ts';
import { test } from '../harness.ts';

test('keys are named, and values are not', async (t) => {
  t.equal(
    describeKeys({ Name: 'Sara Ali', 'Academic Email': 'x', الاسم: 1, 'payload.id': 1 }),
    'the keys Name, Academic Email, الاسم, payload.id',
  );
});

test('an object without keys is called empty', async (t) => {
  t.equal(describeKeys({}), 'an empty object');
});

test('a key of forty characters is named whole and a longer one cut', async (t) => {
  t.equal(describeKeys({ ['k'.repeat(40)]: 1 }), `the keys ${'k'.repeat(40)}`);
  t.equal(describeKeys({ ['k'.repeat(41)]: 1 }), `the keys ${'k'.repeat(40)}…`);
});

test('a key that is no name is only measured', async (t) => {
  t.equal(
    describeKeys({ '{"Academic_Email":"sara.ali@example.edu"}': '' }),
    'the keys (a key of 41 characters)',
  );
  t.equal(
    describeKeys({ 'sara.ali@example.edu': 1, '962791234567': 1, '': 1 }),
    'the keys (a key of 20 characters), (a key of 12 characters), (a key of 0 characters)',
  );
});

test('twenty keys are named and the others counted', async (t) => {
  const keys = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, i) => [`k${i}`, i]));
  t.notMatch(describeKeys(keys(20)), 'more');
  t.match(describeKeys(keys(1020)), /k19 and 1000 more$/);
});
