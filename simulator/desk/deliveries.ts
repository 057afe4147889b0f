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

/** As Zoho Desk's own webhooks are: a list of events, each with its payload. */
export function deskDelivery(reports: readonly TicketReport[]): Delivery {
  const events = reports.map(({ eventType, atMs, payload }) => ({
    payload,
    eventTime: String(atMs),
    eventType,
    orgId: DeskSimulator.orgId,
  }));
  return json(PATH, events);
}

/** As a Deluge function of a workflow rule sends it: the ticket and nothing else. */
export function delugeDelivery(ticketId: string): Delivery {
  return json(PATH, { ticket_id: ticketId });
}
