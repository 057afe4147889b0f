import { OutsideApi } from '../../src/outside/api.ts';
import { SharedNotes } from '../../src/outside/shared-notes.ts';
import { Pauses } from '../../src/outside/zoho/account/pauses.ts';
import { Warnings } from '../../src/service/sight/warnings.ts';
import { type Test, TestClock, test, until } from '../harness.ts';

/** Two instances over one state of the service. */
function twoInstances(t: Test) {
  const clock = new TestClock();
  const kept = new Map<string, string>();
  const lines: string[] = [];
  const trouble = { reads: false, writes: false };
  const state = {
    async read(key: string) {
      if (trouble.reads) throw new Error('the store is away');
      return kept.get(key) ?? null;
    },
    async write(key: string, value: string) {
      if (trouble.writes) throw new Error('the store is away');
      kept.set(key, value);
    },
  };
  const log = { info() {}, error: (_fields: object, message: string) => void lines.push(message) };
  const [one, other] = [
    new SharedNotes({ state, clock, log }),
    new SharedNotes({ state, clock, log }),
  ] as const;
  t.teardown(() => [one, other].map((notes) => notes.stop()));
  /** The next look of both. */
  const look = async () => {
    clock.advance(10_000);
    for (let turn = 0; turn < 20; turn++) await new Promise((resolve) => setImmediate(resolve));
  };
  return { clock, kept, lines, trouble, one, other, look, log };
}

test('a pause that one instance began is kept by the other, shown there, and ends for both', async (t) => {
  const { clock, one, other, look } = twoInstances(t);
  const warnings = new Warnings(clock);
  const [first, second] = [new Pauses({ clock, notes: one }), new Pauses({ clock, warnings, notes: other })];
  first.check('scope');
  second.check('scope');
  await Promise.all([one.start(), other.start()]);
  first.begin('scope', 'The scope is missing.');
  t.doesNotThrow(() => second.check('scope'), 'until it looks');
  await look();
  t.throws(() => second.check('scope'), { message: 'The scope is missing.' });
  t.equal(warnings.list().length, 1);
  first.end('scope');
  await look();
  t.doesNotThrow(() => second.check('scope'));
  t.equal(warnings.list().length, 0);
  first.end('scope');
  t.throws(() => {
    throw first.begin('other', 'Nobody listens to this one yet.');
  }, /Nobody listens/);
});

test('of a long outage every instance knows, and of its end', async (t) => {
  const { clock, one, other, look, log } = twoInstances(t);
  let status = 503;
  let calls = 0;
  const fetch = async () => {
    calls += 1;
    return new Response('{}', { status });
  };
  const apiOf = (notes: SharedNotes) =>
    new OutsideApi({ system: 'Moodle', concurrency: 5, fetch, clock, random: () => 0, log, notes });
  const [first, second] = [apiOf(one), apiOf(other)];
  const call = {
    name: 'read',
    method: 'GET',
    url: new URL('http://127.0.0.1:1'),
    headers: {},
    isIdempotent: true,
  } as const;
  const ask = async (api: OutsideApi) => {
    const asked = api.call(call, new AbortController().signal).then(
      () => 'answered',
      (error: Error) => error.name,
    );
    let outcome = '';
    void asked.then((name) => {
      outcome = name;
    });
    await until(() => {
      clock.advance(500);
      return outcome !== '';
    });
    return outcome;
  };
  await Promise.all([one.start(), other.start()]);
  await ask(first);
  clock.advance(30_000);
  await ask(first);
  await look();
  calls = 0;
  await ask(second);
  t.equal(calls, 1, 'one call finds out, in place of three tries');
  status = 200;
  t.equal(await ask(first), 'answered');
  await look();
  status = 503;
  calls = 0;
  await ask(second);
  t.equal(calls, 3, 'it knows that the outage ended');
});

test('what cannot be told or read is logged, and looked for again', async (t) => {
  const { kept, lines, trouble, one, other, look } = twoInstances(t);
  const heard: string[] = [];
  one.listen('subject', () => {});
  other.listen('subject', (note) => void heard.push(note));
  await other.start();
  trouble.writes = true;
  one.tell('subject', 'paused');
  await until(() => lines.length === 1);
  t.match(lines, ['the other instances could not be told of a pause']);
  trouble.reads = true;
  await look();
  t.match(lines.at(-1), /could not be read; looking again shortly/);
  kept.set('outside.subject', 'paused');
  trouble.reads = false;
  await look();
  await look();
  t.same(heard, ['paused'], 'told once');
  other.stop();
  kept.set('outside.subject', '');
  await look();
  t.same(heard, ['paused']);
});
