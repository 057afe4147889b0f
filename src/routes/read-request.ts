import type { FastifyRequest } from 'fastify';
import { UnpackedTooLarge, UnsupportedEncoding, UnsupportedMedia } from '../errors.ts';
import { type Body, readBody } from '../inbound/body.ts';
import { unpack } from '../inbound/reading/content-encoding.ts';

/** What a sender said, and the bytes that say it: those that came, without their compression. */
export type Sent = { bytes: Buffer; body: Exclude<Body, { is: 'unsupported' }> };

/**
 * Reads the body of a proven sender. What was signed are the bytes as they came; nothing is unpacked before they are proven.
 *
 * @param limit of the unpacked bytes
 * @throws UnsupportedEncoding, UnpackedTooLarge, UnsupportedMedia
 */
export async function readRequest({ rawBody, headers }: FastifyRequest, limit: number): Promise<Sent> {
  const encoding = headers['content-encoding'] ?? '';
  const unpacked = await unpack(rawBody, encoding, limit);
  if (unpacked.is === 'unknown') throw new UnsupportedEncoding(unpacked.encoding);
  if (unpacked.is === 'too-large') throw new UnpackedTooLarge(limit);
  if (unpacked.is === 'broken')
    return { bytes: rawBody, body: { is: 'unreadable', reason: unpacked.reason } };
  const body = await readBody(unpacked.bytes, String(headers['content-type']));
  if (body.is === 'unsupported') throw new UnsupportedMedia();
  return { bytes: unpacked.bytes, body };
}
