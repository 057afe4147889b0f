import { Worker } from 'node:worker_threads';
import type { Bodies } from './static-file.ts';

/**
 * The viewer of the API document, four megabytes of script. Its package stores it as a string inside a
 * module: loading and compressing it takes most of a second, in a thread that ends afterwards.
 */
export function loadViewer(): Promise<Bodies> {
  const worker = new Worker(new URL('./viewer-thread.ts', import.meta.url));
  return new Promise((resolve, reject) => {
    worker.once('message', (bodies: Record<keyof Bodies, Uint8Array>) => {
      const { br, gzip, identity } = bodies;
      resolve({
        br: Buffer.from(br.buffer),
        gzip: Buffer.from(gzip.buffer),
        identity: Buffer.from(identity.buffer),
      });
    });
    worker.once('error', reject);
  });
}
