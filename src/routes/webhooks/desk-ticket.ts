import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import type { FastifyRequest } from 'fastify';
import type { Clock } from '../../clock.ts';
import { InvalidJson, NoTicketId } from '../../errors.ts';
import { unreadableEvent } from '../../inbound/unreadable.ts';
import type { Appended, NewEvent } from '../../log/event.ts';
import type { Told } from '../../log/told.ts';
import { Type } from '../../schema.ts';
import { tell } from '../../sentences/tell.ts';
import { DESK_PATHS } from '../../service/starting/open-routes.ts';
import { TICKET_MODULE } from '../../tickets/receive/module.ts';
import { readTicketEvents } from '../../tickets/receive/normalise.ts';
import { AcceptedAnswer, acceptedAnswer } from './answers.ts';
import { awaitEnding } from './prefer-wait.ts';
import { readRequest } from './read-request.ts';

const ADVICE = tell('MEND_DESK_FUNCTION', { body: '{"ticket_id": "…"}' });
/** Zoho counts anything but a 200 as a failure, and removes subscriptions that fail. */
const NOTHING_TO_KEEP = { success: true as const, message: 'Accepted: it names no record to look at' };
const READY = { success: true as const, message: 'Ready for webhooks of Zoho Desk' };

/** Zoho Desk's reports: bytes, already verified → events → the log → 200 once they are on disk. */
export const deskTicketRoute: FastifyPluginAsyncTypebox<{ clock: Clock; newId: () => string }> = async (
  app,
  { clock, newId },
) => {
  const Ready = Type.Object({ success: Type.Literal(true), message: Type.String() });
  const Accepted = Type.Object({ ...AcceptedAnswer.properties, ticket_id: Type.Optional(Type.String()) });
  const check = { summary: "Zoho Desk's check of the address", response: { 200: Ready } };
  const schema = {
    summary: 'Something happened to a ticket in Zoho Desk',
    response: { 200: Type.Union([Accepted, Ready]) },
  };

  for (const path of DESK_PATHS) {
    app.get(path, { schema: check }, async () => READY);
    app.post(path, { schema }, async (request) =>
      ADDRESS_CHECK.isHarmless(request.rawBody) ? READY : accept(request),
    );
  }

  /** Without the keys to prove it, a delivery signed by Zoho waits where nobody works on it. */
  function keep(events: readonly NewEvent[], { uncheckedJwt: jwt, ip }: FastifyRequest): Promise<Appended[]> {
    return jwt === null ? app.intake.append(events) : app.heldDeliveries.keep(events, { jwt, address: ip });
  }

  async function keepUnreadable(raw: Buffer, reason: Told, verifiedBy: string): Promise<void> {
    const about = { source: 'zoho_desk', module: TICKET_MODULE, advice: ADVICE } as const;
    await app.intake.append([unreadableEvent({ ...about, raw, reason, verifiedBy })]);
  }

  async function accept(request: FastifyRequest) {
    const { verifiedBy, uncheckedJwt: jwt } = request;
    const { bytes: raw, body } = await readRequest(request, app.config.BODY_LIMIT);
    if (body.is === 'empty') throw new NoTicketId('empty');
    if (body.is === 'unreadable') {
      if (jwt === null) await keepUnreadable(raw, body.reason, verifiedBy);
      throw new InvalidJson();
    }
    const about = { verifiedBy, nowMs: clock.now(), newId: () => `signal-${newId()}` };
    const events = readTicketEvents(body, raw, about);
    if (events.length === 0) return NOTHING_TO_KEEP;
    const appended = await keep(events, request);
    // Nobody works on a held event, however long its sender would wait.
    const prefer = jwt === null ? request.headers.prefer : undefined;
    const answer = acceptedAnswer(appended, await awaitEnding(app, appended, prefer));
    request.eventId = answer.event_id;
    const ticket = events.find(({ module }) => module === TICKET_MODULE);
    return ticket === undefined ? answer : { ...answer, ticket_id: ticket.recordId };
  }
};

/**
 * Zoho calls an address before it sends there: with GET, then with an empty POST. Neither is signed, and
 * neither has any effect.
 */
export const ADDRESS_CHECK = {
  /** In bytes. A longer body is never a check of the address. */
  most: 100,
  isHarmless: (body: Buffer): boolean =>
    body.length <= ADDRESS_CHECK.most && SAYS_NOTHING.test(body.toString('latin1')),
};

/** Nothing, `{}`, `[]` or a bare JSON word, number or text. */
const SAYS_NOTHING = /^\s*(\{\s*\}|\[\s*\]|null|true|false|-?\d+(\.\d+)?|"[^"]*")?\s*$/;
