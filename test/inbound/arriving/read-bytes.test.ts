import { PassThrough } from 'node:stream';
import { type Reading, readBytes } from '../../../src/inbound/arriving/read-bytes.ts';
import { UnprovenBodies } from '../../../src/inbound/arriving/unproven.ts';
import { TestClock, test } from '../../harness.ts';

const TOO_LARGE = new Error('too large');
type Ended = { error: Error | null; body?: Buffer | undefined };

async function read(pieces: readonly string[], changes: Partial<Reading> = {}): Promise<Ended> {
  const stream = new PassThrough();
  const reading = {
    declared: null,
    most: 100,
    tooLarge: () => TOO_LARGE,
    unproven: null,
    see: null,
    ...changes,
  };
  const ended = new Promise<Ended>((resolve) =>
    readBytes(stream, reading, (error, body) => resolve({ error, body })),
  );
  for (const piece of pieces) {
    stream.write(piece);
    // A stream joins what is written at once; chunks come one by one.
    await new Promise((resolve) => setImmediate(resolve));
  }
  stream.end();
  return ended;
}

test('a body is gathered, however it is cut, and each piece is seen as it comes', async (t) => {
  for (const pieces of [['whole'], ['w', 'hole'], ['w', 'h', 'o', 'l', 'e']]) {
    const seen: string[] = [];
    const { error, body } = await read(pieces, { declared: 5, see: (piece) => seen.push(String(piece)) });
    t.equal(error, null);
    t.equal(String(body), 'whole');
    t.same(seen, pieces);
  }
  t.equal((await read([])).body?.length, 0);
});

test('a body that is declared too large is not read', async (t) => {
  t.equal((await read(['x'], { declared: 101 })).error, TOO_LARGE);
});

test('one that turns out too large is stopped there', async (t) => {
  const seen: number[] = [];
  const see = (piece: Buffer) => seen.push(piece.length);
  t.equal((await read(['x'.repeat(60), 'x'.repeat(60), 'x'], { see })).error, TOO_LARGE);
  t.same(seen, [60]);
});

test('where only the beginning is wanted the rest is cut off', async (t) => {
  const { error, body } = await read(['x'.repeat(60), 'x'.repeat(60), 'x'], {
    tooLarge: null,
    declared: 121,
  });
  t.equal(error, null);
  t.equal(body?.length, 120, 'long enough to show that it goes on');
});

test('a length that does not hold is refused', async (t) => {
  t.match((await read(['short'], { declared: 6 })).error, { code: 'INVALID_REQUEST' });
});

test('thousands of chunks of one byte are refused, long before the size is', async (t) => {
  const stream = new PassThrough();
  const ended = new Promise<Ended>((resolve) =>
    readBytes(
      stream,
      { declared: null, most: 1_000_000, tooLarge: () => TOO_LARGE, unproven: null, see: null },
      (error, body) => resolve({ error, body }),
    ),
  );
  for (let n = 0; n <= 16_384; n++) stream.emit('data', Buffer.from('x'));
  t.match((await ended).error, { code: 'BODY_TOO_LARGE' });
});

test('a body has its place while it arrives, and gives it back when it ends, breaks or makes room', async (t) => {
  const unproven = new UnprovenBodies({ clock: new TestClock(), onFull() {}, mostBytes: 20_000 });
  await read(['x'.repeat(50)], { unproven });
  t.equal(unproven.bytes, 0);
  const crowded = await read(['x'.repeat(20_001)], { unproven, most: 100_000 });
  t.match(crowded.error, { code: 'BODY_CROWDED_OUT' });
  t.equal(unproven.bytes, 0);
  const stream = new PassThrough();
  const broken = new Promise((resolve) =>
    readBytes(stream, { declared: null, most: 9, tooLarge: null, unproven, see: null }, resolve),
  );
  stream.emit('data', Buffer.from('half'));
  t.equal(unproven.bytes, 4);
  stream.emit('error', new Error('reset'));
  t.match(await broken, { code: 'INVALID_REQUEST', message: 'The connection ended before the body did' });
  t.equal(unproven.bytes, 0);
});

test('a large body of a stranger goes on when its turn comes, and not when it was given up meanwhile', async (t) => {
  const unproven = new UnprovenBodies({ clock: new TestClock(), onFull() {} });
  const begin = () => {
    const stream = new PassThrough();
    const reading = { declared: null, most: 100_000, tooLarge: () => TOO_LARGE, unproven, see: null };
    const ended = new Promise<Ended>((resolve) =>
      readBytes(stream, reading, (error, body) => resolve({ error, body })),
    );
    return { stream, ended };
  };
  const whole = begin();
  whole.stream.emit('data', Buffer.alloc(20_000));
  t.ok(whole.stream.isPaused());
  const broken = begin();
  broken.stream.emit('data', Buffer.alloc(20_000));
  broken.stream.emit('error', new Error('reset'));
  await new Promise((resolve) => setImmediate(resolve));
  t.notOk(whole.stream.isPaused());
  t.ok(broken.stream.isPaused());
  whole.stream.end();
  t.equal((await whole.ended).body?.length, 20_000);
  t.match((await broken.ended).error, { code: 'INVALID_REQUEST' });
});
