import { promisify } from 'node:util';
import { brotliDecompress, gunzip, inflate, inflateRaw } from 'node:zlib';
import type { Told } from '../../log/told.ts';
import { tell } from '../../sentences/tell.ts';
import { nameOf } from '../describe.ts';

export type Unpacked =
  | { is: 'plain'; bytes: Buffer }
  /** `encoding` as an answer may name it. */
  | { is: 'unknown'; encoding: string }
  | { is: 'too-large' }
  | { is: 'broken'; reason: Told };

/** Proxies may stack encodings; nobody configures more of them than this. */
const MAX_LAYERS = 3;

/**
 * Undoes the content encodings of a body, the last one first. Each step stops as soon as its output exceeds `limit`
 * bytes: a body a thousandth of that size may be enough to fill the memory.
 */
export async function unpack(raw: Buffer, contentEncoding: string, limit: number): Promise<Unpacked> {
  const names = contentEncoding
    .toLowerCase()
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '' && name !== 'identity');
  const layers = names.flatMap((name) => UNPACKERS.get(name) ?? []);
  if (layers.length < names.length)
    return { is: 'unknown', encoding: nameOf(`${names.find((name) => !UNPACKERS.has(name))}`) };
  if (layers.length > MAX_LAYERS) return { is: 'unknown', encoding: `more than ${MAX_LAYERS} layers` };
  let unpacked: Unpacked = { is: 'plain', bytes: raw };
  for (const layer of layers.reverse()) {
    if (unpacked.is === 'plain') unpacked = await layer(unpacked.bytes, limit);
  }
  return unpacked;
}

type Layer = (bytes: Buffer, limit: number) => Promise<Unpacked>;

function layer(
  name: string,
  unpackBytes: (bytes: Buffer, options: { maxOutputLength: number }) => Promise<Buffer>,
): Layer {
  return async (bytes, limit) => {
    if (bytes.length === 0) return { is: 'plain', bytes };
    try {
      return { is: 'plain', bytes: await unpackBytes(bytes, { maxOutputLength: limit }) };
    } catch (error) {
      // zlib throws a RangeError for output beyond the limit, and its own errors for bad data.
      return error instanceof RangeError
        ? { is: 'too-large' }
        : { is: 'broken', reason: tell('THE_BODY_IS_NOT_VALID_DATA', { name }) };
    }
  };
}

const zlibInflate = promisify(inflate);
const rawInflate = promisify(inflateRaw);
const gzip = layer('gzip', promisify(gunzip));
const UNPACKERS = new Map<string, Layer>([
  ['gzip', gzip],
  ['x-gzip', gzip],
  [
    'deflate',
    layer('deflate', (bytes, options) => (hasZlibHeader(bytes) ? zlibInflate : rawInflate)(bytes, options)),
  ],
  ['br', layer('br', promisify(brotliDecompress))],
]);

/** `deflate` means the zlib format (RFC 9110, 8.4.1.2), but some send the bare stream; the first two bytes tell. */
function hasZlibHeader([first = 0, second = 0]: Buffer): boolean {
  return (first & 0x0f) === 8 && (first * 256 + second) % 31 === 0;
}
