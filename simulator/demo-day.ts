import type { FastifyInstance } from 'fastify';
import { type Clock, systemClock } from '../src/clock.ts';

const MINUTE_MS = 60_000;
const DAY_MINUTES = 24 * 60;
const ROUTE = '/api/v1/events/zoho/student';

/** A clock that can be set back, so that a day of events arrives within seconds. */
export class DemoClock implements Clock {
  #backMs = 0;

  now(): number {
    return systemClock.now() - this.#backMs;
  }

  after(ms: number, action: () => void): () => void {
    return systemClock.after(ms, action);
  }

  setBack(ms: number): void {
    this.#backMs = ms;
  }
}

const PEOPLE = [
  {
    Name: 'Sara Ali',
    First_Name: 'Sara',
    Last_Name: 'Ali',
    Academic_Email: 'sara.ali@example.edu',
    City: 'Riyadh',
  },
  {
    Name: 'Jean Exemple',
    First_Name: 'Jean',
    Last_Name: 'Exemple',
    Academic_Email: 'jean.exemple@example.edu',
    City: 'Lyon',
  },
  {
    Name: 'سارة علي',
    First_Name: 'سارة',
    Last_Name: 'علي',
    Academic_Email: 'sara.ali2@example.edu',
    City: 'الرياض',
  },
] as const;

/**
 * A day of student webhooks: a quiet night, two busy hours, some repeats, some failures of each common kind.
 */
export async function playDemoDay(app: FastifyInstance, clock: DemoClock, secret: string): Promise<void> {
  const send = (payload: string) => deliver(app, payload, secret);
  let count = 0;
  const failures = demoFailures();
  for (let minute = 0; minute < DAY_MINUTES; minute++) {
    clock.setBack((DAY_MINUTES - minute) * MINUTE_MS);
    for (let i = arrivals(minute); i > 0; i--) await send(JSON.stringify(studentUpdate(count++)));
    if (minute % 97 === 60) await send(failures.pop() ?? '{}');
  }
  clock.setBack(0);
}

/** How many events arrive in a minute of the day: two busy spells, almost nothing in between. */
function arrivals(minute: number): number {
  const hour = minute / 60;
  const peak = (at: number, width: number) => Math.exp(-(((hour - at) / width) ** 2));
  const level = 0.1 + 3.6 * peak(6, 1.4) + 2.9 * peak(11, 1.8) + 1.2 * peak(17, 2);
  // A fixed pattern instead of chance: the same pictures each time.
  const wave = 0.5 + 0.5 * Math.sin(minute * 2.399);
  return Math.round(level * wave + (minute % 37 === 0 ? 0.6 : 0));
}

/** Now and then Zoho sends an event twice. */
function studentUpdate(n: number): Record<string, unknown> {
  const sent = n % 90 === 89 ? n - 1 : n;
  const person = PEOPLE[sent % PEOPLE.length];
  const number = 1 + (sent % 45);
  return {
    notification_id: `crm-${20_260_000 + sent}`,
    module: 'BTEC_Students',
    operation: number === sent + 1 ? 'insert' : 'update',
    record_id: `45540000000${10_000 + number}`,
    data: {
      ...person,
      Academic_Email: String(person?.Academic_Email).replace('@', `.${number}@`),
      Student_ID_Number: `BTEC-${1000 + number}`,
      Phone: `+966 55 000 ${String(1000 + sent).slice(-4)}`,
    },
  };
}

/** The mistakes that schools make, the last one first. */
function demoFailures(): string[] {
  const of = (n: number, data: Record<string, unknown>) =>
    JSON.stringify({ ...studentUpdate(5_000 + n), record_id: `455400000002${1000 + n}`, data });
  const withoutEmail = (n: number) => of(n, { Name: 'Jean Exemple', Student_ID_Number: `BTEC-${2000 + n}` });
  const badEmail = (n: number) => of(n, { Name: 'سارة علي', Academic_Email: 'sara.ali(at)example.edu' });
  return [
    withoutEmail(1),
    JSON.stringify({
      ...studentUpdate(1),
      data: { Academic_Email: 'jean.exemple@example.edu', City: 'Grenoble' },
    }),
    withoutEmail(2),
    badEmail(3),
    '{"record_id": "45540000000400',
    withoutEmail(4),
    badEmail(5),
    withoutEmail(6),
    withoutEmail(10),
    withoutEmail(7),
    badEmail(8),
    withoutEmail(9),
  ];
}

async function deliver(app: FastifyInstance, payload: string, secret: string): Promise<void> {
  const headers = { 'content-type': 'application/json', 'x-webhook-secret': secret, prefer: 'wait=5' };
  await app.inject({ method: 'POST', url: ROUTE, payload, headers });
}
