import type { EventSummary, Status } from '../../log/event.ts';
import type { NamedEvent } from '../../log/feed.ts';
import type { Context } from '../command.ts';
import type { Line, Painted } from './line.ts';
import { filled, widest } from './width.ts';
import { COMMAS, complaint, shortened } from './words.ts';

const COLOURS = {
  pending: 'yellow',
  processing: 'yellow',
  completed: 'green',
  failed: 'red',
  duplicate: 'gray',
} as const satisfies Record<Status, Painted['colour']>;

/**
 * One event for a person; the reason of a failure on a line of its own.
 *
 * @param name what stands at its end; the sender's own id where the event itself is meant
 */
export function eventLine(
  event: EventSummary,
  { common, language }: Pick<Context, 'common' | 'language'>,
  name = event.event_id,
): Line {
  const { id, created_at, status, error_message } = event;
  const words = common.statuses;
  const [type, module, last] = [event.event_type, event.module, name].map(oneLine);
  return [
    `${String(id).padStart(6)}  ${created_at}  `,
    { colour: COLOURS[status], text: filled(words[status], widest(Object.values(words))) },
    `  ${type} ${module}  ${last}`,
    error_message === null ? '' : `\n        ${complaint(event, language)}`,
  ];
}

/** One event of a list, under the name that people know its student or ticket by; under an id where nobody gave one. */
export function namedLine(event: NamedEvent, context: Pick<Context, 'common' | 'language'>): Line {
  const { source, person, number, record_id, event_id } = event;
  const parts = source === 'zoho_desk' ? [number, person] : [person, number];
  const name = parts.filter(Boolean).map(shortened).join(COMMAS[context.language]);
  return eventLine(event, context, name || record_id || event_id);
}

/** A sender's name with the end of a line in it could pass for an event of its own. */
function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ');
}
