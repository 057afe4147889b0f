import { countOf, rowOf, textOf, wordOf } from '../../src/cli/command.ts';
import { test } from '../harness.ts';
import { said } from './said.ts';

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
  for (const limit of ['0', '201', '-1', '1.5', 'ten', '', 'Infinity', 'NaN'])
    t.equal(
      said(() => countOf({ limit }, 'limit', 20, 200)),
      '--limit must be a whole number from 1 to 200.',
      limit,
    );
  t.end();
});

test('a word is one of those that are known, or was not given', (t) => {
  t.equal(wordOf({}, 'state', ['open', 'mended']), undefined);
  t.equal(wordOf({ state: 'open' }, 'state', ['open', 'mended']), 'open');
  t.equal(
    said(() => wordOf({ state: 'shut' }, 'state', ['open', 'mended'])),
    '--state must be one of open, mended.',
  );
  t.end();
});

test('the number of a row is a whole number, and the sentence is the command’s own', (t) => {
  t.equal(rowOf('17', 'Which?'), 17);
  for (const text of [undefined, '0', '1.5', 'x'])
    t.equal(
      said(() => rowOf(text, 'Which?')),
      'Which?',
    );
  t.end();
});
