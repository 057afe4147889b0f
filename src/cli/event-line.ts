import { styleText } from 'node:util';
import type { EventSummary, Status } from '../log/event.ts';
import type { Context } from './command.ts';

const COLOURS = {
  pending: 'yellow',
  processing: 'yellow',
  completed: 'green',
  failed: 'red',
  duplicate: 'gray',
} as const satisfies Record<Status, string>;

/** One event for a person; the reason of a failure on a line of its own. */
export function eventLine(event: EventSummary, { colours }: Pick<Context, 'colours'>): string {
  const { id, created_at, status, error_message } = event;
  const [event_type, module, event_id] = [event.event_type, event.module, event.event_id].map(oneLine);
  const word = status.padEnd(10);
  const painted = colours ? styleText(COLOURS[status], word, { validateStream: false }) : word;
  const head = `${String(id).padStart(6)}  ${created_at}  ${painted}  ${event_type} ${module}  ${event_id}`;
  return error_message === null ? head : `${head}\n        ${printable(error_message)}`;
}

function oneLine(text: string): string {
  return printable(text.replace(/\s+/g, ' '));
}

/** A sender's id may hold what moves a terminal's cursor, and so forge a line. */
function printable(text: string): string {
  return text.replace(/[\p{Cc}--\n]/gv, '\uFFFD');
}
