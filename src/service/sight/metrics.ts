import { SOURCES } from '../../log/event.ts';
import type { Reading } from '../../log/ports.ts';
import { PROBLEM_STATES, type ProblemCounts } from '../../log/problem.ts';
import type { SystemHealth } from '../../outside/health.ts';

/** One measurement in the text format of Prometheus (version 0.0.4). Labels never hold ids or personal data. */
type Sample = { labels?: Record<string, string>; value: number };
type Metric = { name: string; type: 'gauge' | 'counter'; help: string; samples: readonly Sample[] };

export type MetricsInput = {
  store: Pick<Reading, 'stats' | 'oldestWaiting' | 'activity' | 'totals'>;
  problems: ProblemCounts;
  outside: readonly SystemHealth[];
  nowMs: number;
  /** Which process this is, when several share a port: a scrape may reach any of them. */
  place: number | null;
  process: { uptimeS: number; residentBytes: number; heapBytes: number; eventLoopUtilization: number };
};

const HOUR_MINUTES = 60;

/**
 * What a monitoring system polls every few seconds: counters and a few bounded look-ups, whatever the size of
 * the log.
 */
export async function metricsText({
  store,
  problems,
  outside,
  nowMs,
  place,
  process,
}: MetricsInput): Promise<string> {
  const stats = await store.stats({});
  const events: Sample[] = [];
  for (const source of Object.keys(stats.by_source)) {
    const { by_status } = await store.stats({ source });
    for (const [status, value] of Object.entries(by_status))
      events.push({ labels: { source, status }, value });
  }
  const oldest = await store.oldestWaiting();
  const lastHour = new Date(nowMs - HOUR_MINUTES * 60_000).toISOString();
  const minutes = (await store.activity()).filter(({ minute }) => minute >= lastHour);
  const { accepted, completed, failed } = await store.totals();
  const own = ofProcess(place);
  return render([
    counter(
      'events_accepted_total',
      'Events received, repeats too, since the start',
      own(bySource(accepted)),
    ),
    counter(
      'events_ended_total',
      'Events that ended, since the start',
      own([...bySource(completed, { outcome: 'completed' }), ...bySource(failed, { outcome: 'failed' })]),
    ),
    ofHub('events', 'Events in the log', events),
    ofHub(
      'problems',
      'Causes of failures; those that are open need a person',
      PROBLEM_STATES.map((state) => ({ labels: { state }, value: problems[state] })),
    ),
    ofHub('payload_differs', 'Repeats that came with another body', [{ value: stats.payload_differs }]),
    ofHub('oldest_waiting_seconds', 'How long the oldest unfinished event has waited', [
      { value: oldest === null ? 0 : Math.max(0, nowMs - Date.parse(oldest.since)) / 1000 },
    ]),
    ofHub('accepted_last_hour', 'Events received in the last hour', [{ value: sum(minutes, 'accepted') }]),
    ofHub('processed_last_hour', 'Events ended in the last hour', [{ value: sum(minutes, 'processed') }]),
    gauge(
      'outside_last_success_seconds',
      'When a call to the system last went well',
      own(times(outside, 'lastSuccess')),
    ),
    gauge(
      'outside_last_error_seconds',
      'When a call to the system last failed',
      own(times(outside, 'lastError')),
    ),
    gauge('uptime_seconds', 'Since the service started', own([{ value: process.uptimeS }])),
    gauge('resident_memory_bytes', 'Memory of the process', own([{ value: process.residentBytes }])),
    gauge('heap_bytes', 'Memory that JavaScript uses', own([{ value: process.heapBytes }])),
    gauge(
      'event_loop_utilization',
      'Part of the time that the event loop was busy',
      own([{ value: process.eventLoopUtilization }]),
    ),
  ]);
}

/** Read from the database that all instances share: take the maximum, never the sum. */
function ofHub(name: string, help: string, samples: readonly Sample[]): Metric {
  return gauge(name, `${help}; of the hub, alike on every instance`, samples);
}

/** What one process counted, labelled with its place when others answer at the same address. */
function ofProcess(place: number | null): (samples: readonly Sample[]) => Sample[] {
  const labels = place === null ? {} : { process: String(place) };
  return (samples) => samples.map((sample) => ({ ...sample, labels: { ...sample.labels, ...labels } }));
}

function gauge(name: string, help: string, samples: readonly Sample[]): Metric {
  return { name: `zoho_event_hub_${name}`, type: 'gauge', help, samples };
}

/** Only grows, and starts at 0 with each process, as `rate()` expects. */
function counter(name: string, help: string, samples: readonly Sample[]): Metric {
  return { name: `zoho_event_hub_${name}`, type: 'counter', help, samples };
}

/** Each source has its number from the start: an increase from nothing would be missed. */
function bySource(counts: Record<string, number>, labels: Record<string, string> = {}): Sample[] {
  return SOURCES.map((source) => ({ labels: { source, ...labels }, value: counts[source] ?? 0 }));
}

function times(systems: readonly SystemHealth[], kind: 'lastSuccess' | 'lastError'): Sample[] {
  return systems.flatMap((health) => {
    const at = health[kind]?.at;
    return at === undefined ? [] : [{ labels: { system: health.system }, value: Date.parse(at) / 1000 }];
  });
}

function sum(
  minutes: readonly { accepted: number; processed: number }[],
  of: 'accepted' | 'processed',
): number {
  return minutes.reduce((total, minute) => total + minute[of], 0);
}

function render(metrics: readonly Metric[]): string {
  return metrics
    .map(({ name, type, help, samples }) => {
      const lines = samples.map(({ labels = {}, value }) => `${name}${labelsText(labels)} ${value}\n`);
      return `# HELP ${name} ${help}\n# TYPE ${name} ${type}\n${lines.join('')}`;
    })
    .join('');
}

function labelsText(labels: Record<string, string>): string {
  const pairs = Object.entries(labels).map(([name, value]) => `${name}="${escaped(value)}"`);
  return pairs.length === 0 ? '' : `{${pairs.join(',')}}`;
}

function escaped(value: string): string {
  return value.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n');
}
