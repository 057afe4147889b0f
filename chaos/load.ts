import { createHmac } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import { deskDelivery } from '../simulator/desk/deliveries.ts';
import { TICKETS } from '../simulator/seed.ts';
import { type Delivery, studentDelivery } from '../simulator/student-deliveries.ts';
import type { Random } from './random.ts';

/** Few enough that events of one record wait for each other. */
const RECORDS = 60;
const SENDERS = 12;
/** One of so many requests reports a ticket; the rest students. */
const TICKET_SHARE = 0.02;
const REPEAT_SHARE = 0.1;
/** Zoho Desk gives up after five seconds. */
const PATIENCE_MS = 5_000;
/** A sender rests after each request, in ms: faults are looked for, and a simulated Moodle has to keep up. */
const REST_MS = 200;
/** After a refusal, in ms, as Retry-After asks for. */
const PAUSE_MS = 200;

/** Sends events until it is told to stop, and remembers which were acknowledged. */
export class Load {
  /** The ids of events that were answered 200. */
  readonly acknowledged = new Set<string>();
  sent = 0;
  refused = 0;
  readonly #urls: readonly string[];
  readonly #secret: string;
  readonly #random: Random;
  readonly #startMs = Date.now();
  readonly #earlier: Delivery[] = [];
  #isOver = false;
  #senders: Promise<unknown> = Promise.resolve();

  constructor(options: { urls: readonly string[]; secret: string; random: Random }) {
    this.#urls = options.urls;
    this.#secret = options.secret;
    this.#random = options.random;
  }

  start(): void {
    this.#senders = Promise.all(Array.from({ length: SENDERS }, () => this.#sendAll()));
  }

  async stop(): Promise<void> {
    this.#isOver = true;
    await this.#senders;
  }

  async #sendAll(): Promise<void> {
    while (!this.#isOver) {
      const { delivery, id } = this.#nextDelivery();
      const isAccepted = await this.#post(delivery);
      if (isAccepted && id !== null) this.acknowledged.add(id);
      if (!isAccepted) this.refused += 1;
      await setTimeout(isAccepted ? REST_MS : PAUSE_MS);
    }
  }

  /** A ticket's event has no id of the sender's, so only that it was kept can be asked, not under which id. */
  #nextDelivery(): { delivery: Delivery; id: string | null } {
    const number = ++this.sent;
    if (this.#random.chance(TICKET_SHARE)) {
      const payload = { id: this.#random.pick(Object.values(TICKETS)) };
      return {
        id: null,
        delivery: deskDelivery([{ eventType: 'Ticket_Update', atMs: this.#startMs + number, payload }]),
      };
    }
    const repeated = this.#random.chance(REPEAT_SHARE) ? this.#earlier.at(-1) : undefined;
    if (repeated !== undefined) return { id: null, delivery: repeated };
    const record = this.#random.between(0, RECORDS);
    const id = `chaos_${number}`;
    const delivery = studentDelivery('template', {
      recordId: recordId(record),
      fields: {
        Student_ID_Number: `CH${record}`,
        Academic_Email: `student.${record}@example.edu`,
        Name: 'Sara Ali',
        City: `City ${number}`,
      },
      operation: 'update',
      notificationId: id,
      // Each a second after the one before, and none ahead of the clock: the newest of a record wins.
      at: new Date(this.#startMs - 86_400_000 + number * 1000).toISOString(),
    });
    this.#earlier.push(delivery);
    if (this.#earlier.length > RECORDS) this.#earlier.shift();
    return { delivery, id };
  }

  /** False when it was refused, or nobody answered in time: the sender cannot know what became of it. */
  async #post({ path, headers, body }: Delivery): Promise<boolean> {
    const signature = createHmac('sha256', this.#secret).update(body).digest('hex');
    try {
      const answer = await fetch(this.#random.pick(this.#urls) + path, {
        method: 'POST',
        headers: { ...headers, 'x-zoho-signature': signature },
        body,
        signal: AbortSignal.timeout(PATIENCE_MS),
      });
      await answer.body?.cancel();
      return answer.status === 200;
    } catch {
      return false;
    }
  }
}

function recordId(record: number): string {
  return `45540000009${String(record).padStart(8, '0')}`;
}
