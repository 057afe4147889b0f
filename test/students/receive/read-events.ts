import { readBody } from '../../../src/inbound/body.ts';
import type { NewEvent } from '../../../src/log/event.ts';
import { readStudentEvents } from '../../../src/students/receive/normalise.ts';
import { countingIds, START_MS } from '../../harness.ts';

type Delivery = { contentType?: string; queryId?: string; nowMs?: number };

/** The events of one delivery, from the very bytes or from a value that is sent as JSON. */
export async function readEvents(sent: unknown, delivery: Delivery = {}): Promise<NewEvent[]> {
  const raw = Buffer.from(typeof sent === 'string' ? sent : JSON.stringify(sent));
  const body = await readBody(raw, delivery.contentType ?? 'application/json');
  if (body.is === 'unreadable' || body.is === 'unsupported') throw new Error(`the body is ${body.is}`);
  return readStudentEvents(body, raw, {
    queryId: delivery.queryId,
    verifiedBy: 'hmac:1',
    nowMs: delivery.nowMs ?? START_MS,
    newId: countingIds(),
  });
}

/** The same, of a delivery that must report exactly one event. */
export async function readEvent(sent: unknown, delivery: Delivery = {}): Promise<NewEvent> {
  const [event, ...others] = await readEvents(sent, delivery);
  if (event === undefined || others.length > 0) throw new Error(`${1 + others.length} events, not one`);
  return event;
}

/** A merge field that Zoho left as it was written. */
export const unfilled = (name: string) => `\${${name}}`;
