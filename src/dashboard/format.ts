/**
 * Numbers and times as one reader writes them. A time comes in as epoch ms; free text, which no formatter can
 * write, must be told apart before it gets here: see moment.ts.
 */
export type Format = {
  zone: string;
  /** The language with its region, such as `ar-MA`; the page's script formats with the same tag. */
  tag: string;
  number(n: number): string;
  /** A share between 0 and 1. */
  percent(share: number): string;
  /** To the minute, for lists. */
  time(ms: number): string;
  /** To the second, where order within a minute matters. */
  exactTime(ms: number): string;
  /** To the minute, below the name of the day. */
  clock(ms: number): string;
  /** For a spreadsheet that sorts it: 2026-01-25 10:04:05. */
  sortable(ms: number): string;
  /** To the second, for what happens right now. */
  second(ms: number): string;
  /** The day as people say it: Today, Yesterday, Wednesday, 25 November. */
  day(ms: number, nowMs: number): string;
  /** How long ago it was: 5 minutes ago. */
  ago(ms: number, nowMs: number): string;
  /** The hour of the day, for the table under the chart. */
  hour(ms: number): string;
};

export function readerFormat(tag: string, zone: string): Format {
  const number = new Intl.NumberFormat(tag);
  const percent = new Intl.NumberFormat(tag, { style: 'percent' });
  const minutes = formatter(tag, zone, { dateStyle: 'medium', timeStyle: 'short' });
  const seconds = formatter(tag, zone, { dateStyle: 'medium', timeStyle: 'medium' });
  const clock = formatter(tag, zone, { timeStyle: 'short' });
  const plain = new Intl.DateTimeFormat('sv', { timeZone: zone, dateStyle: 'short', timeStyle: 'medium' });
  const hours = formatter(tag, zone, { weekday: 'short', hour: '2-digit', minute: '2-digit' });
  return {
    zone,
    tag,
    number: (n) => number.format(n),
    percent: (share) => percent.format(share),
    time: minutes,
    exactTime: seconds,
    clock,
    sortable: (ms) => plain.format(ms),
    second: formatter(tag, zone, { timeStyle: 'medium' }),
    day: dayNames(tag, zone),
    ago: distances(tag),
    hour: hours,
  };
}

const DAY_MS = 86_400_000;

function dayNames(tag: string, zone: string): Format['day'] {
  const plain = new Intl.DateTimeFormat('sv', { timeZone: zone, dateStyle: 'short' });
  const near = new Intl.RelativeTimeFormat(tag, { numeric: 'auto' });
  const month = { weekday: 'long', day: 'numeric', month: 'long', timeZone: zone } as const;
  const ofThisYear = new Intl.DateTimeFormat(tag, month);
  const ofAnother = new Intl.DateTimeFormat(tag, { ...month, year: 'numeric' });
  return (ms, nowMs) => {
    const [day, today] = [plain.format(ms), plain.format(nowMs)];
    const back = Math.round((Date.parse(today) - Date.parse(day)) / DAY_MS);
    if (back === 0 || back === 1) return capital(near.format(-back, 'day'), tag);
    return capital((day.slice(0, 4) === today.slice(0, 4) ? ofThisYear : ofAnother).format(ms), tag);
  };
}

function capital(text: string, tag: string): string {
  return text.charAt(0).toLocaleUpperCase(tag) + text.slice(1);
}

/** From seconds to hours; anything further back is shown by its date. */
function distances(tag: string): Format['ago'] {
  const format = new Intl.RelativeTimeFormat(tag, { numeric: 'auto', style: 'short' });
  return (ms, nowMs) => {
    const seconds = Math.max(0, Math.round((nowMs - ms) / 1000));
    if (seconds < 60) return format.format(-seconds, 'second');
    if (seconds < 3600) return format.format(-Math.floor(seconds / 60), 'minute');
    return format.format(-Math.floor(seconds / 3600), 'hour');
  };
}

/** Names the zone only when it is not known to be the reader's own. */
function formatter(tag: string, zone: string, options: Intl.DateTimeFormatOptions): (ms: number) => string {
  const format = new Intl.DateTimeFormat(tag, { ...options, timeZone: zone });
  const suffix = zone === 'UTC' ? ' UTC' : '';
  return (ms) => `${format.format(ms)}${suffix}`;
}

/** True for any time zone that the runtime knows: a cookie may hold anything. */
export function isZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}

/**
 * The moment that a wall clock in this zone shows as `local` (`2026-11-22T10:04`), in ISO 8601 UTC, or null
 * when the text is malformed. In the hour that the change to winter time repeats, the later moment is meant.
 */
export function fromLocalTime(local: string, zone: string): string | null {
  const wallMs = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d)?$/.test(local) ? Date.parse(`${local}Z`) : Number.NaN;
  if (Number.isNaN(wallMs)) return null;
  const guessMs = wallMs - offsetMs(wallMs, zone);
  return new Date(wallMs - offsetMs(guessMs, zone)).toISOString();
}

/** How far the zone's clocks are ahead of UTC at that moment. */
function offsetMs(atMs: number, zone: string): number {
  const format = new Intl.DateTimeFormat('sv', { timeZone: zone, dateStyle: 'short', timeStyle: 'medium' });
  return Date.parse(`${format.format(atMs).replace(' ', 'T')}Z`) - Math.floor(atMs / 1000) * 1000;
}
