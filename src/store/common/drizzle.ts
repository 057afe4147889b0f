import { createRequire } from 'node:module';

/** Drizzle's words that belong to no engine, through its CommonJS build, for the reason in sqlite/drizzle.ts. */
const core: typeof import('drizzle-orm') = createRequire(import.meta.url)('drizzle-orm');

export type { SQL } from 'drizzle-orm';
export const { sql } = core;
