import { type EventSummary, STATUSES, type Status } from '../events/event.ts';
import { type Command, countOf, textOf, UsageError, type Values } from './command.ts';
import { withLog } from './log-file.ts';

/** The newest events, or one kind of them. */
export const events: Command = {
  summary: 'Show the newest events of the log',
  help: `
Usage: npm run cli -- events [options]

  --failed           only what failed, with the reason
  --status STATUS    pending, processing, completed, failed or duplicate
  --record ID        only the events of one Zoho record
  --limit N          how many (20, at most 200)
  --json             one JSON object a line

Example: npm run cli -- events --failed --limit 5`,
  options: {
    failed: { type: 'boolean' },
    status: { type: 'string' },
    record: { type: 'string' },
    limit: { type: 'string' },
    json: { type: 'boolean' },
  },
  async run(values, _files, context) {
    const status = statusOf(values);
    const record = textOf(values, 'record');
    const filter = { ...(status && { status }), ...(record && { record_id: record }) };
    const limit = countOf(values, 'limit', 20, 200);
    const list = await withLog(context, ({ events }) => events.list(filter, { limit, before: null }));
    for (const event of list.events) context.print(values.json ? JSON.stringify(event) : line(event));
    if (!values.json) context.print(`${list.events.length} of ${list.total} shown.`);
    return 0;
  },
};

function statusOf(values: Values): Status | undefined {
  const given = values.failed ? 'failed' : textOf(values, 'status');
  const status = STATUSES.find((known) => known === given);
  if (given !== undefined && status === undefined)
    throw new UsageError(`--status must be one of ${STATUSES.join(', ')}.`);
  return status;
}

function line(event: EventSummary): string {
  const { id, created_at, status, error_message } = event;
  const [event_type, module, event_id] = [event.event_type, event.module, event.event_id].map(oneLine);
  const head = `${String(id).padStart(6)}  ${created_at}  ${status.padEnd(10)}  ${event_type} ${module}  ${event_id}`;
  return printable(error_message === null ? head : `${head}\n        ${error_message}`);
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ');
}

/** A sender's id may hold what moves a terminal's cursor, and so forge a line. */
function printable(text: string): string {
  return text.replace(/[\p{Cc}--\n]/gv, '\uFFFD');
}
