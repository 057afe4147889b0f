import { STATUSES, type Status } from '../../log/event.ts';
import type { EventFilter } from '../../log/readings.ts';
import { type Context, countOf, type HelpRow, textOf, type Values, wordOf } from '../command.ts';
import type { Common } from '../locales/load.ts';
import { timeOf } from './time.ts';

/** The filters that every command on events takes; the same as those of the list in the API. */
export const FILTER_OPTIONS = {
  failed: { type: 'boolean' },
  status: { type: 'string' },
  source: { type: 'string' },
  module: { type: 'string' },
  type: { type: 'string' },
  record: { type: 'string' },
  event: { type: 'string' },
  cause: { type: 'string' },
  text: { type: 'string' },
  problem: { type: 'string' },
  since: { type: 'string' },
  until: { type: 'string' },
} as const;

export function filterRows({ filters, names }: Common): HelpRow[] {
  return [
    ['--failed', filters.failed],
    [`--status ${names.STATUS}`, filters.status],
    [`--source ${names.SOURCE}`, filters.source],
    [`--module ${names.MODULE}`, filters.module],
    [`--type ${names.TYPE}`, filters.type],
    ['--record ID', filters.record],
    ['--event ID', filters.event],
    [`--cause ${names.TEXT}`, filters.cause],
    [`--text ${names.TEXT}`, filters.text],
    ['--problem N', filters.problem],
    [`--since ${names.TIME}`, filters.since],
    [`--until ${names.TIME}`, filters.until],
  ];
}

const NAMES = {
  source: 'source',
  module: 'module',
  type: 'event_type',
  record: 'record_id',
  event: 'event_id',
  cause: 'cause',
  text: 'q',
} as const;

export function filterOf(values: Values, { clock }: Pick<Context, 'clock'>): EventFilter {
  const filter: EventFilter = {};
  const status = statusOf(values);
  if (status) filter.status = status;
  for (const [option, name] of Object.entries(NAMES)) {
    const value = textOf(values, option);
    if (value) filter[name] = value;
  }
  if (values.problem !== undefined) filter.problem = countOf(values, 'problem', 1, Number.MAX_SAFE_INTEGER);
  for (const option of ['since', 'until'] as const) {
    const value = textOf(values, option);
    if (value) filter[option] = new Date(timeOf(option, value, clock.now())).toISOString();
  }
  return filter;
}

function statusOf(values: Values): Status | undefined {
  return values.failed ? 'failed' : wordOf(values, 'status', STATUSES);
}
