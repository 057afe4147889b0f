import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import type { Clock } from '../clock.ts';
import { InvalidJson, InvalidSignature, MissingSignature, NotificationsOff } from '../errors.ts';
import { isObject, readBody } from '../inbound/body.ts';
import { verifyNotification } from '../inbound/signatures/notification-token.ts';
import { splitSecrets } from '../inbound/signatures/shared-secret.ts';
import { readNotification } from '../outside/zoho/crm/notification.ts';
import { AcceptedAnswer, acceptedAnswer } from './answers.ts';

/** Callbacks of the channels that `npm run cli -- zoho subscribe` makes: token → events → the log → 200. */
export const zohoNotificationsRoute: FastifyPluginAsyncTypebox<{ clock: Clock }> = async (app, { clock }) => {
  const tokens = splitSecrets(app.config.ZOHO_NOTIFICATION_TOKEN);
  const schema = {
    summary: 'Records changed in Zoho CRM, as a channel reports it',
    response: { 200: AcceptedAnswer },
  };

  app.post('/api/v1/events/zoho/notifications', { schema }, async (request, reply) => {
    if (tokens.length === 0) return app.refuse(request, reply, new NotificationsOff());
    // The proof stands inside the body, so the body is parsed first; nothing of it is kept before the proof.
    const body = await readBody(request.rawBody, String(request.headers['content-type']));
    if (body.is !== 'json' || !isObject(body.value)) return app.refuse(request, reply, new InvalidJson());
    const verification = verifyNotification(body.value, tokens);
    if (!verification.ok) {
      app.log.warn(
        { reason: verification.reason },
        'a notification was refused; after a change of ZOHO_NOTIFICATION_TOKEN run "npm run cli -- zoho renew"',
      );
      const isMissing = verification.reason === 'missing';
      return app.refuse(request, reply, isMissing ? new MissingSignature() : new InvalidSignature());
    }
    const appended = await app.intake.append(
      readNotification(body.value, verification.verifiedBy, clock.now()),
    );
    const answer = acceptedAnswer(appended, null);
    request.eventId = answer.event_id;
    return answer;
  });
};
