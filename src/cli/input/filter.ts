import { STATUSES, type Status } from '../../log/event.ts';
import type { EventFilter } from '../../log/ports.ts';
import { type Context, countOf, textOf, UsageError, type Values } from '../command.ts';
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

export const FILTER_HELP = `  --failed           only what failed, with the reason
  --status STATUS    pending, processing, completed, failed or duplicate
  --source SOURCE    zoho (CRM) or zoho_desk
  --module MODULE    such as BTEC_Students
  --type TYPE        insert, update, delete, or a name of Zoho Desk such as Ticket_Add
  --record ID        only the events of one Zoho record
  --event ID         only the event with this sender's id, and its repeats
  --cause TEXT       one cause of failures; … stands for an id
  --text TEXT        part of an id, an error or a payload
  --problem N        only the events of this problem
  --since TIME       received at or after: 24h or 7d ago, a date (UTC), or ISO 8601 with a zone
  --until TIME       received before`;

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
  const given = values.failed ? 'failed' : textOf(values, 'status');
  const status = STATUSES.find((known) => known === given);
  if (given !== undefined && status === undefined)
    throw new UsageError(`--status must be one of ${STATUSES.join(', ')}.`);
  return status;
}
