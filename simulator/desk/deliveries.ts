import { type Delivery, json } from '../student-deliveries.ts';
import { DeskSimulator } from './desk.ts';

const PATH = '/webhook/zoho-desk';

export type TicketReport = {
  /** Zoho's name, such as `Ticket_Update`. */
  eventType: string;
  /** Epoch ms. */
  atMs: number;
  payload: { id: string; [field: string]: unknown };
};

/** The shape of Zoho Desk's own webhooks: a list of events, each with its payload. */
export function deskDelivery(reports: readonly TicketReport[]): Delivery {
  const events = reports.map(({ eventType, atMs, payload }) => ({
    payload,
    eventTime: String(atMs),
    eventType,
    orgId: DeskSimulator.orgId,
  }));
  return json(PATH, events);
}

/** The body that a workflow rule's Deluge function sends: the ticket and nothing else. */
export function delugeDelivery(ticketId: string): Delivery {
  return json(PATH, { ticket_id: ticketId });
}
