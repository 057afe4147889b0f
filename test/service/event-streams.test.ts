import { EventStreams } from '../../src/service/event-streams.ts';
import { TestClock, test, until } from '../harness.ts';

function setUp() {
  const clock = new TestClock();
  return { clock, streams: new EventStreams(clock) };
}

function open(streams: EventStreams, onClose: () => void = () => {}) {
  const stream = streams.open(onClose);
  if (stream === null) throw new Error('every place is taken');
  return stream;
}

test('a message is written as the standard says, each line of its data apart', async (t) => {
  const stream = open(setUp().streams);
  stream.send({ event: 'change', data: 'one\ntwo', id: '7' });
  stream.send({ event: 'note', data: '' });
  t.equal(
    String(stream.body.read()),
    'id: 7\nevent: change\ndata: one\ndata: two\n\nevent: note\ndata: \n\n',
  );
});

test('a comment every fifteen seconds keeps a silent stream open', async (t) => {
  const { streams, clock } = setUp();
  const stream = open(streams);
  clock.advance(14_999);
  t.equal(stream.body.read(), null);
  clock.advance(15_001);
  t.equal(String(stream.body.read()), ':\n\n:\n\n');
});

test('without readers no timer runs', async (t) => {
  const { streams, clock } = setUp();
  t.equal(clock.nextInMs, null);
  const [one, other] = [open(streams), open(streams)];
  one.body.destroy();
  await until(() => streams.size === 1);
  t.equal(clock.nextInMs, 15_000);
  other.body.destroy();
  await until(() => streams.size === 0);
  t.equal(clock.nextInMs, null);
});

test('the fifty-first reader finds no place until another leaves', async (t) => {
  const { streams } = setUp();
  const readers = Array.from({ length: 50 }, () => open(streams));
  t.equal(
    streams.open(() => {}),
    null,
  );
  readers[0]?.body.destroy();
  await until(() => streams.size === 49);
  t.ok(streams.open(() => {}));
});

test('a reader that is a megabyte behind is dropped, and nothing more is kept for it', async (t) => {
  const { streams } = setUp();
  let closed = 0;
  const stream = open(streams, () => {
    closed += 1;
  });
  stream.send({ event: 'change', data: 'x'.repeat(1_048_576) });
  await until(() => closed === 1);
  stream.send({ event: 'change', data: 'late' });
  stream.comment();
  t.equal(stream.body.destroyed, true);
  t.equal(streams.size, 0);
});

test('closing ends every stream, also one that nobody reads', async (t) => {
  const { streams } = setUp();
  const [read, stalled] = [open(streams), open(streams)];
  read.send({ event: 'change', data: 'last' });
  stalled.send({ event: 'change', data: 'never read' });
  streams.closeAll();
  t.match(String(read.body.read()), /data: last/);
  await until(() => streams.size === 0);
  t.equal(stalled.body.destroyed, true);
});
