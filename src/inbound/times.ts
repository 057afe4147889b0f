import type { ClockKind, JsonValue, Occurrence } from '../log/event.ts';
import { stripInvisible } from './invisible.ts';
import { isUnfilled } from './unfilled.ts';

/** How far ahead of ours a clock may be, in ms. Beyond it a wrong date would make every later update look stale. */
const MAX_FUTURE_MS = 10 * 60 * 1000;
/** Numbers from here on are milliseconds: as seconds this is the year 5138. */
const FIRST_MILLISECONDS = 1e11;
/** The last moment that a Date can hold. */
const LAST_DATE_MS = 8.64e15;
const EARLIEST_MS = Date.UTC(2000, 0);
const MAX_TEXT = 100;
const ISO_WITH_ZONE =
  /^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?)\s?(Z|[+-]\d{2}(?::?\d{2})?)$/i;

/** The basic form of ISO 8601, without marks: `20260126T100000+0300`. */
const BASIC_ISO =
  /^(\d{4})(\d{2})(\d{2})T(\d{2})(\d{2})(?:(\d{2})([.,]\d{1,9})?)?(Z|[+-]\d{2}(?::?\d{2})?)$/i;

/** As programs and Zoho write it, on one of the 28 days that each month has: Date.parse reads it as it stands. */
const USUAL = /^20\d\d-[01]\d-(?:0[1-9]|1\d|2[0-8])T\d\d:\d\d:\d\d(?:\.\d{1,3})?(?:Z|[+-]\d\d:\d\d)$/;

/** No time was given. */
export const NO_TIME: Occurrence = { at: null, clock: null };
/** A time that can tell which of two updates is newer. */
export type DecidingTime = Extract<Occurrence, { clock: ClockKind }>;

/**
 * Reads the time a sender gave: epoch seconds or milliseconds, or ISO 8601 with a zone. Anything else is kept as its
 * text and never decides, because a bad time must not cost the user the event. What says nothing is NO_TIME.
 */
export function readOccurrence(value: JsonValue | undefined, clock: ClockKind, nowMs: number): Occurrence {
  if (value === undefined || value === null) return NO_TIME;
  const usual = typeof value === 'string' && USUAL.test(value) ? Date.parse(value) : Number.NaN;
  if (usual >= EARLIEST_MS && usual <= nowMs + MAX_FUTURE_MS)
    return { at: new Date(usual).toISOString(), clock };
  const text = typeof value === 'object' ? JSON.stringify(value) : stripInvisible(String(value)).trim();
  if (saysNothing(text)) return NO_TIME;
  const ms = toEpochMs(text);
  if (Number.isNaN(ms) || ms < EARLIEST_MS || ms > nowMs + MAX_FUTURE_MS) {
    return { at: text.slice(0, MAX_TEXT), clock: null };
  }
  return { at: new Date(ms).toISOString(), clock };
}

/**
 * Is this a time to decide by, and to make an identity of? One without a zone, unreadable or ahead of us is only shown: a
 * template gives the same one with each edit, and a second edit would pass for a repeat of the first.
 */
export function decides(occurrence: Occurrence): occurrence is DecidingTime {
  return occurrence.clock !== null;
}

/** Empty, a word for nothing, only dashes or zeros, or a merge field that is the same in every message. */
function saysNothing(text: string): boolean {
  return /^(?:[-–—/:.0\s]*|null|none|-none-|undefined|n\/a)$/i.test(text) || isUnfilled(text);
}

/** Epoch milliseconds of a time whose zone is known; NaN for everything else. */
export function toEpochMs(text: string): number {
  if (/^\d{9,16}(\.\d+)?$/.test(text)) {
    const number = Number(text);
    const ms = number < FIRST_MILLISECONDS ? number * 1000 : number;
    return ms <= LAST_DATE_MS ? ms : Number.NaN;
  }
  const match = ISO_WITH_ZONE.exec(text) ?? ISO_WITH_ZONE.exec(toExtended(text));
  if (!match) return Number.NaN;
  const [, day, time, zone = ''] = match;
  if (!isDay(`${day}`)) return Number.NaN;
  return Date.parse(`${day}T${time}${fullOffset(zone.toUpperCase())}`);
}

function toExtended(text: string): string {
  return text.replace(
    BASIC_ISO,
    (_, year, month, day, hour, minute, second = '00', fraction = '', zone) =>
      `${year}-${month}-${day}T${hour}:${minute}:${second}${fraction.replace(',', '.')}${zone}`,
  );
}

/** Date.parse makes 2 March of 30 February; the first 28 days, which every month has, need no second look. */
function isDay(day: string): boolean {
  const date = Number(day.slice(8));
  return date <= 28 || new Date(`${day}T00:00:00Z`).getUTCDate() === date;
}

/** `+03` and `+0300` are common in hand-made bodies; Date.parse knows only `+03:00`. */
function fullOffset(zone: string): string {
  if (zone === 'Z') return zone;
  const digits = zone.slice(1).replace(':', '').padEnd(4, '0');
  return `${zone[0]}${digits.slice(0, 2)}:${digits.slice(2)}`;
}
