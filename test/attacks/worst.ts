import { once } from 'node:events';
import { request } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { signHmac } from '../../src/inbound/signatures/hmac.ts';

export const ATTACKS = [
  'twelve bodies of 4 MB, signed wrongly',
  '150 bodies of 4 MB, signed wrongly',
  '150 bodies of 4 MB without a credential',
  'twelve notifications of 4 MB',
  'notifications of 60 KB with a wrong token',
  '400 readers of the API page',
  '600 clients that ask and do not read',
  'forged tokens',
  '2,500 connections with half a head, and 40 with half a body',
] as const;
export type Attack = (typeof ATTACKS)[number];

/** Answer times of signed webhooks, in ms, and those that were not accepted. */
export type Suffered = { sent: number; refused: string[]; medianMs: number; slowestMs: number };

/** Sends a signed webhook every tenth of a second, each on a new connection, while a stranger at the same address does this. */
export async function suffer(
  url: string,
  attack: Attack,
  { secret, seconds, firstId }: { secret: string; seconds: number; firstId: number },
): Promise<Suffered> {
  const { port } = new URL(url);
  const stranger = new Worker(new URL('./stranger.ts', import.meta.url), {
    workerData: { port: Number(port), attack },
  });
  await once(stranger, 'online');
  const times: number[] = [];
  const refused: string[] = [];
  const sending: Promise<void>[] = [];
  for (let n = 0; n < seconds * 10; n++) {
    const begun = performance.now();
    const sent = send(url, secret, `worst-${firstId + n}`)
      .then((status) => {
        times.push(performance.now() - begun);
        if (status !== 200) refused.push(String(status));
      })
      .catch((error) => void refused.push(String(error)));
    sending.push(sent);
    await pause(100);
  }
  await Promise.all(sending);
  await stranger.terminate();
  times.sort((a, b) => a - b);
  return {
    sent: sending.length,
    refused,
    medianMs: Math.round(times[times.length >> 1] ?? Number.NaN),
    slowestMs: Math.round(times.at(-1) ?? Number.NaN),
  };
}

async function send(url: string, secret: string, id: string): Promise<number | undefined> {
  const body = Buffer.from(
    JSON.stringify({
      notification_id: id,
      module: 'BTEC_Students',
      operation: 'update',
      record_id: '4554000000012345678',
      data: { Student_ID_Number: 'STU001', Academic_Email: 'sara.ali@example.edu', Name: 'Sara Ali' },
    }),
  );
  const signature = signHmac({ body, timestamp: undefined, nonce: undefined }, secret);
  const sending = request(new URL('/api/v1/events/zoho/student', url), {
    method: 'POST',
    agent: false,
    headers: { 'x-zoho-signature': signature, 'content-length': body.length },
  });
  sending.end(body);
  const [answer] = await once(sending, 'response');
  answer.resume();
  return answer.statusCode;
}
