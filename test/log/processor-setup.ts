import type { EventStore } from '../../src/log/ports.ts';
import type { Handler, ProcessorOptions } from '../../src/log/processor.ts';
import { Processor } from '../../src/log/processor.ts';
import { countingIds, type Test, TestClock, until } from '../harness.ts';
import { openMemory } from '../store/memory.ts';

export const DONE = { result: { action_taken: 'updated' }, write: null };

/** A processor over a store in memory, not started; both stop after the test, whatever its handlers do. */
export function setUp(
  t: Test,
  handler: Handler,
  changes: Partial<ProcessorOptions> = {},
  clock: TestClock = new TestClock(),
) {
  const { events: store, students } = openMemory(clock);
  const lines: { level: string; fields: object; message: string }[] = [];
  const write = (level: string) => (fields: object, message: string) =>
    void lines.push({ level, fields, message });
  const processor = new Processor({
    isShared: false,
    store,
    workers: { zoho: { handle: handler, concurrency: 4 }, zoho_desk: { handle: handler, concurrency: 4 } },
    clock,
    newId: countingIds(),
    random: () => 0,
    log: { info: write('info'), warn: write('warn'), error: write('error') },
    maxAttempts: 3,
    ...changes,
  });
  t.teardown(async () => {
    let isStopped = false;
    const stopped = processor.stop().then(() => {
      isStopped = true;
    });
    await until(() => {
      clock.advance(10_000);
      return isStopped;
    });
    await stopped;
    await store.close();
  });
  return { clock, store, students, processor, lines };
}

/** Waits until the event with this row id has the status. */
export function untilStatus(store: EventStore, status: string, id = 1): Promise<void> {
  return until(async () => (await store.get(id))?.status === status);
}

/** Turns of the event loop, enough for whatever is due to be claimed, handled and settled. */
export async function turns(): Promise<void> {
  for (let turn = 0; turn < 50; turn++) await new Promise((resolve) => setImmediate(resolve));
}

/** A handler that says when it was called and ends when it is told to; it ignores its signal. */
export function gatedHandler() {
  const calls: { eventId: string; attempt: number; signal: AbortSignal; finish: () => void }[] = [];
  const handler: Handler = (event, signal) =>
    new Promise((resolve) => {
      calls.push({ eventId: event.eventId, attempt: event.attempt, signal, finish: () => resolve(DONE) });
    });
  return { handler, calls };
}
