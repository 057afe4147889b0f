import type { Param, Told } from '../../log/told.ts';

/** What an alert is about; programs that receive one tell them apart by it. */
type AlertKind =
  | 'problem'
  | 'departures'
  | 'suggestions'
  | 'credentials'
  | 'silence'
  | 'disk'
  | 'digest'
  | 'test';

/** One message to people outside the dashboard. `path` is the page that shows more. It names nobody. */
export type Alert = { kind: AlertKind; title: Told; lines: readonly Told[]; path: string };

/** Placeholders whose values name no person and no record: systems, settings, codes, counts. */
const HARMLESS = new Set([
  ...['system', 'deed', 'code', 'status', 'seconds', 'count', 'attempts', 'field', 'function', 'functions'],
  ...[
    'capability',
    'module',
    'ours',
    'acted',
    'scope',
    'scopes',
    'them',
    'key',
    'setting',
    'file',
    'problem',
  ],
]);

/** The same without values that may name a person or a record: an alert leaves the premises. */
export function withoutPersons(told: readonly Told[]): Told[] {
  return told.map(({ code, params }) => ({
    code,
    params: Object.fromEntries(
      Object.entries(params).map(([place, value]) => [place, harmless(place, value)]),
    ),
  }));
}

function harmless(place: string, value: Param): Param {
  if (typeof value === 'string') return HARMLESS.has(place) ? value : '…';
  return 'code' in value ? (withoutPersons([value])[0] as Told) : withoutPersons(value);
}
