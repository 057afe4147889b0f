import { SOURCES } from '../../../log/event.ts';

/** In words that let SQLite seek in an index that begins with the source. */
export const ANY_SOURCE = `source IN (${SOURCES.map((source) => `'${source}'`).join(', ')})`;
