import { bearingOf, problemKey, stateOf } from '../../../src/log/rules/problem.ts';
import { test } from '../../harness.ts';

test('an event that went well mends its record, unless it says nothing of it', (t) => {
  t.equal(bearingOf({ action_taken: 'updated' }), 'mends');
  t.equal(bearingOf({ success: true }), 'mends', 'a ticket');
  for (const action_taken of ['superseded', 'ignored', 'erased'])
    t.equal(bearingOf({ action_taken }), 'passes', action_taken);
  t.end();
});

test('failures are one problem by the first of their codes, or by their sentence without ids', (t) => {
  const told = [
    { code: 'A', params: { x: '1' } },
    { code: 'B', params: {} },
  ];
  t.equal(problemKey(told, 'whatever'), 'A');
  t.equal(problemKey(null, 'STU001 is used.'), '… is used.');
  t.equal(problemKey([], 'STU001 is used.'), '… is used.');
  t.end();
});

test('a problem is open while one of its events is, then set aside while one of them is', (t) => {
  t.equal(stateOf({ open: 1, setAside: 1 }), 'open');
  t.equal(stateOf({ open: 0, setAside: 1 }), 'set_aside');
  t.equal(stateOf({ open: 0, setAside: 0 }), 'mended');
  t.end();
});
