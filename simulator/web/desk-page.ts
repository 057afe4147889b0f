import type { FastifyInstance } from 'fastify';
import { html } from 'ghtml';
import type { DeskSimulator } from '../desk/desk.ts';
import { DEPARTMENTS, type DeskRecord } from '../desk/records.ts';
import { webPage } from './page.ts';

const PATH = '/agent/example/tickets/details/';

/** What a person sees of a ticket in Zoho Desk: where it is, and what was written, oldest first. */
export function deskPage(app: FastifyInstance, desk: Pick<DeskSimulator, 'ticket' | 'threads'>): void {
  webPage(app, `${PATH}:id`, 'Zoho Desk', ({ params }, { words }) => {
    const { id } = params as { id: string };
    const ticket = desk.ticket(id);
    if (ticket === undefined) return null;
    const department = DEPARTMENTS.find((each) => each.id === ticket.departmentId)?.name;
    const letter = ({ author, status, content }: DeskRecord) => {
      const draft = status === 'DRAFT' ? html` (${words.draft})` : '';
      return html`<h3><bdi>${Object(author).email}</bdi>!${draft}</h3><blockquote dir="auto">${content}</blockquote>`;
    };
    return {
      title: String(ticket.subject),
      body: html`<dl><dt>${words.status}<dd>${ticket.status}<dt>${words.department}<dd><bdi>${department}</bdi></dl>
        <h2>${words.conversation}</h2>!${desk.threads(id).map(letter)}`,
    };
  });
}

/**
 * The address of a ticket's page: no setting holds the portal of a real one, so each ticket names its own.
 */
export function deskPageUrl(base: string, ticketId: string): string {
  return `${base}${PATH}${ticketId}`;
}
