import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { test } from './harness.ts';
import { ROOT } from './service.ts';

type Import = { from: string; to: string; isType: boolean };

const FILES = readdirSync(join(ROOT, 'src'), { recursive: true, encoding: 'utf8' })
  .map((file) => file.replaceAll('\\', '/'))
  .filter((file) => file.endsWith('.ts'));
const PATTERN = /^(?:import|export)( type)?\s[^'"]*?from '([^']+)'|import\('([^']+)'\)/gm;
const IMPORTS: Import[] = FILES.flatMap((from) =>
  [...readFileSync(join(ROOT, 'src', from), 'utf8').matchAll(PATTERN)].map(([, type, static_, dynamic]) => {
    const name = String(static_ ?? dynamic);
    const to = name.startsWith('.') ? normalize(join(dirname(from), name)).replaceAll('\\', '/') : name;
    return { from, to, isType: type !== undefined };
  }),
);

/** The folder of a file, or the file itself where it stands at the top. */
function roomOf(file: string): string {
  return file.includes('/') ? file.slice(0, file.indexOf('/')) : file.replace(/\.ts$/, '');
}

/** What the table of the map allows, by folder. */
function allowed(): Map<string, Set<string>> {
  const rows = readFileSync(join(ROOT, 'src/README.md'), 'utf8').matchAll(/^\| `(\w+)` \|.*\| ([^|]+) \|$/gm);
  return new Map([...rows].map(([, room, names]) => [String(room), new Set(String(names).split(', '))]));
}

/** Every file and package that is loaded with these. */
function reachedFrom(...files: string[]): Set<string> {
  const next = new Map<string, string[]>();
  for (const { from, to, isType } of IMPORTS) if (!isType) next.set(from, [...(next.get(from) ?? []), to]);
  const reached = new Set(files);
  for (const file of reached) for (const to of next.get(file) ?? []) reached.add(to);
  return reached;
}

test('the map has a line for each folder', async (t) => {
  const rooms = new Set(FILES.filter((file) => file.includes('/')).map(roomOf));
  t.same([...allowed().keys()].sort(), [...rooms].sort());
});

test('each folder imports only what the map allows', async (t) => {
  const map = allowed();
  const wrong = IMPORTS.filter(({ from, to, isType }) => {
    const may = map.get(roomOf(from));
    if (may === undefined || !FILES.includes(to) || roomOf(to) === roomOf(from)) return false;
    return !may.has(roomOf(to)) && !(isType && may.has(`${roomOf(to)} types`));
  });
  t.same(
    wrong.map(({ from, to }) => `${from} imports ${to}`),
    [],
  );
});

test('only the stores know a database, and only their door is open', async (t) => {
  const engines = /^(better-sqlite3|drizzle-orm|pg|postgres)(\/|$)/;
  const wrong = IMPORTS.filter(
    ({ from, to }) =>
      roomOf(from) !== 'store' && (engines.test(to) || (to.startsWith('store/') && to !== 'store/open.ts')),
  );
  t.same(
    wrong.map(({ from, to }) => `${from} imports ${to}`),
    [],
  );
});

test('of TypeBox a start takes only types: it is hundreds of modules', async (t) => {
  const wrong = IMPORTS.filter(
    ({ from, to, isType }) => /^typebox(\/|$)/.test(to) && !isType && from !== 'inbound/values.ts',
  );
  t.same(
    wrong.map(({ from, to }) => `${from} imports ${to}`),
    [],
  );
});

test('a start on a file reaches of Drizzle only what writes SQL', async (t) => {
  t.notOk(
    reachedFrom('store/sqlite/thread/store-thread.ts', 'store/sqlite/open.ts').has('store/sqlite/drizzle.ts'),
  );
});

for (const [engine, other, driver] of [
  ['postgres', 'sqlite', 'better-sqlite3'],
  ['sqlite', 'postgres', 'pg'],
]) {
  test(`a service on ${engine} loads nothing of ${other}`, async (t) => {
    const reached = reachedFrom(`store/${engine}/open.ts`, `store/${engine}/command.ts`);
    t.ok(reached.has('store/common/writing/append.ts'));
    t.same(
      [...reached].filter((file) => file === driver || file.startsWith(`store/${other}/`)),
      [],
    );
  });
}

test('only routes and the wiring know Fastify', async (t) => {
  const apps = ['app.ts', 'service/static/viewer-thread.ts'];
  const wrong = IMPORTS.filter(
    ({ from, to, isType }) =>
      !isType && to.startsWith('fastify') && roomOf(from) !== 'routes' && !apps.includes(from),
  );
  t.same(
    wrong.map(({ from, to }) => `${from} imports ${to}`),
    [],
  );
});

test('no file imports itself by way of others', async (t) => {
  const next = new Map<string, string[]>();
  for (const { from, to, isType } of IMPORTS) if (!isType) next.set(from, [...(next.get(from) ?? []), to]);
  const ended = new Set<string>();
  const circles: string[] = [];
  const walk = (file: string, way: readonly string[]): void => {
    if (way.includes(file)) circles.push([...way.slice(way.indexOf(file)), file].join(' → '));
    else if (!ended.has(file)) {
      for (const other of next.get(file) ?? []) walk(other, [...way, file]);
      ended.add(file);
    }
  };
  for (const file of FILES) walk(file, []);
  t.same(circles, []);
});
