import { createRequire } from 'node:module';

/** Drizzle, through its CommonJS build, for the reason in sqlite/drizzle.ts. */
const require = createRequire(import.meta.url);
const core: typeof import('drizzle-orm') = require('drizzle-orm');
const pgCore: typeof import('drizzle-orm/pg-core') = require('drizzle-orm/pg-core');
const driver: typeof import('drizzle-orm/node-postgres') = require('drizzle-orm/node-postgres');
const migrator: typeof import('drizzle-orm/node-postgres/migrator') = require('drizzle-orm/node-postgres/migrator');

export const { SQL, sql } = core;
export const {
  bigint,
  customType,
  getTableConfig,
  index,
  integer,
  PgDialect,
  PgTable,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
} = pgCore;
export const { drizzle } = driver;
export const { migrate } = migrator;
