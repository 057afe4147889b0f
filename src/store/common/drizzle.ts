import { createRequire } from 'node:module';

/**
 * The parts of drizzle that belong to no engine, through its CommonJS build, for the reason given in
 * sqlite/drizzle.ts. A start on SQLite loads nothing else of it: the whole took 300 ms of CPU and 40 MiB in
 * the store's thread.
 */
const core: typeof import('drizzle-orm/sql') = createRequire(import.meta.url)('drizzle-orm/sql');

export type { SQL } from 'drizzle-orm';
export const { sql } = core;
