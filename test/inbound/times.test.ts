import fc from 'fast-check';
import { decides, NO_TIME, readOccurrence, toEpochMs } from '../../src/inbound/times.ts';
import type { JsonValue } from '../../src/log/event.ts';
import { START_MS, test } from '../harness.ts';
import { unfilled } from '../students/receive/read-events.ts';

const START = '2026-01-25T10:00:00.000Z';
const read = (value: JsonValue | undefined, nowMs = START_MS) => readOccurrence(value, 'sender', nowMs);
/** A time that is kept and shown, but decides nothing. */
const kept = (at: string) => ({ at, clock: null });

for (const [name, value] of [
  ['ISO with Z', '2026-01-25T10:00:00Z'],
  ['ISO with z in lower case', '2026-01-25t10:00:00z'],
  ['ISO with an offset', '2026-01-25T13:00:00+03:00'],
  ['an offset without a colon', '2026-01-25T13:00:00+0300'],
  ['an offset in hours', '2026-01-25T13:00:00+03'],
  ['an offset west of Greenwich', '2026-01-25T04:30:00-05:30'],
  ['a space in place of T and before the offset', '2026-01-25 13:00:00 +03:00'],
  ['minutes only', '2026-01-25T10:00Z'],
  ['nanoseconds', '2026-01-25T10:00:00.000000000Z'],
  ['spaces around', ' 2026-01-25T10:00:00Z\n'],
  ['the basic form', '20260125T130000+0300'],
  ['the basic form in UTC, without seconds', '20260125T1000Z'],
  ['the basic form with parts of a second', '20260125T100000,000Z'],
  ['direction marks around', '\u200f2026-01-25T10:00:00Z\u200e'],
  ['epoch seconds', 1_769_335_200],
  ['epoch seconds as text', '1769335200'],
  ['epoch milliseconds', 1_769_335_200_000],
  ['epoch milliseconds as text', '1769335200000'],
] as const) {
  test(`a time is read from ${name}`, async (t) => {
    t.strictSame(read(value), { at: START, clock: 'sender' });
  });
}

test('parts of a second count, in epoch seconds as in ISO', async (t) => {
  t.equal(read(1_769_335_199.25).at, '2026-01-25T09:59:59.250Z');
  t.equal(read('2026-01-25T09:59:59.25Z').at, '2026-01-25T09:59:59.250Z');
});

test('the kind of clock is the one of the caller', async (t) => {
  t.equal(readOccurrence(START, 'record', START_MS).clock, 'record');
  t.equal(readOccurrence(START, 'server', START_MS).clock, 'server');
});

for (const value of [
  undefined,
  null,
  '',
  '-',
  '--',
  '-None-',
  'null',
  0,
  '0',
  '00/00/0000 00:00',
  '\u200f',
  '{{record.time}}',
  unfilled('Cases.Modified Time'),
]) {
  test(`${JSON.stringify(value)} is no time at all`, async (t) => {
    t.strictSame(read(value), NO_TIME);
  });
}

test('a text of spaces is no time at all', async (t) => {
  t.strictSame(read('  \n'), NO_TIME);
});

for (const text of [
  '2026-01-25T10:00:00',
  '2026-01-25',
  '25/01/2026 10:00',
  'Jan 25, 2026 10:00 AM GMT',
  '٢٠٢٦-٠١-٢٥',
  '20260125T100000',
  '20260125100000',
  '20261301T100000Z',
  '20260230T100000Z',
  '2026-13-01T10:00:00Z',
  '2026-01-25T25:00:00Z',
  '2026-01-25T10:00:00+99:99',
  '12345678',
  '-1769335200',
  '1769335200e0',
]) {
  test(`${text} is kept as text and never decides`, async (t) => {
    t.strictSame(read(text), kept(text));
  });
}

test('a day that the calendar does not have is kept as text', async (t) => {
  t.strictSame(read('2026-01-32T10:00:00Z'), kept('2026-01-32T10:00:00Z'));
  t.strictSame(read('2025-02-30T10:00:00Z'), kept('2025-02-30T10:00:00Z'));
});

test('values that are neither text nor a number are kept as their JSON', async (t) => {
  t.strictSame(read(true), kept('true'));
  t.strictSame(read({ time: START }), kept(`{"time":"${START}"}`));
  t.strictSame(read([]), kept('[]'));
});

test('a text that is no time is cut at a hundred characters', async (t) => {
  t.strictSame(read('x'.repeat(101)), kept('x'.repeat(100)));
});

test('only a time whose zone is known decides, and makes an identity', async (t) => {
  t.ok(decides(read(START)));
  for (const value of ['2026-01-25 10:00', 'yesterday', '2099-01-01T00:00:00Z', '-', '', undefined])
    t.notOk(decides(read(value)), String(value));
});

test('a clock may be ten minutes ahead of ours and not one millisecond more', async (t) => {
  const text = '2026-01-25T10:10:00.000Z';
  t.equal(read(text).clock, 'sender');
  t.strictSame(read(text, START_MS - 1), kept(text));
});

test('a time before the year 2000 is a clock that was never set', async (t) => {
  t.equal(read('2000-01-01T00:00:00Z').clock, 'sender');
  t.strictSame(read('1999-12-31T23:59:59Z'), kept('1999-12-31T23:59:59Z'));
  t.strictSame(read(1), kept('1'));
});

test('eleven digits are still seconds, twelve are milliseconds', async (t) => {
  t.equal(toEpochMs('99999999999'), 99_999_999_999_000);
  t.equal(toEpochMs('100000000000'), 100_000_000_000);
});

test('reading a time never throws, whatever the sender put there', async (t) => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.json({ maxDepth: 2 }).map((text): JsonValue => JSON.parse(text)),
        fc.string(),
      ),
      (value) => {
        const { at, clock } = read(value);
        return clock === null ? at === null || at.length <= 100 : new Date(at).toISOString() === at;
      },
    ),
  );
  t.pass('no counterexample');
});

test('a time written with any offset is read as the same moment', async (t) => {
  const moments = fc.date({
    min: new Date('2000-01-02T00:00Z'),
    max: new Date(START_MS),
    noInvalidDate: true,
  });
  fc.assert(
    fc.property(moments, fc.integer({ min: -14 * 60, max: 14 * 60 }), (moment, offsetMinutes) => {
      const local = new Date(moment.getTime() + offsetMinutes * 60_000).toISOString().slice(0, -1);
      return read(`${local}${offset(offsetMinutes)}`).at === moment.toISOString();
    }),
  );
  t.pass('no counterexample');
});

function offset(minutes: number): string {
  const [hours, rest] = [Math.floor(Math.abs(minutes) / 60), Math.abs(minutes) % 60];
  const pad = (number: number) => String(number).padStart(2, '0');
  return `${minutes < 0 ? '-' : '+'}${pad(hours)}:${pad(rest)}`;
}

test('a number beyond the last day that a date can hold is no time', (t) => {
  t.equal(toEpochMs('8640000000000000'), 8_640_000_000_000_000);
  t.ok(Number.isNaN(toEpochMs('8640000000000001')));
  t.end();
});
