import type { EventSummary, Status } from '../../log/event.ts';
import type { Context } from '../command.ts';
import type { Line, Painted } from './line.ts';
import { filled, widest } from './width.ts';
import { complaint } from './words.ts';

const COLOURS = {
  pending: 'yellow',
  processing: 'yellow',
  completed: 'green',
  failed: 'red',
  duplicate: 'gray',
} as const satisfies Record<Status, Painted['colour']>;

/** One event for a person; the reason of a failure on a line of its own. */
export function eventLine(
  event: EventSummary,
  { common, language }: Pick<Context, 'common' | 'language'>,
): Line {
  const { id, created_at, status, error_message } = event;
  const words = common.statuses;
  const [type, module, eventId] = [event.event_type, event.module, event.event_id].map(oneLine);
  return [
    `${String(id).padStart(6)}  ${created_at}  `,
    { colour: COLOURS[status], text: filled(words[status], widest(Object.values(words))) },
    `  ${type} ${module}  ${eventId}`,
    error_message === null ? '' : `\n        ${complaint(event, language)}`,
  ];
}

/** A sender's name with the end of a line in it could pass for an event of its own. */
function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ');
}
