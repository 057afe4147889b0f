import type { ClaimedEvent } from '../log/event.ts';
import type { Queue } from '../log/ports.ts';
import type { Handler } from '../log/processor.ts';
import type { Clerk } from './clerk.ts';

/** Names after which a ticket is looked at: Zoho's own, those that the earlier guide invented, and "look at this one". */
const WORTH_A_LOOK = new Set([
  'ticket_add',
  'ticket_update',
  'ticket_thread_add',
  'ticket_event',
  'ticket.created',
  'ticket.updated',
  'ticket.status_changed',
  'ticket.assigned',
]);

/**
 * Turns an event into a run of the workflow. What the event says is not believed: the ticket is read again. Of several
 * events of a ticket that wait, the last one does the work.
 *
 * @param clerk null when credentials are missing; `missing` then names them
 */
export function createTicketHandler(
  store: Pick<Queue, 'newerWaiting'>,
  clerk: Clerk | null,
  missing: readonly string[],
): Handler {
  return async function handleTicket(event, signal) {
    if (!isWorthALook(event.eventType)) {
      const reason = `Events of the type ${event.eventType} are logged only.`;
      return { result: { action_taken: 'ignored', ticket_id: event.recordId, reason }, write: null };
    }
    if (clerk === null) {
      const reason = `The ticket was not looked at: set ${missing.join(', ')} to let the service read Zoho Desk, then replay this event.`;
      return { result: { action_taken: 'recorded', ticket_id: event.recordId, reason }, write: null };
    }
    if (await isCovered(event)) {
      const reason = 'A later event of this ticket waits and reads its newest state.';
      return { result: { action_taken: 'coalesced', ticket_id: event.recordId, reason }, write: null };
    }
    const run = await clerk.run(event.recordId, event, signal);
    if (run === null) {
      const reason = 'Nothing changed on the ticket since this service wrote to it.';
      return { result: { action_taken: 'unchanged', ticket_id: event.recordId, reason }, write: null };
    }
    const { result, suggestions, failure } = run;
    return {
      result: { action_taken: 'workflow', ...result },
      write: { is: 'suggestions', ...suggestions },
      ...(failure !== null && { failure }),
    };
  };

  async function isCovered(event: ClaimedEvent): Promise<boolean> {
    return (await store.newerWaiting(event)).some(isWorthALook);
  }
}

function isWorthALook(eventType: string): boolean {
  return WORTH_A_LOOK.has(eventType.toLowerCase());
}
