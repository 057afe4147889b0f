import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import type { Clock } from '../clock.ts';
import { InvalidJson, NoRecord, UnsupportedMedia } from '../errors.ts';
import { readBody } from '../events/body.ts';
import type { Appended, NewEvent } from '../events/event.ts';
import { deriveEventId, payloadHash } from '../events/identity.ts';
import { NO_TIME } from '../events/occurrence.ts';
import { STUDENT_MODULE } from '../students/module.ts';
import { readStudentEvents } from '../students/normalise.ts';
import { AcceptedAnswer, acceptedAnswer } from './answers.ts';

/** The longest time that an answer is held for `Prefer: wait`, in seconds. */
const MAX_WAIT_S = 30;

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
    const { rawBody: raw, verifiedBy } = request;
    const { zoho_id: queryId } = request.query;
    const body = await readBody(raw, String(request.headers['content-type']));
    if (body.is === 'unsupported') throw new UnsupportedMedia();
    if (body.is === 'unreadable') {
      await app.store.append([unreadable(raw, body.reason, verifiedBy)]);
      throw new InvalidJson();
    }
    if (body.is === 'empty' && !queryId) throw new NoRecord('empty');
    const about = {
      queryId: queryId || undefined,
      verifiedBy,
      nowMs: clock.now(),
      newId: () => `signal-${newId()}`,
    };
    const appended = await app.store.append(readStudentEvents(body, raw, about));
    const answer = acceptedAnswer(appended, await ending(appended, request.headers.prefer));
    request.eventId = answer.event_id;
    return answer;
  });

  /** Where the sender asked to wait: how its event ended, or null when the time was over first. */
  async function ending([first]: readonly Appended[], prefer: string | string[] | undefined) {
    const seconds = Number(/(?:^|[\s,;])wait=(\d{1,4})/.exec(String(prefer ?? ''))?.[1] ?? 0);
    if (seconds === 0 || first === undefined) return null;
    const id = first.status === 'duplicate' ? first.duplicateOf : first.id;
    const isAtWork = first.status !== 'duplicate' || first.requeued;
    return isAtWork ? app.processor.settled(id, Math.min(seconds, MAX_WAIT_S) * 1000) : null;
  }
};

/** A quote in a student's name breaks a raw JSON template: the bytes are kept, so that an operator sees what came. */
function unreadable(raw: Buffer, reason: string, verifiedBy: string): NewEvent {
  return {
    source: 'zoho',
    eventId: deriveEventId(['zoho', 'unreadable', payloadHash(raw)]),
    module: STUDENT_MODULE,
    eventType: 'unreadable',
    recordId: '',
    occurred: NO_TIME,
    payload: 'null',
    rawBody: raw,
    verifiedBy,
    kind: {
      is: 'unreadable',
      reason: `Invalid JSON payload: ${reason}. Send only the record id in the webhook's body, or mend the template.`,
    },
  };
}
