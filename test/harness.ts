import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import pino from 'pino';
import tap, { type Test } from 'tap';
import type { AppOptions } from '../src/app.ts';
import type { Clock } from '../src/clock.ts';
import type { ClaimedEvent, NewEvent, Source } from '../src/log/event.ts';
import type { Settings } from '../src/settings.ts';

// What needs a second to load is imported where it is used: most tests are of one file, and need none of it.

export const test = tap.test;
export type { Test };

/** 2026-01-25T10:00:00Z: when every test begins. */
export const START_MS = Date.UTC(2026, 0, 25, 10);
export const SECRET = 'a-test-secret-of-24-bytes';
export const OPERATOR_TOKEN = 'a-test-operator-token';
const IN_MEMORY = 'file::memory:';
export const OPERATOR = { authorization: `Bearer ${OPERATOR_TOKEN}` };

/** A clock that moves only when a test moves it. */
export class TestClock implements Clock {
  #nowMs = START_MS;
  #timers: { dueMs: number; action: () => void }[] = [];

  now(): number {
    return this.#nowMs;
  }

  after(ms: number, action: () => void): () => void {
    const timer = { dueMs: this.#nowMs + ms, action };
    this.#timers.push(timer);
    return () => {
      this.#timers = this.#timers.filter((other) => other !== timer);
    };
  }

  /** Moves on and runs what became due, in order. */
  advance(ms: number): void {
    const endMs = this.#nowMs + ms;
    for (;;) {
      const [next] = this.#timers.filter(({ dueMs }) => dueMs <= endMs).sort((a, b) => a.dueMs - b.dueMs);
      if (next === undefined) break;
      this.#timers = this.#timers.filter((timer) => timer !== next);
      this.#nowMs = Math.max(this.#nowMs, next.dueMs);
      next.action();
    }
    this.#nowMs = endMs;
  }

  /** When the next timer fires, in ms from now; null when nothing is planned. */
  get nextInMs(): number | null {
    const due = this.#timers.map(({ dueMs }) => dueMs - this.#nowMs);
    return due.length === 0 ? null : Math.min(...due);
  }
}

/** Ids that count up, so that an answer can be compared word for word. */
export function countingIds(): () => string {
  let count = 0;
  return () => `id-${++count}`;
}

/** A folder that is gone after the test. */
export function temporaryFolder(t: Test): string {
  const folder = mkdtempSync(join(tmpdir(), 'hub-test-'));
  t.teardown(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/**
 * The defaults, with a log that nobody has to keep and no pauses that a clock at rest would never end; no `.env` and
 * no environment is read.
 */
export async function testSettings(changes: Record<string, string> = {}): Promise<Settings> {
  const { readSettings } = await import('../plugins/config.ts');
  const given = { DATABASE_URL: IN_MEMORY, LOG_FILE: '', ZOHO_DESK_SPACING_MS: '0', ...changes };
  const text = JSON.stringify(given);
  const known = settingsRead.get(text) ?? readSettings(given, '/nonexistent/.env');
  settingsRead.set(text, known);
  return { ...(await known) };
}

/** Reading settings costs 70 ms of CPU, and most tests of a file want the same. */
const settingsRead = new Map<string, Promise<Settings>>();

/** The whole service, not listening, with everything injected; `lines` collects what it logs. */
export async function testApp(
  t: Test,
  changes: Record<string, string> = {},
  clock = new TestClock(),
  options: Partial<AppOptions> = {},
) {
  const { buildApp } = await import('../src/app.ts');
  const { openStoresHere } = await import('../src/store/open.ts');
  const { endStudentAtOnce } = await import('../src/students/at-once.ts');
  const { openMemory } = await import('./store/memory.ts');
  const lines: string[] = [];
  const settings = await testSettings(changes);
  const app = await buildApp({
    settings,
    logger: pino({ level: 'trace', base: null }, { write: (line: string) => void lines.push(line) }),
    operatorToken: OPERATOR_TOKEN,
    version: '1.2.3',
    clock,
    newId: countingIds(),
    random: () => 0,
    fetch,
    // In this thread, by the clock of the test.
    openStores: async (url, how) =>
      url === IN_MEMORY
        ? openMemory(clock, { endAtOnce: how.endsStudentsAtOnce ? endStudentAtOnce : undefined })
        : openStoresHere(url, clock, how),
    ...options,
  });
  t.teardown(() => app.close());
  await app.ready();
  if (app.duties.works) await app.processor.start();
  return { app, clock, lines, settings };
}

/** What the browser of someone who signed in sends with a change. */
export async function signedIn({ inject }: Pick<FastifyInstance, 'inject'>, name: string) {
  const form = new URLSearchParams({ token: OPERATOR_TOKEN, name }).toString();
  const headers = { 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'same-origin' };
  const { cookies } = await inject({ method: 'POST', url: '/dashboard/sign-in', payload: form, headers });
  return { cookie: `${cookies[0]?.name}=${cookies[0]?.value}`, 'sec-fetch-site': 'same-origin' };
}

/** Waits, without a clock, until the condition holds; at most some thousand turns of the event loop. */
export async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  for (let turn = 0; turn < 5_000; turn++) {
    if (await condition()) return;
    await new Promise((resolve) => setImmediate(resolve));
  }
  throw new Error(`this never became true: ${condition}`);
}

/** The student update of the guide, filled in. */
export function studentBody(changes: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    notification_id: 'event_12345',
    timestamp: '2026-01-25T10:00:00Z',
    module: 'BTEC_Students',
    operation: 'update',
    record_id: '4554000000012345678',
    data: { Student_ID_Number: 'STU001', Academic_Email: 'sara.ali@example.edu', Name: 'Sara Ali' },
    ...changes,
  };
}

/** An event as a route would hand it to the log. */
export function newEvent(changes: Partial<NewEvent> = {}): NewEvent {
  return {
    source: 'zoho',
    eventId: 'event_1',
    module: 'BTEC_Students',
    eventType: 'update',
    recordId: '4554000000012345678',
    occurred: { at: null, clock: null },
    payload: JSON.stringify(studentBody()),
    rawBody: null,
    verifiedBy: 'none',
    kind: { is: 'event' },
    ...changes,
  };
}

/** The same number of places for each source. */
export function ofEachSource(places: number): Record<Source, number> {
  return { zoho: places, zoho_desk: places };
}

/** An event as the processor hands it to a handler. */
export function claimedEvent(changes: Partial<ClaimedEvent> = {}): ClaimedEvent {
  return {
    id: 10,
    source: 'zoho',
    eventId: 'event_1',
    module: 'BTEC_Students',
    eventType: 'update',
    recordId: '4554000000012345678',
    occurred: { at: null, clock: null },
    payload: JSON.stringify(studentBody()),
    createdAt: '2026-01-25T10:00:00.000Z',
    attempt: 1,
    leaseToken: 'lease-1',
    startedAt: '2026-01-25T10:00:00.000Z',
    ...changes,
  };
}
