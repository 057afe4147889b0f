import { connect, type Socket } from 'node:net';
import { workerData } from 'node:worker_threads';
import type { Attack } from './worst.ts';

/** A stranger at his worst, in a thread of his own that the test ends. */
const { port, attack } = workerData as { port: number; attack: Attack };

const LARGE = Buffer.alloc(4_000_000, '[1,');
const FORGED = [
  { alg: 'RS256', kid: 'of-a-stranger' },
  { iss: 'orgId:54983163', aud: 'webhookId:1', iat: now(), exp: now() + 300 },
]
  .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
  .concat('c2lnbmF0dXJl')
  .join('.');

const post = (path: string, headers: string, length: number) =>
  `POST ${path} HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\n${headers}content-length: ${length}\r\n\r\n`;
const STUDENT = '/api/v1/events/zoho/student';
const SIGNED = `x-zoho-signature: ${'0'.repeat(64)}\r\n`;
const VIEWER = 'GET /docs/scalar.js HTTP/1.1\r\nhost: x\r\n\r\n';

const ATTACKS: Record<Attack, () => void> = {
  'twelve bodies of 4 MB, signed wrongly': () => many(12, () => [post(STUDENT, SIGNED, LARGE.length), LARGE]),
  '150 bodies of 4 MB, signed wrongly': () => many(150, () => [post(STUDENT, SIGNED, LARGE.length), LARGE]),
  '150 bodies of 4 MB without a credential': () => many(150, () => [post(STUDENT, '', LARGE.length), LARGE]),
  'twelve notifications of 4 MB': () =>
    many(12, () => [post('/api/v1/events/zoho/notifications', '', LARGE.length), LARGE]),
  'notifications of 60 KB with a wrong token': () =>
    many(64, () => [
      post('/api/v1/events/zoho/notifications', '', 60_000),
      `{"token":"wrong","a":[`,
      LARGE.subarray(0, 60_000 - 22),
    ]),
  '400 readers of the API page': () => many(400, () => [VIEWER]),
  '600 clients that ask and do not read': () => {
    for (let n = 0; n < 600; n++) open().pause().write(VIEWER);
  },
  'forged tokens': () =>
    many(64, () => [
      post('/webhook/zoho-desk', `x-zdesk-jwt: ${FORGED}\r\n`, 40),
      '{"ticket_id":"198709000044517001","a":1} ',
    ]),
  '2,500 connections with half a head, and 40 with half a body': () => {
    for (let n = 0; n < 2_500; n++) setTimeout(() => open().write('POST / HTTP/1.1\r\nx: '), n);
    for (let n = 0; n < 40; n++) {
      const socket = open();
      socket.write(post(STUDENT, SIGNED, LARGE.length));
      socket.write(LARGE.subarray(1));
    }
  },
};
ATTACKS[attack]();

/** Keeps so many connections busy: each request is sent, its answer awaited, and the next one begun. */
function many(connections: number, pieces: () => (string | Buffer)[]): void {
  for (let n = 0; n < connections; n++) again(pieces);
}

function again(pieces: () => (string | Buffer)[]): void {
  const socket = open();
  for (const piece of pieces()) socket.write(piece);
  // Whatever comes back is answer enough.
  socket.once('data', () => setTimeout(() => socket.destroy(), 20));
  socket.once('close', () => setTimeout(() => again(pieces), 5));
}

function open(): Socket {
  return connect({ host: '127.0.0.1', port }).on('error', () => {});
}

function now(): number {
  return Math.floor(Date.now() / 1000);
}
