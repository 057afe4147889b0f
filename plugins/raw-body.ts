import type { IncomingMessage } from 'node:http';
import type { FastifyRequest } from 'fastify';
import fp from 'fastify-plugin';
import { BodyTooLarge } from '../src/errors.ts';
import { readBytes } from '../src/inbound/arriving/read-bytes.ts';
import type { HmacProof } from '../src/inbound/signatures/hmac.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** The scheme and the key that proved the sender, such as `hmac:1`; `none` on an open route. */
    verifiedBy: string;
    /** True once the sender is proven: its body counts against nobody. */
    isProven: boolean;
    /** The bytes of the body as they were signed. */
    rawBody: Buffer;
    /** What has to see the bytes as they come. */
    bodyProof: HmacProof | null;
    /** Set where only the beginning of a body is wanted, in bytes. */
    glimpse: number | null;
  }
}

type Options = {
  /** The largest body of these routes, in bytes; a smaller BODY_LIMIT wins. */
  limit?: number | undefined;
};

/** For the webhook routes of one scope: keeps the body as the bytes that came, whatever type is declared. */
export default fp<Options>(
  async (app, { limit = app.config.BODY_LIMIT }) => {
    const most = Math.min(limit, app.config.BODY_LIMIT);
    const tooLarge = () =>
      new BodyTooLarge(`${most} bytes${most === app.config.BODY_LIMIT ? ' (BODY_LIMIT)' : ''}`);

    // For every type: when only JSON kept its bytes, signed forms failed verification.
    app.removeAllContentTypeParsers();
    const gather: Gather = (request, payload, done) => {
      const { glimpse, isProven, bodyProof } = request;
      const length = request.headers['content-length'];
      readBytes(
        payload,
        {
          declared: length === undefined ? null : Number(length),
          most: glimpse ?? most,
          tooLarge: glimpse === null ? tooLarge : null,
          unproven: isProven ? null : app.unproven,
          see: bodyProof === null ? null : (piece) => bodyProof.see(piece),
        },
        done,
      );
    };
    // An expression too: which parser it finds for a type Fastify remembers, while each `*` is worked out anew.
    for (const type of ['*', /^./]) app.addContentTypeParser(type, gather);
    // Fastify refuses a type that is none, such as "json"; to us the type is only a hint.
    app.addHook('onRequest', (request, _reply, done) => {
      if (!MEDIA_TYPE.test(request.headers['content-type'] ?? '')) request.headers['content-type'] = ANY_TYPE;
      done();
    });
    app.decorateRequest('verifiedBy', '');
    app.decorateRequest('isProven', false);
    app.decorateRequest('bodyProof', null);
    app.decorateRequest('glimpse', null);
    app.decorateRequest('rawBody', {
      getter() {
        return this.body as Buffer;
      },
    });
  },
  { name: 'raw-body', dependencies: ['connections'] },
);

type Gather = (
  request: FastifyRequest,
  payload: IncomingMessage,
  done: (error: Error | null, body?: Buffer) => void,
) => void;

/** What Fastify takes for a content type. */
const MEDIA_TYPE = /^[\w!#$%&'*+.^`|~-]+\/[\w!#$%&'*+.^`|~-]+\s*(;|$)/;
const ANY_TYPE = 'application/octet-stream';
