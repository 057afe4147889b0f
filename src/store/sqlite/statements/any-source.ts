import { SOURCES } from '../../../log/event.ts';

/** Worded so that SQLite can seek in an index that begins with the source. */
export const ANY_SOURCE = `source IN (${SOURCES.map((source) => `'${source}'`).join(', ')})`;
