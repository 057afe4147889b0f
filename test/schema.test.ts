import { Type as TypeBox } from 'typebox';
import Value from 'typebox/value';
import { Type } from '../src/schema.ts';
import { test } from './harness.ts';

/** What both build, with the marks that JSON does not show. */
function whole(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(whole);
  if (typeof schema !== 'object' || schema === null) return schema;
  return Object.fromEntries(
    Object.getOwnPropertyNames(schema)
      .sort()
      .map((key) => [key, whole((schema as Record<string, unknown>)[key])]),
  );
}

type Builder = typeof Type;
const CASES: Record<string, (build: Builder) => unknown> = {
  'a text': (b) => b.String(),
  'a text with options': (b) => b.String({ minLength: 1, pattern: '^a', description: 'a' }),
  'a whole number': (b) => b.Integer({ minimum: 1 }),
  'a number': (b) => b.Number(),
  'yes or no': (b) => b.Boolean({ default: false }),
  nothing: (b) => b.Null(),
  anything: (b) => b.Unknown({ description: 'a' }),
  'a text that is given': (b) => b.Literal('a'),
  'a truth that is given': (b) => b.Literal(true),
  'a number that is given': (b) => b.Literal(1, { description: 'a' }),
  'one of several texts': (b) => b.Enum(['a', 'b'], { default: 'a' }),
  'one of several shapes': (b) => b.Union([b.String(), b.Null()], { description: 'a' }),
  'a list': (b) => b.Array(b.String(), { maxItems: 3 }),
  'a list of shapes': (b) => b.Array(b.Object({ a: b.String() })),
  'an object': (b) =>
    b.Object({ a: b.String(), b: b.Optional(b.Integer()) }, { additionalProperties: false }),
  'an object of nothing': (b) => b.Object({}),
  'an object that needs nothing': (b) => b.Object({ a: b.Optional(b.String({ default: 'x' })) }),
  'a record': (b) => b.Record(b.String(), b.Array(b.String()), { description: 'a' }),
  'a record of known keys': (b) => b.Record(b.Enum(['a', 'b']), b.Integer()),
  'a shape of another type': (b) => b.Unsafe<string>(b.Object({})),
  'a schema written by hand': (b) => b.Unsafe<boolean>({ type: 'boolean', flag: true }),
};

for (const [what, build] of Object.entries(CASES)) {
  test(`${what} is built as TypeBox builds it`, async (t) => {
    t.same(whole(build(Type)), whole(build(TypeBox)));
  });
}

test('what was built is judged and completed as what TypeBox builds', async (t) => {
  const shape = (b: Builder) =>
    b.Object({
      count: b.Integer({ default: 1 }),
      names: b.Array(b.String()),
      by: b.Optional(b.Literal('a')),
    });
  const [ours, theirs] = [shape(Type), shape(TypeBox)];
  for (const value of [
    { names: ['x'] },
    { names: ['x'], count: '2' },
    { names: 1 },
    { count: 1.5, names: [] },
    null,
  ]) {
    t.equal(Value.Check(ours, value), Value.Check(theirs, value));
    t.same(Value.Default(ours, structuredClone(value)), Value.Default(theirs, structuredClone(value)));
    t.same(Value.Convert(ours, structuredClone(value)), Value.Convert(theirs, structuredClone(value)));
  }
});
