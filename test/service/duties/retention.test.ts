import type { OperatorAction } from '../../../src/log/readings.ts';
import type { Pruned, PruneOptions } from '../../../src/log/upkeep.ts';
import { Retention } from '../../../src/service/duties/retention.ts';
import { TestClock, test, until } from '../../harness.ts';

const DAY_MS = 86_400_000;

function setUp(
  days: number,
  prune: (options?: PruneOptions) => Promise<Pruned>,
  isOurs?: () => Promise<boolean>,
) {
  const clock = new TestClock();
  const calls: [string, OperatorAction][] = [];
  const lines: string[] = [];
  const note = (_fields: object, message: string) => void lines.push(message);
  const retention = new Retention({
    store: {
      prune(before, by, options) {
        calls.push([before, by]);
        return prune(options);
      },
    },
    clock,
    days,
    isOurs,
    log: { info: note, error: note },
  });
  return { clock, calls, lines, retention };
}

const nothing = async () => ({ events: 0, suggestions: 0 });

test('a minute after the start, and then once a day, what is too old is deleted', async (t) => {
  const { clock, calls, lines, retention } = setUp(30, nothing);
  retention.start();
  clock.advance(59_999);
  t.same(calls, []);
  clock.advance(1);
  t.same(calls, [
    [
      '2025-12-26T10:01:00.000Z',
      { operator: 'retention', action: 'prune', target: 'events that ended long ago', detail: { days: 30 } },
    ],
  ]);
  clock.advance(DAY_MS);
  await until(() => lines.length === 2);
  t.equal(calls.length, 2);
  t.same(lines, Array(2).fill('what is older than RETENTION_DAYS was deleted'));
});

test('with RETENTION_DAYS=0 nothing is ever deleted', async (t) => {
  const { clock, retention } = setUp(0, nothing);
  retention.start();
  t.equal(clock.nextInMs, null);
});

test('a day on which the store fails is logged, and the next day is tried again', async (t) => {
  const { clock, calls, lines, retention } = setUp(30, () => Promise.reject(new Error('no')));
  retention.start();
  clock.advance(60_000);
  await until(() => lines.length === 1);
  t.match(lines[0], /tomorrow again$/);
  clock.advance(DAY_MS);
  t.equal(calls.length, 2);
});

test('a stop interrupts a deletion and waits for the batch it is in', async (t) => {
  let signal: AbortSignal | undefined;
  let finish: (pruned: Pruned) => void = () => {};
  const { clock, retention } = setUp(30, (options) => {
    signal = options?.signal;
    return new Promise((resolve) => {
      finish = resolve;
    });
  });
  retention.start();
  clock.advance(60_000);
  let stopped = false;
  const stopping = retention.stop().then(() => {
    stopped = true;
  });
  t.equal(signal?.aborted, true);
  await until(() => true);
  t.equal(stopped, false);
  finish({ events: 0, suggestions: 0 });
  await stopping;
  t.equal(clock.nextInMs, null);
});

test('of several instances only the one whose turn it is deletes', async (t) => {
  const turns = [false, true];
  const { clock, calls, retention } = setUp(30, nothing, async () => turns.shift() === true);
  retention.start();
  clock.advance(60_000);
  await until(() => turns.length === 1);
  t.equal(calls.length, 0);
  clock.advance(DAY_MS);
  await until(() => calls.length === 1);
  t.equal(calls.length, 1);
});
