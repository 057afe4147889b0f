import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import type { Clock } from '../clock.ts';
import { InvalidJson, NoRecord } from '../errors.ts';
import { unreadableEvent } from '../inbound/unreadable.ts';
import type { NewEvent } from '../log/event.ts';
import { STUDENT_MODULE } from '../students/module.ts';
import { BrokenText } from '../students/receive/envelope.ts';
import { readStudentEvents } from '../students/receive/normalise.ts';
import { AcceptedAnswer, acceptedAnswer, understood } from './answers.ts';
import { awaitEnding } from './prefer-wait.ts';
import { readRequest } from './read-request.ts';

const ADVICE = "Send only the record id in the webhook's body, or mend the template.";

/** CRM student events: bytes, already verified → events → the log → 200 once they are on the disk. */
export const zohoStudentRoute: FastifyPluginAsyncTypebox<{ clock: Clock; newId: () => string }> = async (
  app,
  { clock, newId },
) => {
  const schema = {
    summary: 'A student was created, changed or deleted in Zoho CRM',
    querystring: Type.Object({ zoho_id: Type.Optional(Type.String({ maxLength: 255 })) }),
    response: { 200: AcceptedAnswer },
  };

  app.post('/api/v1/events/zoho/student', { schema }, async (request) => {
    const { verifiedBy } = request;
    const { zoho_id: queryId } = request.query;
    const { bytes: raw, body } = await readRequest(request, app.config.BODY_LIMIT);
    /** An operator sees what came; the sender is told that it could not be read. */
    const refuse = async (reason: string): Promise<never> => {
      const about = { source: 'zoho', module: STUDENT_MODULE, advice: ADVICE } as const;
      await app.intake.append([unreadableEvent({ ...about, raw, reason, verifiedBy })]);
      throw new InvalidJson();
    };
    if (body.is === 'unreadable') return refuse(body.reason);
    if (body.is === 'empty' && !queryId) throw new NoRecord('empty');
    const about = {
      queryId: queryId || undefined,
      verifiedBy,
      nowMs: clock.now(),
      newId: () => `signal-${newId()}`,
    };
    const sent = readOrSay(() => readStudentEvents(body, raw, about));
    if (typeof sent === 'string') return refuse(sent);
    const appended = await app.intake.append(sent);
    const { prefer } = request.headers;
    const ending = await awaitEnding(app, understood(appended, sent), prefer);
    const answer = acceptedAnswer(appended, ending, sent);
    request.eventId = answer.event_id;
    return answer;
  });
};

/** The events, or what is broken inside the body. Other refusals name a field, and are thrown. */
function readOrSay(read: () => NewEvent[]): NewEvent[] | string {
  try {
    return read();
  } catch (error) {
    if (error instanceof BrokenText) return error.message;
    throw error;
  }
}
