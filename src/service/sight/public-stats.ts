import type { Stats } from '../../log/readings.ts';
import { STUDENT_MODULE } from '../../students/module.ts';
import { TICKET_EVENT_TYPES } from '../../tickets/receive/event-types.ts';
import { TICKET_MODULE } from '../../tickets/receive/module.ts';

/** Replaces what a sender wrote: a template that puts an e-mail address there would publish it. */
const HIDDEN = 'hidden';
const OTHER = 'other';

const MODULES = new Set([STUDENT_MODULE, TICKET_MODULE]);
const TYPES = new Set(['insert', 'update', 'delete', 'unreadable', ...TICKET_EVENT_TYPES]);

/** The counts as they are; of each recent event only our own words. */
export function forStrangers(stats: Stats): Stats {
  return {
    ...stats,
    recent_events: stats.recent_events.map((event) => ({
      ...event,
      event_id: HIDDEN,
      module: MODULES.has(event.module) ? event.module : OTHER,
      event_type: TYPES.has(event.event_type) ? event.event_type : OTHER,
    })),
  };
}
