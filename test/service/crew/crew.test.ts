import { Crew, type Member } from '../../../src/service/crew/crew.ts';
import { START_MS, TestClock, test } from '../../harness.ts';

type Fake = Member & { place: number; listens(): void; ends(code: number): void; asked: string[] };

function crewOf(size: number) {
  const clock = new TestClock();
  const started: Fake[] = [];
  const said: string[] = [];
  const crew = new Crew({
    size,
    clock,
    log: {
      info: () => {},
      error: (fields, message) => void said.push(`${message} ${JSON.stringify(fields)}`),
    },
    start(place) {
      const asked: string[] = [];
      let [listens, ends]: [() => void, (code: number) => void] = [() => {}, () => {}];
      const member: Fake = {
        place,
        asked,
        pid: place,
        onListening(listener) {
          listens = listener;
        },
        onExit(listener) {
          ends = (code) => listener({ code, signal: null });
        },
        stop: () => void asked.push('stop'),
        kill: () => void asked.push('kill'),
        listens: () => listens(),
        ends: (code) => ends(code),
      };
      started.push(member);
      return member;
    },
  });
  const places = () => started.map(({ place }) => place);
  return { crew, clock, started, places, said };
}

async function begun(size: number) {
  const made = crewOf(size);
  const beginning = made.crew.begin();
  made.started[0]?.listens();
  await beginning;
  for (const member of made.started.slice(1)) member.listens();
  return made;
}

test('the others start once the first one listens', async (t) => {
  const { crew, started, places } = crewOf(3);
  const beginning = crew.begin();
  t.same(places(), [1]);
  started[0]?.listens();
  await beginning;
  t.same(places(), [1, 2, 3]);
});

test('where the first one cannot start, no other is tried', async (t) => {
  const { crew, started, places } = crewOf(3);
  const beginning = crew.begin();
  started[0]?.ends(1);
  await t.rejects(beginning, /the first process did not start/);
  t.same(places(), [1]);
});

test('a process that breaks is started again in its place, after a pause that grows', async (t) => {
  const { clock, started, places, said } = await begun(2);
  for (const [index, seconds] of [1, 2, 4, 8, 16, 32, 60, 60].entries()) {
    started.at(-1)?.ends(1);
    t.match(said.at(-1), `"place":2,"code":1,"signal":null,"seconds":${seconds}`);
    clock.advance(seconds * 1_000 - 1);
    t.equal(places().length, 2 + index);
    clock.advance(1);
    t.equal(places().at(-1), 2);
  }
});

test('one that lived for a while starts again after the first pause', async (t) => {
  const { clock, started, said } = await begun(2);
  started[1]?.ends(1);
  clock.advance(1_000);
  clock.advance(60_000);
  started[2]?.ends(1);
  t.match(said.at(-1), '"seconds":1}');
  started[0]?.ends(1);
  t.match(said.at(-1), '"place":1,"code":1,"signal":null,"seconds":1}');
  t.equal(clock.now(), START_MS + 61_000);
});

test('told to stop, it asks every process, waits for the last, and starts none again', async (t) => {
  const { crew, clock, started, places } = await begun(3);
  started[2]?.ends(1);
  const stopping = crew.stop();
  t.same(
    started.map(({ asked }) => asked),
    [['stop'], ['stop'], []],
  );
  started[0]?.ends(0);
  let isOver = false;
  void stopping.then(() => (isOver = true));
  await Promise.resolve();
  t.notOk(isOver);
  crew.kill();
  t.same(started[1]?.asked, ['stop', 'kill']);
  started[1]?.ends(0);
  await stopping;
  clock.advance(120_000);
  t.same(places(), [1, 2, 3]);
});

test('told to stop while the first one starts, it starts no other', async (t) => {
  const { crew, started, places } = crewOf(2);
  const beginning = crew.begin();
  const stopping = crew.stop();
  started[0]?.listens();
  await beginning;
  t.same(places(), [1]);
  started[0]?.ends(0);
  await stopping;
});
