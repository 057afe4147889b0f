import { parentPort } from 'node:worker_threads';
import scalar from '@scalar/fastify-api-reference';
import Fastify from 'fastify';
import { compressed } from './static-file.ts';

const viewer = Fastify();
await viewer.register(scalar, { routePrefix: '/docs', configuration: { url: '/openapi.json' } });
const { rawPayload } = await viewer.inject('/docs/js/scalar.js');
await viewer.close();
/** Buffers of their own: a pooled one cannot be transferred to another thread. */
const bodies = Object.entries(await compressed(rawPayload)).map(
  ([encoding, body]) => [encoding, new Uint8Array(body)] as const,
);
parentPort?.postMessage(
  Object.fromEntries(bodies),
  bodies.map(([, body]) => body.buffer),
);
