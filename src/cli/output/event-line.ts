import type { EventSummary, Status } from '../../log/event.ts';
import type { Language } from '../../sentences/catalogue.ts';
import { complaint } from '../input/language.ts';
import { WORDS } from '../words.ts';
import type { Line, Painted } from './line.ts';

const COLOURS = {
  pending: 'yellow',
  processing: 'yellow',
  completed: 'green',
  failed: 'red',
  duplicate: 'gray',
} as const satisfies Record<Status, Painted['colour']>;

/** One event for a person; the reason of a failure on a line of its own. */
export function eventLine(event: EventSummary, language: Language = 'en'): Line {
  const { id, created_at, status, error_message } = event;
  const word = WORDS[language].status[status];
  const [type, module, eventId] = [event.event_type, event.module, event.event_id].map(oneLine);
  return [
    `${String(id).padStart(6)}  ${created_at}  `,
    { colour: COLOURS[status], text: word.padEnd(10) },
    `  ${type} ${module}  ${eventId}`,
    error_message === null ? '' : `\n        ${complaint(event, language)}`,
  ];
}

/** A sender's name with the end of a line in it could pass for an event of its own. */
function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ');
}
