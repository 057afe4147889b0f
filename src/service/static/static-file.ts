import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

const ENCODINGS = ['br', 'gzip', 'identity'] as const;
export type Encoding = (typeof ENCODINGS)[number];
export type Bodies = Record<Encoding, Buffer>;

/** A file that is the same for everyone: its bytes are made once, and every reader shares them. */
export class StaticFile {
  readonly type: string;
  readonly #make: () => Promise<Bodies>;
  #made: Promise<{ hash: string; bodies: Bodies }> | null = null;

  /** @param make called when the first reader asks, and again only if it failed */
  constructor(type: string, make: () => Promise<Bodies>) {
    this.type = type;
    this.#make = make;
  }

  /** The bytes in the best encoding that the reader accepts, and the tag that identifies exactly them. */
  async open(acceptEncoding: string): Promise<{ etag: string; encoding: Encoding; body: Buffer }> {
    this.#made ??= this.#prepare();
    const { hash, bodies } = await this.#made;
    const encoding = chooseEncoding(acceptEncoding);
    return { etag: `"${hash}-${encoding}"`, encoding, body: bodies[encoding] };
  }

  async #prepare(): Promise<{ hash: string; bodies: Bodies }> {
    try {
      const bodies = await this.#make();
      return { hash: createHash('sha256').update(bodies.identity).digest('base64url').slice(0, 16), bodies };
    } catch (error) {
      this.#made = null;
      throw error;
    }
  }
}

/**
 * Runs in the thread pool, so the event loop goes on. Quality 5 takes a twentieth of the time of 11, for a
 * tenth more bytes.
 */
export async function compressed(identity: Buffer): Promise<Bodies> {
  const params = {
    [constants.BROTLI_PARAM_QUALITY]: 5,
    [constants.BROTLI_PARAM_SIZE_HINT]: identity.length,
  };
  const [br, gzipped] = await Promise.all([
    promisify(brotliCompress)(identity, { params }),
    promisify(gzip)(identity),
  ]);
  return { identity, br, gzip: gzipped };
}

/** RFC 9110, section 12.5.3: what is not named is not accepted, unless by `*`; weight 0 refuses. */
export function chooseEncoding(acceptEncoding: string): Encoding {
  const weights = new Map(
    acceptEncoding.split(',').map((part) => {
      const [name = '', ...parameters] = part.split(';').map((piece) => piece.trim().toLowerCase());
      const weight = parameters.find((parameter) => parameter.startsWith('q='))?.slice(2) ?? '1';
      return [name, Number(weight)] as const;
    }),
  );
  const taken = (name: string) => (weights.get(name) ?? weights.get('*') ?? 0) > 0;
  return ENCODINGS.find(taken) ?? 'identity';
}
