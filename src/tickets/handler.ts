import { isObject, parseJsonText } from '../inbound/body.ts';
import type { ClaimedEvent } from '../log/event.ts';
import type { Queue, Reading } from '../log/ports.ts';
import type { Handler } from '../log/processor.ts';
import { reasonOf, tell } from '../sentences/tell.ts';
import { isWorthALook } from './receive/event-types.ts';
import { TICKET_MODULE } from './receive/module.ts';
import { TicketGone, UnknownTicket } from './run/unknown-ticket.ts';
import { type Clerk, GONE } from './suggestions/clerk.ts';
import { endAll } from './suggestions/suggestion.ts';

/** What the handler asks of the log. */
export type TicketLog = { queue: Pick<Queue, 'newerWaiting'>; reading: Pick<Reading, 'list'> };

/**
 * Turns an event into a run of the workflow. What the event says is not believed: the ticket is read again. Of several
 * events of a ticket that wait, the last one does the work.
 *
 * @param clerk null when credentials are missing; `missing` then names them
 */
export function createTicketHandler(
  { queue, reading }: TicketLog,
  clerk: Clerk | null,
  missing: readonly string[],
): Handler {
  return async function handleTicket(event, signal) {
    const { recordId, eventType, module } = event;
    const loggedOnly = reasonOf(tell('TYPE_LOGGED_ONLY', { type: eventType }));
    if (module !== TICKET_MODULE) return { result: { action_taken: 'ignored', ...loggedOnly }, write: null };
    if (!isWorthALook(eventType))
      return { result: { action_taken: 'ignored', ticket_id: recordId, ...loggedOnly }, write: null };
    if (clerk === null) {
      const reason = reasonOf(tell('TICKETS_NOT_SET_UP', { settings: missing.join(', ') }));
      return { result: { action_taken: 'recorded', ticket_id: recordId, ...reason }, write: null };
    }
    if (await isCovered(event)) {
      const reason = reasonOf(tell('LATER_EVENT_WAITS'));
      return { result: { action_taken: 'coalesced', ticket_id: recordId, ...reason }, write: null };
    }
    return look(clerk, event, signal).catch(async (error) => {
      if (error instanceof TicketGone || (error instanceof UnknownTicket && (await wasThere(event))))
        return gone(recordId);
      throw error;
    });
  };

  async function look(worker: Clerk, event: ClaimedEvent, signal: AbortSignal): ReturnType<Handler> {
    const run = await worker.run(event.recordId, event, signal);
    if (run === null) {
      const reason = reasonOf(tell('OWN_ECHO'));
      return { result: { action_taken: 'unchanged', ticket_id: event.recordId, ...reason }, write: null };
    }
    const { result, suggestions, failure } = run;
    return {
      result: { action_taken: 'workflow', ...result },
      write: { is: 'suggestions', ...suggestions },
      ...(failure !== null && { failure }),
    };
  }

  function gone(ticketId: string): Awaited<ReturnType<Handler>> {
    return {
      result: { action_taken: 'gone', ticket_id: ticketId, ...reasonOf(GONE) },
      write: { is: 'suggestions', ...endAll(ticketId, GONE) },
    };
  }

  async function isCovered(event: ClaimedEvent): Promise<boolean> {
    return (await queue.newerWaiting(event)).some(isWorthALook);
  }

  /** Zoho names only tickets that it had, and what the log has seen before was there; any other id may be wrong. */
  async function wasThere({ recordId, eventType, source, payload }: ClaimedEvent): Promise<boolean> {
    if (eventType === 'Ticket_Delete' || isZohosOwn(payload)) return true;
    const { events } = await reading.list({ source, record_id: recordId }, { limit: 2, before: null });
    return events.length > 1;
  }
}

/** In the envelope that Zoho Desk writes; what people's functions send is flat. */
function isZohosOwn(payload: string): boolean {
  const message = parseJsonText(payload);
  return isObject(message) && isObject(message.payload);
}
