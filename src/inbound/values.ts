import { createRequire } from 'node:module';

let loaded: typeof import('typebox/value') | undefined;

/**
 * TypeBox's judge of values against their schemas. It is 370 modules, a quarter of a second of CPU, so it is loaded with
 * the first value to judge: a start judges none, nor does a service that only receives.
 */
export function values(): typeof import('typebox/value') {
  loaded ??= createRequire(import.meta.url)('typebox/value') as typeof import('typebox/value');
  return loaded;
}
