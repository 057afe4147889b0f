import { setImmediate } from 'node:timers/promises';
import type { FastifyRequest } from 'fastify';
import { UnpackedTooLarge, UnsupportedEncoding, UnsupportedMedia } from '../../errors.ts';
import { type Body, parseScanned, readBody, scanBody } from '../../inbound/body.ts';
import { unpack } from '../../inbound/reading/content-encoding.ts';

/** What a sender said, and the bytes that say it: as received, without compression. */
export type Sent = { bytes: Buffer; body: Exclude<Body, { is: 'unsupported' }> };

/**
 * In bytes. A larger body is read in steps, with a turn of the event loop between them: four megabytes take
 * about 20 ms to scan, 30 to parse and 30 to interpret, and any verified sender may send them.
 */
const LARGE = 262_144;

/**
 * Reads the body of a verified sender. The signature covers the bytes as received; nothing is decompressed
 * before they are verified. Returns synchronously when nothing has to be decompressed or split, which is
 * nearly always.
 *
 * @param limit of the decompressed bytes
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
