/** A parameter of a Moodle function. Ids are text. */
export type Parameter = string | boolean | readonly Parameter[] | { readonly [key: string]: Parameter };

/** Writes parameters the way PHP reads them: `users[0][email]=…`. A boolean is 1 or 0, because Moodle refuses "true". */
export function writeForm(parameters: { readonly [key: string]: Parameter }): URLSearchParams {
  const pairs = Object.entries(parameters).flatMap(([name, value]) => pairsOf(name, value));
  return new URLSearchParams(pairs);
}

function pairsOf(name: string, value: Parameter): [string, string][] {
  if (typeof value === 'string') return [[name, value]];
  if (typeof value === 'boolean') return [[name, value ? '1' : '0']];
  return Object.entries(value).flatMap(([key, inner]) => pairsOf(`${name}[${key}]`, inner));
}
