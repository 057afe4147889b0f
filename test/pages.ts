import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './service.ts';

/** Every page of the documentation, by its path from the root, with `/`. */
export const PAGES: ReadonlyMap<string, string> = new Map(
  ['*.md', 'docs/**/*.md']
    .flatMap((pattern) => globSync(pattern, { cwd: ROOT }))
    .map((path) => path.replaceAll('\\', '/'))
    .sort()
    .map((path) => [path, readFileSync(join(ROOT, path), 'utf8')]),
);
