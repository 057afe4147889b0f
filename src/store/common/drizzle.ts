import { createRequire } from 'node:module';

/**
 * Drizzle's words that belong to no engine, through its CommonJS build, for the reason in sqlite/drizzle.ts. Nothing else of it
 * is loaded at a start on SQLite: all together took 300 ms of CPU and 40 MiB in the thread of the store.
 */
const core: typeof import('drizzle-orm/sql') = createRequire(import.meta.url)('drizzle-orm/sql');

export type { SQL } from 'drizzle-orm';
export const { sql } = core;
