import type { Static, TSchema, Type as TypeBox } from 'typebox';

/**
 * The few TypeBox builders that the service uses, with TypeBox's types but without its other 370 modules,
 * which took a fifth of a second of each start and each command. They build what TypeBox builds, down to the
 * hidden marks that `typebox/value` relies on; a test compares them.
 */
type Builders = Pick<
  typeof TypeBox,
  | 'Array'
  | 'Boolean'
  | 'Enum'
  | 'Integer'
  | 'Literal'
  | 'Null'
  | 'Number'
  | 'Object'
  | 'Optional'
  | 'Record'
  | 'String'
  | 'Union'
  | 'Unknown'
  | 'Unsafe'
>;
type Options = object | undefined;

function made(kind: string, schema: object, options: Options): object {
  return marked({ ...schema, ...options }, '~kind', kind);
}

/** A mark that JSON does not show. */
function marked(schema: object, mark: string, value: unknown): object {
  return Object.defineProperty(schema, mark, {
    value,
    configurable: true,
    writable: true,
    enumerable: false,
  });
}

const simple = (kind: string) => (options: Options) => made(kind, { type: kind.toLowerCase() }, options);

/** A copy with its marks. */
function copyOf(schema: object): object {
  return Object.defineProperties({}, Object.getOwnPropertyDescriptors(schema));
}

function requiredOf(properties: Record<string, object>): { required?: string[] } {
  const required = Object.keys(properties).filter((key) => !('~optional' in (properties[key] ?? {})));
  return required.length > 0 ? { required } : {};
}

const BUILDERS = {
  Array: (items: object, options: Options) => made('Array', { type: 'array', items }, options),
  Boolean: simple('Boolean'),
  Enum: (values: readonly unknown[], options: Options) => made('Enum', { enum: values }, options),
  Integer: simple('Integer'),
  Literal: (value: unknown, options: Options) =>
    made('Literal', { type: typeof value, const: value }, options),
  Null: simple('Null'),
  Number: simple('Number'),
  Object: (properties: Record<string, object>, options: Options) =>
    made('Object', { type: 'object', ...requiredOf(properties), properties }, options),
  Optional: (schema: object) => marked(copyOf(schema), '~optional', true),
  /** Keyed by any text, or by the values of an enum. */
  Record: (key: { enum?: readonly string[] }, value: object, options: Options) =>
    key.enum === undefined
      ? made('Record', { type: 'object', patternProperties: { '^.*$': value } }, options)
      : BUILDERS.Object(Object.fromEntries(key.enum.map((name) => [name, value])), options),
  String: simple('String'),
  Union: (anyOf: readonly object[], options: Options) => made('Union', { anyOf }, options),
  Unknown: (options: Options) => made('Unknown', {}, options),
  Unsafe: (schema: object) => marked(copyOf(schema), '~unsafe', null),
};

// The types are TypeBox's own, which no signature of ours could reproduce.
export const Type = BUILDERS as unknown as Builders;
export type { Static, TSchema };
