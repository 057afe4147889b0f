/** Everything that Zoho Desk reports is about tickets. */
export const TICKET_MODULE = 'tickets';
