import { hash } from 'node:crypto';
import { storable } from '../storable.ts';
import type { Row } from './tables.ts';

/** 256 bits. */
const MODULUS = 1n << 256n;

/**
 * The sum of each row's SHA-256. It does not depend on the order of the rows, so each engine can read them by
 * its own index; engines sort texts differently.
 */
export class Checksum {
  #sum = 0n;
  #rows = 0;

  add(rows: readonly Row[]): void {
    for (const row of rows) this.#sum += BigInt(`0x${hash('sha256', JSON.stringify(row.map(written)))}`);
    this.#sum %= MODULUS;
    this.#rows += rows.length;
  }

  get rows(): number {
    return this.#rows;
  }

  digest(): string {
    return this.#sum.toString(16).padStart(64, '0');
  }
}

/** Two texts that PostgreSQL would store alike are written alike. */
function written(value: Row[number]): unknown {
  if (typeof value === 'string') return storable(value);
  return Buffer.isBuffer(value) ? { bytes: value.toString('base64') } : value;
}
