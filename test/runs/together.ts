import { globSync } from 'node:fs';
import { join } from 'node:path';

const TEST = join(import.meta.dirname, '..');

/**
 * Runs the tests of whole folders in one process, one file after the other. Each process of its own has to load the
 * service and tap first, which is most of what a small test costs.
 */
export async function together(...patterns: readonly string[]): Promise<void> {
  for (const file of filesOf(patterns)) await import(join(TEST, file));
}

/** The files that patterns such as `routes/**` name, from the folder of the tests. */
export function filesOf(patterns: readonly string[]): string[] {
  return patterns.flatMap((pattern) => globSync(`${pattern}.test.ts`, { cwd: TEST }).sort());
}
