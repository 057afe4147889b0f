import fc from 'fast-check';
import type { ClaimedEvent, NewEvent } from '../../../src/log/event.ts';
import type { EventStore, Outcome } from '../../../src/log/ports.ts';
import { newEvent, ofEachSource, type TestClock } from '../../harness.ts';
import { LEASE_MS, OPERATOR_ACTION, student } from './support.ts';

type Operation =
  | { do: 'append'; events: NewEvent[] }
  | { do: 'claim'; limit: number }
  | { do: 'settle'; which: number; outcome: 'completed' | 'failed' | 'retry' | 'released' }
  | { do: 'recover'; everything: boolean }
  | { do: 'renew' }
  | { do: 'replay'; id: number }
  | { do: 'advance'; ms: number };

/** Few ids, records and payloads, so that repeats, lanes and conflicts are frequent. */
const event = fc
  .record({
    eventId: fc.constantFrom('a', 'b', 'c', 'd', 'e'),
    source: fc.constantFrom('zoho', 'zoho_desk'),
    module: fc.constantFrom('BTEC_Students', 'Contacts'),
    recordId: fc.constantFrom('1', '2'),
    payload: fc.constantFrom('{"a":1}', '{"a":2}'),
    kind: fc.constantFrom<NewEvent['kind']>(
      { is: 'event' },
      { is: 'signal' },
      { is: 'unreadable', reason: 'Invalid JSON payload' },
    ),
  })
  .map((changes) => newEvent(changes));

export const operations: fc.Arbitrary<Operation[]> = fc.array(
  fc.oneof(
    {
      weight: 4,
      arbitrary: fc.record({ do: fc.constant('append' as const), events: fc.array(event, { maxLength: 4 }) }),
    },
    {
      weight: 3,
      arbitrary: fc.record({ do: fc.constant('claim' as const), limit: fc.integer({ min: 1, max: 4 }) }),
    },
    {
      weight: 4,
      arbitrary: fc.record({
        do: fc.constant('settle' as const),
        which: fc.nat(20),
        outcome: fc.constantFrom('completed', 'failed', 'retry', 'released'),
      }),
    },
    fc.record({ do: fc.constant('recover' as const), everything: fc.boolean() }),
    fc.record({ do: fc.constant('renew' as const) }),
    fc.record({ do: fc.constant('replay' as const), id: fc.integer({ min: 1, max: 12 }) }),
    fc.record({ do: fc.constant('advance' as const), ms: fc.constantFrom(-5_000, 1, 30_000, LEASE_MS) }),
  ),
  { maxLength: 25 },
);

/** Does the operations, two at a time, so that some share a commit. */
export async function perform(
  store: EventStore,
  clock: TestClock,
  plan: readonly Operation[],
): Promise<void> {
  const claimed: ClaimedEvent[] = [];
  for (let index = 0; index < plan.length; index += 2) {
    const pair = plan.slice(index, index + 2);
    await Promise.all(
      pair.map((operation, offset) => performOne(store, clock, operation, claimed, index + offset)),
    );
  }
}

async function performOne(
  store: EventStore,
  clock: TestClock,
  operation: Operation,
  claimed: ClaimedEvent[],
  index: number,
): Promise<unknown> {
  switch (operation.do) {
    case 'append':
      return store.append(operation.events);
    case 'claim':
      return claimed.push(
        ...(await store.claim({
          limits: ofEachSource(operation.limit),
          leaseToken: `lease-${index}`,
          leaseMs: LEASE_MS,
        })),
      );
    case 'settle': {
      const held = claimed[operation.which % claimed.length];
      return held && store.settle(held, outcomeOf(operation.outcome, held, clock));
    }
    case 'recover':
      return store.recover({ maxAttempts: 2, everything: operation.everything });
    case 'renew':
      return store.renew(claimed, LEASE_MS);
    case 'replay':
      return store.replay(operation.id, OPERATOR_ACTION);
    case 'advance':
      return clock.advance(operation.ms);
  }
}

function outcomeOf(status: Outcome['status'], held: ClaimedEvent, clock: TestClock): Outcome {
  switch (status) {
    case 'completed':
      return { status, result: {}, write: { is: 'student', student: student({ zohoId: held.recordId }) } };
    case 'failed':
      return { status, error: 'no' };
    case 'retry':
      return { status, error: 'later', retryAt: clock.now() + 1_000 };
    case 'released':
      return { status };
  }
}
