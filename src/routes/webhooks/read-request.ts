import { setImmediate } from 'node:timers/promises';
import type { FastifyRequest } from 'fastify';
import { UnpackedTooLarge, UnsupportedEncoding, UnsupportedMedia } from '../../errors.ts';
import { type Body, parseScanned, readBody, scanBody } from '../../inbound/body.ts';
import { unpack } from '../../inbound/reading/content-encoding.ts';

/** What a sender said, and the bytes that say it: those that came, without their compression. */
export type Sent = { bytes: Buffer; body: Exclude<Body, { is: 'unsupported' }> };

/**
 * A larger body is read in steps, in bytes, with a turn of the event loop between them: four megabytes take some 20 ms to
 * be looked over, 30 to be parsed and 30 to be understood, and whoever is proven may send them.
 */
const LARGE = 262_144;

/**
 * Reads the body of a proven sender. What was signed are the bytes as they came; nothing is unpacked before they are proven.
 * Answers at once where nothing has to be unpacked or taken apart, which is nearly always.
 *
 * @param limit of the unpacked bytes
 * @throws UnsupportedEncoding, UnpackedTooLarge, UnsupportedMedia
 */
export function readRequest({ rawBody, headers }: FastifyRequest, limit: number): Sent | Promise<Sent> {
  const contentType = String(headers['content-type']);
  const encoding = headers['content-encoding'];
  if (!encoding && rawBody.length > LARGE) return readLarge(rawBody, contentType);
  if (!encoding) return toSent(rawBody, readBody(rawBody, contentType));
  return unpack(rawBody, encoding, limit).then((unpacked) => {
    if (unpacked.is === 'unknown') throw new UnsupportedEncoding(unpacked.encoding);
    if (unpacked.is === 'too-large') throw new UnpackedTooLarge(limit);
    if (unpacked.is === 'broken')
      return { bytes: rawBody, body: { is: 'unreadable', reason: unpacked.reason } };
    return readLarge(unpacked.bytes, contentType);
  });
}

async function readLarge(bytes: Buffer, contentType: string): Promise<Sent> {
  await setImmediate();
  const half = scanBody(bytes, contentType);
  await setImmediate();
  const body = await parseScanned(half);
  await setImmediate();
  return toSent(bytes, body);
}

function toSent(bytes: Buffer, body: Body | Promise<Body>): Sent | Promise<Sent> {
  if (body instanceof Promise) return body.then((late) => toSent(bytes, late));
  if (body.is === 'unsupported') throw new UnsupportedMedia();
  return { bytes, body };
}
