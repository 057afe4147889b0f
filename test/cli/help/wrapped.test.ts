import { helpWidth, wrapped } from '../../../src/cli/help/wrapped.ts';
import { test } from '../../harness.ts';

test('a text is broken at spaces so that no line is too long, and its own ends of lines stay', (t) => {
  t.same(wrapped('one two three\nfour', 7), ['one two', 'three', 'four']);
  t.same(wrapped('incomprehensible to me', 5), ['incomprehensible', 'to me']);
  t.end();
});

test('a space that no line is broken at holds its words together', (t) => {
  t.same(wrapped('quoi\u00a0? rien', 7), ['quoi\u00a0?', 'rien']);
  t.end();
});

test('marks above Arabic letters take no place', (t) => {
  t.same(wrapped('عُرض عُرض', 7), ['عُرض عُرض']);
  t.end();
});

test('the help is as wide as a narrow terminal, and no wider than one reads well', (t) => {
  t.same([60, 200, 0, undefined].map(helpWidth), [60, 110, 110, 110]);
  t.end();
});
