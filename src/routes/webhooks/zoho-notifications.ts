import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Clock } from '../../clock.ts';
import { InvalidJson, InvalidSignature, MissingSignature, NotificationsOff } from '../../errors.ts';
import { isObject } from '../../inbound/body.ts';
import { findToken, verifyNotification } from '../../inbound/signatures/notification-token.ts';
import { splitSecrets } from '../../inbound/signatures/shared-secret.ts';
import { readNotification } from '../../students/receive/notification.ts';
import { AcceptedAnswer, acceptedAnswer } from './answers.ts';
import { readRequest } from './read-request.ts';

/** Callbacks of the channels created by `npm run cli -- zoho subscribe`: token → events → the log → 200. */
export const zohoNotificationsRoute: FastifyPluginAsyncTypebox<{ clock: Clock }> = async (app, { clock }) => {
  const tokens = splitSecrets(app.config.ZOHO_NOTIFICATION_TOKEN);
  const schema = {
    summary: 'Records changed in Zoho CRM, as a channel reports it',
    response: { 200: AcceptedAnswer },
  };

  const onRequest = async (request: FastifyRequest, reply: FastifyReply) => {
    if (tokens.length === 0) return app.refuse(request, reply, new NotificationsOff());
  };
  app.post('/api/v1/events/zoho/notifications', { schema, onRequest }, async (request, reply) => {
    // Nothing is parsed until the token has been seen in the bytes, although only the parsed body says where
    // it is.
    const seen = findToken(request.rawBody, tokens);
    if (!seen.ok) return refuse(request, reply, seen.reason);
    const { body } = await readRequest(request, app.config.BODY_LIMIT);
    if (body.is !== 'json' || !isObject(body.value)) return app.refuse(request, reply, new InvalidJson());
    const verification = verifyNotification(body.value, tokens);
    if (!verification.ok) return refuse(request, reply, verification.reason);
    const appended = await app.intake.append(
      readNotification(body.value, verification.verifiedBy, clock.now()),
    );
    const answer = acceptedAnswer(appended, null);
    request.eventId = answer.event_id;
    return answer;
  });

  async function refuse(
    request: FastifyRequest,
    reply: FastifyReply,
    reason: 'missing' | 'mismatch',
  ): Promise<never> {
    const error = reason === 'missing' ? new MissingSignature() : new InvalidSignature();
    return app.refuse(request, reply, error).catch((refusal: unknown) => {
      if (refusal === error) app.log.warn({ reason }, HINT);
      throw refusal;
    });
  }
};

const HINT =
  'a notification was refused; after a change of ZOHO_NOTIFICATION_TOKEN run "npm run cli -- zoho renew"';
