import { metricsText } from '../../../src/service/sight/metrics.ts';
import { newEvent, TestClock, test } from '../../harness.ts';
import { completed, endNext } from '../../store/contract/support.ts';
import { openMemory } from '../../store/memory.ts';

const NONE = { open: 0, mended: 0, set_aside: 0 };
const PROCESS = { uptimeS: 7, residentBytes: 100, heapBytes: 50, eventLoopUtilization: 0.25 };

test('the numbers are written as Prometheus reads them', async (t) => {
  const clock = new TestClock();
  const { events: store } = openMemory(clock);
  t.teardown(() => store.close());
  await store.append([
    newEvent(),
    newEvent(),
    newEvent({ eventId: 'b', recordId: '2', source: 'zoho_desk' }),
  ]);
  await endNext(store, completed());
  clock.advance(90_000);
  const outside = [
    { system: 'Zoho "CRM"', lastSuccess: { at: '2026-01-25T10:00:00.000Z' }, lastError: null },
    {
      system: 'Moodle',
      lastSuccess: null,
      lastError: { at: '2026-01-25T10:00:01.000Z', message: 'away', told: null },
    },
  ];
  const text = await metricsText({
    store,
    problems: NONE,
    outside,
    nowMs: clock.now(),
    place: null,
    process: PROCESS,
  });
  for (const line of [
    '# TYPE zoho_event_hub_events_accepted_total counter',
    'zoho_event_hub_events_accepted_total{source="zoho"} 2',
    'zoho_event_hub_events_accepted_total{source="zoho_desk"} 1',
    'zoho_event_hub_events_ended_total{source="zoho",outcome="completed"} 1',
    'zoho_event_hub_events_ended_total{source="zoho",outcome="failed"} 0',
    '# HELP zoho_event_hub_events Events in the log; of the hub, alike on every instance',
    '# TYPE zoho_event_hub_events gauge',
    'zoho_event_hub_events{source="zoho",status="completed"} 1',
    'zoho_event_hub_events{source="zoho",status="duplicate"} 1',
    'zoho_event_hub_events{source="zoho_desk",status="pending"} 1',
    'zoho_event_hub_oldest_waiting_seconds 90',
    'zoho_event_hub_accepted_last_hour 3',
    'zoho_event_hub_processed_last_hour 1',
    'zoho_event_hub_outside_last_success_seconds{system="Zoho \\"CRM\\""} 1769335200',
    'zoho_event_hub_outside_last_error_seconds{system="Moodle"} 1769335201',
    'zoho_event_hub_uptime_seconds 7',
    'zoho_event_hub_event_loop_utilization 0.25',
  ])
    t.ok(text.split('\n').includes(line), line);
});

test('of an empty log nothing waits', async (t) => {
  const clock = new TestClock();
  const { events: store } = openMemory(clock);
  t.teardown(() => store.close());
  const text = await metricsText({
    store,
    problems: NONE,
    outside: [],
    nowMs: clock.now(),
    place: null,
    process: PROCESS,
  });
  t.match(text, /^zoho_event_hub_oldest_waiting_seconds 0$/m);
  t.match(
    text,
    /^zoho_event_hub_events_accepted_total\{source="zoho"\} 0$/m,
    'so that the first one is an increase',
  );
  t.notMatch(text, 'status=');
});

test('of several processes on one port, each counts under its place; what is of the hub has none', async (t) => {
  const clock = new TestClock();
  const { events: store } = openMemory(clock);
  t.teardown(() => store.close());
  const asked = { store, problems: NONE, outside: [], nowMs: clock.now(), place: 2, process: PROCESS };
  const lines = (await metricsText(asked)).split('\n');
  for (const line of [
    'zoho_event_hub_events_accepted_total{source="zoho",process="2"} 0',
    'zoho_event_hub_events_ended_total{source="zoho",outcome="failed",process="2"} 0',
    'zoho_event_hub_uptime_seconds{process="2"} 7',
    'zoho_event_hub_oldest_waiting_seconds 0',
  ])
    t.ok(lines.includes(line), line);
});
