import { fromLocalTime, isZone, readerFormat } from '../../src/dashboard/format.ts';
import { test } from '../harness.ts';

const AT_MS = Date.UTC(2026, 10, 22, 9, 4, 5);

test('times stand in the zone and in the words of the reader', (t) => {
  const { time, exactTime, hour } = readerFormat('fr-FR', 'Europe/Paris');
  t.equal(time(AT_MS), '22 nov. 2026, 10:04');
  t.equal(exactTime(AT_MS), '22 nov. 2026, 10:04:05');
  t.match(hour(AT_MS), /^dim\. 10:04$/);
  t.end();
});

test('while the zone is not known, times are UTC and say so', (t) => {
  t.equal(readerFormat('en-GB', 'UTC').time(AT_MS), '22 Nov 2026, 09:04 UTC');
  t.end();
});

test('numbers are grouped as the region does it', (t) => {
  t.equal(readerFormat('en-GB', 'UTC').number(1204), '1,204');
  t.equal(readerFormat('ar-EG', 'UTC').number(1204), '١٬٢٠٤');
  t.equal(readerFormat('en-GB', 'UTC').percent(0.98), '98%');
  t.end();
});

test('only what the runtime knows is a time zone', (t) => {
  t.ok(isZone('Asia/Riyadh'));
  t.notOk(isZone('Mars/Olympus'));
  t.notOk(isZone(''));
  t.end();
});

for (const [what, local, zone, utc] of [
  ['UTC', '2026-11-22T10:04', 'UTC', '2026-11-22T10:04:00.000Z'],
  ['winter in Paris', '2026-11-22T10:04', 'Europe/Paris', '2026-11-22T09:04:00.000Z'],
  ['summer in Paris, with seconds', '2026-07-01T10:04:09', 'Europe/Paris', '2026-07-01T08:04:09.000Z'],
  ['just after the clocks went forward', '2026-03-29T03:30', 'Europe/Paris', '2026-03-29T01:30:00.000Z'],
  ['the hour that is there twice', '2026-10-25T02:30', 'Europe/Paris', '2026-10-25T01:30:00.000Z'],
  ['a half-hour zone', '2026-11-22T10:00', 'Asia/Kolkata', '2026-11-22T04:30:00.000Z'],
] as const) {
  test(`a wall-clock time is understood: ${what}`, (t) => {
    t.equal(fromLocalTime(local, zone), utc);
    t.end();
  });
}

test('what is no wall-clock time is null', (t) => {
  for (const text of ['', 'yesterday', '2026-11-22', '2026-99-99T10:00'])
    t.equal(fromLocalTime(text, 'UTC'), null, text);
  t.end();
});
