import { Claims } from '../../../src/students/moodle/claims.ts';
import { TestClock, test } from '../../harness.ts';

test('what one record is about to use no other takes, until a minute has passed', async (t) => {
  const clock = new TestClock();
  const claims = new Claims(clock);
  t.equal(claims.take('user 42', '1'), true);
  t.equal(claims.take('user 42', '1'), true, 'the same record may come again');
  t.equal(claims.take('user 42', '2'), false);
  t.throws(() => claims.require('user 42', '2'), { name: 'TemporaryFailure' });
  clock.advance(60_000);
  claims.require('user 42', '2');
});

test('a record whose event failed gives back what it had', async (t) => {
  const claims = new Claims(new TestClock());
  claims.require('user 42', '1');
  claims.require('address a@example.edu', '2');
  claims.release('1');
  t.equal(claims.take('user 42', '2'), true);
  t.equal(claims.take('address a@example.edu', '1'), false);
});
