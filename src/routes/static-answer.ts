import type { FastifyReply, FastifyRequest } from 'fastify';
import { SLICE, slicesOf } from '../service/static/slices.ts';
import type { StaticFile } from '../service/static/static-file.ts';

/** Answers with a file, or with 304 to whoever already has it. */
export async function sendStatic(
  request: FastifyRequest,
  reply: FastifyReply,
  file: StaticFile,
): Promise<FastifyReply> {
  const { etag, encoding, body } = await file.open(String(request.headers['accept-encoding'] ?? ''));
  reply.headers({ etag, vary: 'Accept-Encoding' });
  if (isKnown(request.headers['if-none-match'], etag)) return reply.code(304).send();
  if (encoding !== 'identity') reply.header('content-encoding', encoding);
  reply.type(file.type);
  return body.length <= SLICE
    ? reply.send(body)
    : reply.header('content-length', body.length).send(slicesOf(body));
}

/** A proxy that changes an answer makes its tag weak; for reading, weak tags compare alike. */
function isKnown(ifNoneMatch: string | undefined, etag: string): boolean {
  const tags = (ifNoneMatch ?? '').split(',').map((tag) => tag.trim().replace(/^W\//, ''));
  return tags.includes(etag) || tags.includes('*');
}
