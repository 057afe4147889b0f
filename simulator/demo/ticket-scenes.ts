import { delugeDelivery, deskDelivery } from '../desk/deliveries.ts';
import { DEPARTMENTS } from '../desk/records.ts';
import { DEAL, TICKETS } from '../seed.ts';
import type { Sent } from '../sender.ts';
import { finding, type Scene } from './scene.ts';
import type { Stage } from './stage.ts';

export const INVOICE_SCENE: Scene = {
  title: 'A question about an invoice',
  story: [
    'A workflow function sends nothing but the id of a ticket, with the secret. Its words say where it belongs.',
  ],
  async play(stage) {
    await stage.send(delugeDelivery(TICKETS.invoice), 'secret');
    return [finding('where the invoice ticket is now', 'Comptabilité', departmentOf(stage, TICKETS.invoice))];
  },
};

/** The life of a support desk, in the order it is played. */
export const TICKET_SCENES: readonly Scene[] = [
  {
    title: 'A ticket in the wrong department',
    story: [
      'Zoho Desk reports a new ticket in Contact, with its own signature. Its customer has one won 20 € deal:',
      'the ticket belongs to DOC, and is linked to the deal. A reply is suggested and waits for a person.',
    ],
    async play(stage) {
      const report = { eventType: 'Ticket_Add', atMs: Date.now(), payload: { id: TICKETS.dossier } };
      const { summary } = resultOf(await stage.send(deskDelivery([report]), 'desk-jwt'));
      const ticket = stage.world.desk.ticket(TICKETS.dossier);
      return [
        finding(
          'department of the ticket',
          'Contact → DOC',
          `${summary?.current_department} → ${summary?.recommended_department}`,
        ),
        finding('where the ticket is now', 'DOC', departmentOf(stage, TICKETS.dossier)),
        finding('deal of the ticket', DEAL.name, summary?.deal_name),
        finding(
          'the ticket links to its deal',
          true,
          String(Object(ticket?.cf).cf_opportunite).endsWith(DEAL.id),
        ),
      ];
    },
  },
  {
    title: 'A person says yes',
    story: [
      'An answer, a note on the ticket and one on the deal wait. Somebody in the office reads them and applies each',
      'with one click. Only now the customer gets an e-mail.',
    ],
    async play(stage) {
      const before = emails(stage);
      const applied = await stage.applyWaiting(TICKETS.dossier);
      return [
        finding('e-mails to customers before', 0, before),
        finding('suggestions that a person applied', 3, applied),
        finding('e-mails to customers now', 1, emails(stage)),
      ];
    },
  },
  INVOICE_SCENE,
  {
    title: 'A newsletter',
    story: ['A machine wrote it. Nobody is to answer, and nothing is moved.'],
    async play(stage) {
      await stage.send(delugeDelivery(TICKETS.newsletter), 'secret');
      return [finding('where the newsletter is now', 'Contact', departmentOf(stage, TICKETS.newsletter))];
    },
  },
  {
    title: 'A forged ticket',
    story: ['Somebody signs as Zoho Desk with a key of their own.'],
    async play(stage) {
      const report = { eventType: 'Ticket_Add', atMs: Date.now(), payload: { id: TICKETS.invoice } };
      const { status } = await stage.sender.sendSigned(deskDelivery([report]), { wrongKey: true });
      return [
        finding('the answer to a forged ticket', 401, status),
        finding('e-mails to customers that nobody applied', 0, emails(stage) - 1),
      ];
    },
  },
  {
    title: 'An address with an apostrophe',
    story: [
      "o'connor@ asks for an invoice, and connor@ is somebody else. Half an address would be a letter to a stranger,",
      'and a note on the deal of another person.',
    ],
    async play(stage) {
      const id = question(stage, 'Ma facture ?', { from: "o'connor@example.test" });
      await stage.send(delugeDelivery(id), 'secret');
      await stage.applyWaiting(id);
      return [finding('whom the answer went to', "o'connor@example.test", lastLetter(stage)?.to)];
    },
  },
  {
    title: 'Two machines that answer each other',
    story: [
      'Another help desk acknowledges every mail, in new tickets. Its header lines say what it is, and the event says why',
      'nothing was done.',
    ],
    async play(stage) {
      const before = emails(stage);
      const codes: unknown[] = [];
      for (const subject of ['Demande de remboursement', 'Re: Demande de remboursement']) {
        const id = question(stage, 'Votre message a bien été reçu.', {
          from: 'support@other.example',
          subject,
          header: 'Auto-Submitted: auto-replied',
        });
        codes.push(resultOf(await stage.send(delugeDelivery(id), 'secret')).steps?.reply.code);
      }
      return [
        finding('why the two were left alone', 'auto_reply, auto_reply', codes.join(', ')),
        finding('e-mails to the machine', 0, emails(stage) - before),
      ];
    },
  },
  {
    title: 'A supplier answers in private',
    story: [
      'A colleague forwards a question to a supplier, who answers in private: do not tell the customer yet. The customer',
      'stays the one to answer, and the words of the supplier move nothing.',
    ],
    async play(stage) {
      const id = question(stage, 'Je voudrais un remboursement.', { from: 'sara.ali@example.test' });
      const author = { type: 'END_USER', name: '', email: 'fournisseur@vendor.example' };
      stage.world.desk.putThread(id, {
        content: 'La facture est annulée, ne le dites pas encore.',
        visibility: 'private',
        fromEmailAddress: author.email,
        author,
      });
      await stage.send(delugeDelivery(id), 'secret');
      await stage.applyWaiting(id);
      return [finding('whom the answer went to', 'sara.ali@example.test', lastLetter(stage)?.to)];
    },
  },
];

type Mail = { from: string; subject?: string; header?: string };

/** A new ticket with one mail; returns its id. */
function question({ world }: Stage, text: string, { from, subject = 'Une question', header }: Mail): string {
  const author = { type: 'END_USER', name: '', email: from };
  const id = String(198709000044518000n + BigInt(world.desk.requests.length));
  world.desk.putTicket({ id, subject, email: from });
  const mail = { content: text, plainText: text, contentType: 'plainText', fromEmailAddress: from, author };
  const thread = world.desk.putThread(id, mail);
  if (header !== undefined) world.desk.putOriginal(thread.id, `${header}\r\nFrom: ${from}\r\n\r\n${text}`);
  return id;
}

function lastLetter({ world }: Stage): { to?: unknown } | undefined {
  return world.desk.writes.findLast(({ call }) => call === 'sendReply')?.body;
}

type Summary = { current_department: string; recommended_department: string; deal_name: string };

function resultOf({ body }: Sent): { summary?: Summary; steps?: { reply: { code?: string } } } {
  return Object(Object(body.outcome).result);
}

function departmentOf({ world }: Stage, ticketId: string): unknown {
  const id = world.desk.ticket(ticketId)?.departmentId;
  return DEPARTMENTS.find((department) => department.id === id)?.name;
}

function emails({ world }: Stage): number {
  return world.desk.writes.filter(({ call }) => call === 'sendReply').length;
}
