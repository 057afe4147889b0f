import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import type { FastifyRequest } from 'fastify';
import type { Clock } from '../../clock.ts';
import { InvalidJson, NoRecord } from '../../errors.ts';
import { unreadableEvent } from '../../inbound/unreadable.ts';
import type { NewEvent } from '../../log/event.ts';
import type { Told } from '../../log/told.ts';
import { Type } from '../../schema.ts';
import { tell } from '../../sentences/tell.ts';
import { STUDENT_MODULE } from '../../students/module.ts';
import { BrokenText } from '../../students/receive/envelope.ts';
import { readStudentEvents } from '../../students/receive/normalise.ts';
import { AcceptedAnswer, acceptedAnswer, understood } from './answers.ts';
import { awaitEnding } from './prefer-wait.ts';
import { readRequest, type Sent } from './read-request.ts';

const ADVICE = tell('MEND_CRM_TEMPLATE');

/** CRM student events: bytes, already verified → events → the log → 200 once they are on disk. */
export const zohoStudentRoute: FastifyPluginAsyncTypebox<{ clock: Clock; newId: () => string }> = async (
  app,
  { clock, newId },
) => {
  const schema = {
    summary: 'A student was created, changed or deleted in Zoho CRM',
    querystring: Type.Object({ zoho_id: Type.Optional(Type.String({ maxLength: 255 })) }),
    response: { 200: AcceptedAnswer },
  };

  // The platform's serialiser is faster than one made from the schema, which only describes the answer.
  const serializerCompiler = () => JSON.stringify;

  app.post('/api/v1/events/zoho/student', { schema, serializerCompiler }, (request) => {
    const sent = readRequest(request, app.config.BODY_LIMIT);
    return sent instanceof Promise ? sent.then((late) => accept(request, late)) : accept(request, sent);
  });

  async function accept(request: StudentRequest, { bytes: raw, body }: Sent): Promise<AcceptedAnswer> {
    const { verifiedBy } = request;
    const queryId = request.query.zoho_id || undefined;
    if (body.is === 'unreadable') return refuse(raw, body.reason, verifiedBy);
    if (body.is === 'empty' && queryId === undefined) throw new NoRecord('empty');
    const about = { queryId, verifiedBy, nowMs: clock.now(), newId: () => `signal-${newId()}` };
    const events = readOrSay(() => readStudentEvents(body, raw, about));
    if ('code' in events) return refuse(raw, events, verifiedBy);
    const appended = await app.intake.append(events);
    const { prefer } = request.headers;
    const ending = prefer === undefined ? null : await awaitEnding(app, understood(appended, events), prefer);
    const answer = acceptedAnswer(appended, ending, events);
    request.eventId = answer.event_id;
    return answer;
  }

  /** An operator sees what arrived; the sender is told that it could not be read. */
  async function refuse(raw: Buffer, reason: Told, verifiedBy: string): Promise<never> {
    const about = { source: 'zoho', module: STUDENT_MODULE, advice: ADVICE } as const;
    await app.intake.append([unreadableEvent({ ...about, raw, reason, verifiedBy })]);
    throw new InvalidJson();
  }
};

type StudentRequest = FastifyRequest<{ Querystring: { zoho_id?: string } }>;

/** The events, or what is broken inside the body. Other refusals name a field, and are thrown. */
function readOrSay(read: () => NewEvent[]): NewEvent[] | Told {
  try {
    return read();
  } catch (error) {
    if (error instanceof BrokenText) return error.saying;
    throw error;
  }
}
