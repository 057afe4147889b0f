import { globSync } from 'node:fs';
import { join } from 'node:path';
import { isMeasured } from '../inherited.ts';

const TEST = join(import.meta.dirname, '..');

/**
 * Runs the tests of whole folders in one process, one file after the other. Each process of its own has to load the
 * service and tap first, which is most of what a small test costs.
 */
export async function together(...patterns: readonly string[]): Promise<void> {
  // The cache of what was compiled, as the program uses it; the coverage counts less precisely what comes from there.
  if (!isMeasured()) await import(String(new URL('../../src/check-node.js', import.meta.url)));
  for (const file of filesOf(patterns)) await import(join(TEST, file));
}

/** The files that patterns such as `routes/**` name, from the folder of the tests. */
export function filesOf(patterns: readonly string[]): string[] {
  return patterns.flatMap((pattern) => globSync(`${pattern}.test.ts`, { cwd: TEST }).sort());
}
