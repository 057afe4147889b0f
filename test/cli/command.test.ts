import { countOf, textOf, UsageError } from '../../src/cli/command.ts';
import { test } from '../harness.ts';

test('an option that was not given, or takes no value, has no text', (t) => {
  t.equal(textOf({}, 'url'), undefined);
  t.equal(textOf({ url: true }, 'url'), undefined);
  t.equal(textOf({ url: 'x' }, 'url'), 'x');
  t.end();
});

test('a count that was not given is the usual one', (t) => {
  t.equal(countOf({}, 'limit', 20, 200), 20);
  t.end();
});

test('a count may be anything from one to its maximum', (t) => {
  t.equal(countOf({ limit: '1' }, 'limit', 20, 200), 1);
  t.equal(countOf({ limit: '200' }, 'limit', 20, 200), 200);
  t.end();
});

test('anything else is wrong usage, and the message says what may be written', (t) => {
  for (const limit of ['0', '201', '-1', '1.5', 'ten', '', 'Infinity', 'NaN']) {
    t.throws(
      () => countOf({ limit }, 'limit', 20, 200),
      new UsageError('--limit must be a whole number from 1 to 200.'),
      limit,
    );
  }
  t.end();
});
