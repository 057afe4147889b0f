import { toEpochMs } from '../../inbound/times.ts';
import { UsageError } from '../command.ts';

const UNITS_MS = { m: 60_000, h: 3_600_000, d: 86_400_000, w: 7 * 86_400_000 };

/** A time as every command takes it: so long ago, a day (UTC), ISO 8601 with a zone, or epoch seconds. In epoch ms. */
export function timeOf(option: string, text: string, nowMs: number): number {
  const [, count, unit] = /^(\d{1,5})([mhdw])$/.exec(text) ?? [];
  if (unit !== undefined) return nowMs - Number(count) * UNITS_MS[unit as keyof typeof UNITS_MS];
  const ms = toEpochMs(/^\d{4}-\d{2}-\d{2}$/.test(text) ? `${text}T00:00Z` : text);
  if (Number.isNaN(ms)) throw new UsageError((common) => common.notTime(option));
  return ms;
}
