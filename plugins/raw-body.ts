import fp from 'fastify-plugin';

declare module 'fastify' {
  interface FastifyRequest {
    /** The scheme and the key that proved the sender, such as `hmac:1`; `none` on an open route. */
    verifiedBy: string;
    /** The bytes of the body as they were signed. */
    rawBody: Buffer;
  }
}

/** For the webhook routes of one scope: keeps the body as the bytes that came, whatever type is declared. */
export default fp(
  async (app) => {
    // For every type: when only JSON kept its bytes, signed forms failed verification.
    app.removeAllContentTypeParsers();
    app.addContentTypeParser(
      '*',
      { parseAs: 'buffer', bodyLimit: app.config.BODY_LIMIT },
      (_request, body, done) => done(null, body),
    );
    // Fastify refuses a type that is none, such as "json"; to us the type is only a hint.
    app.addHook('onRequest', (request, _reply, done) => {
      if (!MEDIA_TYPE.test(request.headers['content-type'] ?? '')) request.headers['content-type'] = ANY_TYPE;
      done();
    });
    app.decorateRequest('verifiedBy', '');
    app.decorateRequest('rawBody', {
      getter() {
        return this.body as Buffer;
      },
    });
  },
  { name: 'raw-body' },
);

/** What Fastify takes for a content type. */
const MEDIA_TYPE = /^[\w!#$%&'*+.^`|~-]+\/[\w!#$%&'*+.^`|~-]+\s*(;|$)/;
const ANY_TYPE = 'application/octet-stream';
