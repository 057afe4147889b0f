import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import pg from 'pg';
import type { Mark } from '../../../src/store/common/moving/sides.ts';
import { tableNamed } from '../../../src/store/common/moving/tables.ts';
import { type MovedRows, moveLog, openStoresHere, planMove } from '../../../src/store/open.ts';
import { postgresTarget } from '../../../src/store/postgres/moving/target.ts';
import { lockFile } from '../../../src/store/sqlite/file/file-lock.ts';
import { sqliteTarget } from '../../../src/store/sqlite/moving/target.ts';
import { newEvent, START_MS, type Test, TestClock, temporaryFolder, test } from '../../harness.ts';
import { completed, endNext, student } from '../contract/support.ts';
import { emptyDatabase, NO_SERVER } from '../postgres/server.ts';
import { bytesOf, contentsOf, fileWith, moved, oddLog, orderOf } from './support.ts';

const HOW = { endsStudentsAtOnce: false };

function newFile(t: Test): string {
  return join(temporaryFolder(t), 'back.db');
}

async function asked(url: string, query: string) {
  const client = new pg.Client(url);
  await client.connect();
  try {
    return (await client.query(query)).rows;
  } finally {
    await client.end();
  }
}

const equal = (tables: readonly MovedRows[]) => tables.every(({ same }) => same);

test('a log moves to a server and back, and every value of every table arrives as it was', {
  skip: NO_SERVER,
}, async (t) => {
  const file = await oddLog(t);
  const before = { bytes: bytesOf(file), contents: contentsOf(file) };
  const url = await emptyDatabase();
  const there = await moved({ from: `file:${file}`, to: url });
  t.ok(equal(there));
  t.same(
    there.map(({ rows }) => rows),
    there.map(() => 12),
  );
  t.equal(bytesOf(file), before.bytes, 'the source is untouched');
  const back = newFile(t);
  const returned = await moved({ from: url, to: `file:${back}` });
  t.same(returned, there, 'the same counts and checksums');
  const shown = (text: unknown) => (typeof text === 'string' ? text.replaceAll('\0', '\u2400') : text);
  const expected = JSON.parse(JSON.stringify(before.contents, (_key, value) => shown(value)));
  t.same(JSON.parse(JSON.stringify(contentsOf(back))), expected, 'but for a sign in the place of each NUL');
});

test('between two files a log moves without any change', async (t) => {
  const file = await oddLog(t);
  const copy = newFile(t);
  t.ok(equal(await moved({ from: `file:${file}`, to: `file:${copy}` })));
  t.same(contentsOf(copy), contentsOf(file));
});

test('what several instances counted is added up', { skip: NO_SERVER }, async (t) => {
  const url = await emptyDatabase();
  await (await openStoresHere(url, new TestClock(), HOW)).upkeep.close();
  await asked(
    url,
    `INSERT INTO event_counters VALUES ('zoho', 'Contacts', 'failed', 0, 1, 3), ('zoho', 'Contacts', 'failed', 0, 7, 4)`,
  );
  const back = newFile(t);
  t.ok(equal(await moved({ from: url, to: `file:${back}` })));
  t.match(contentsOf(back), { event_counters: [{ module: 'Contacts', count: 7 }] });
});

test('after the move the service goes on: ids after the largest, repeats known, students there', {
  skip: NO_SERVER,
}, async (t) => {
  const file = await fileWith(t, async ({ events }) => {
    await events.append([newEvent(), newEvent({ eventId: 'event_2', recordId: 'other' })]);
    await endNext(events, completed(student()));
  });
  const url = await emptyDatabase();
  await moved({ from: `file:${file}`, to: url });
  for (const target of [url, `file:${newFile(t)}`]) {
    if (target !== url) await moved({ from: url, to: target });
    const stores = await openStoresHere(target, new TestClock(), HOW);
    const [known, fresh] = await stores.intake.append([
      newEvent(),
      newEvent({ eventId: 'event_3', recordId: 'third' }),
    ]);
    t.match([known, fresh], [{ status: 'duplicate' }, { id: target === url ? 4 : 6 }]);
    const { students } = await stores.students.list({ deleted: true }, { limit: 1, after: null });
    t.match(students, [{ displayName: 'Sara Ali', moodleUserId: '9007199254740993' }]);
    t.match(await stores.reading.stats({}), { by_status: { completed: 1 } });
    await stores.upkeep.close();
  }
});

test('numbers that a server gives out go on after those that moved', { skip: NO_SERVER }, async (t) => {
  const url = await emptyDatabase();
  await moved({ from: `file:${await oddLog(t)}`, to: url });
  const [row] = await asked(
    url,
    `INSERT INTO operator_actions (at, operator, action, target, detail) VALUES ('', '', '', '', '') RETURNING id`,
  );
  t.equal(row.id, '13');
});

test('a move that breaks off goes on where it was, and nobody opens the target meanwhile', {
  skip: NO_SERVER,
}, async (t) => {
  const file = await oddLog(t);
  const sides = [await emptyDatabase(), `file:${newFile(t)}`];
  for (const to of sides) {
    const wants = [2, 5, 9];
    for (const stopAt of wants) {
      let steps = 0;
      const onProgress = () => {
        if (++steps > stopAt) throw new Error('the machine stopped');
      };
      await t.rejects(moveLog(orderOf({ from: `file:${file}`, to, onProgress })));
      await t.rejects(openStoresHere(to, new TestClock(), HOW), { code: 'UNFINISHED_MOVE' });
      t.match(await planMove(orderOf({ from: `file:${file}`, to })), { goesOn: true });
    }
    const seen: string[] = [];
    const onProgress = (work: string, done: number) => void seen.push(`${work} ${done}`);
    t.ok(equal(await moved({ from: `file:${file}`, to, onProgress })));
    t.notOk(seen.includes('copied 0'), 'what had arrived is not copied again');
    await (await openStoresHere(to, new TestClock(), HOW)).upkeep.close();
  }
});

test('a log that changed since the move began is found out, and moved anew on request', {
  skip: NO_SERVER,
}, async (t) => {
  const file = await oddLog(t);
  for (const to of [await emptyDatabase(), `file:${newFile(t)}`]) {
    const onProgress = (_work: string, done: number, of: number) => {
      if (done === of) throw new Error('the machine stopped');
    };
    await t.rejects(moveLog(orderOf({ from: `file:${file}`, to, onProgress })));
    const connection = new Database(file);
    connection.exec(`UPDATE students SET display_name = 'changed ' || zoho_id || '${to}' WHERE rowid = 3`);
    connection.close();
    const compared = await moved({ from: `file:${file}`, to });
    t.same(
      compared.filter(({ same }) => !same).map(({ table }) => table),
      ['students'],
    );
    await t.rejects(openStoresHere(to, new TestClock(), HOW), { code: 'UNFINISHED_MOVE' });
    t.ok(equal(await moved({ from: `file:${file}`, to, startOver: true })));
  }
});

test('large deliveries move a few at a time', { skip: NO_SERVER }, async (t) => {
  const rawBody = Buffer.alloc(3 * 1024 ** 2, 7);
  const file = await fileWith(t, async ({ events }) => {
    for (const eventId of ['a', 'b', 'c', 'd'])
      await events.append([newEvent({ eventId, recordId: eventId, rawBody })]);
  });
  const url = await emptyDatabase();
  t.ok(equal(await moved({ from: `file:${file}`, to: url })));
  const back = newFile(t);
  t.ok(equal(await moved({ from: url, to: `file:${back}` })));
  t.same(contentsOf(back), contentsOf(file));
});

test('a move of another log into the same target is refused', { skip: NO_SERVER }, async (t) => {
  const [one, other] = [await oddLog(t), await oddLog(t)];
  const url = await emptyDatabase();
  const onProgress = (_work: string, done: number) => {
    if (done > 0) throw new Error('the machine stopped');
  };
  await t.rejects(moveLog(orderOf({ from: `file:${one}`, to: url, onProgress })));
  await t.rejects(moved({ from: `file:${other}`, to: url }), /part of a move from .*: finish that one/);
  t.ok(equal(await moved({ from: `file:${other}`, to: url, startOver: true })));
});

test('of two moves into one target, the one that did not begin it last is refused', {
  skip: NO_SERVER,
}, async (t) => {
  const keeper = { pid: 1, port: null, since: new Date(START_MS).toISOString() };
  for (const target of [await postgresTarget(await emptyDatabase()), sqliteTarget(newFile(t), keeper)]) {
    const [one, other] = ['one', 'other'].map((from) => ({ from, table: 'students', after: null })) as [
      Mark,
      Mark,
    ];
    await target.open();
    await target.begin(one);
    await target.begin(other);
    await t.rejects(target.write('students', [], one, one), /Another move fills the same database/);
    await target.close();
  }
});

test('what a stranger wrote into a file moves too: bytes as text, text as bytes', {
  skip: NO_SERVER,
}, async (t) => {
  const file = await fileWith(t, async ({ events, connection }) => {
    await events.append([newEvent()]);
    connection.exec(`UPDATE integration_events_log SET payload = x'7b7d', raw_body = 'text', attempts = '3'`);
  });
  const url = await emptyDatabase();
  t.ok(equal(await moved({ from: `file:${file}`, to: url })));
  t.match(await asked(url, 'SELECT payload, raw_body, attempts FROM integration_events_log'), [
    { payload: '{}', raw_body: Buffer.from('text'), attempts: 3 },
  ]);
});

test('a table that only a newer version knows is named', async (t) => {
  t.throws(() => tableNamed([], 'grades'), /There is no table grades/);
  const keeper = { pid: 1, port: null, since: '' };
  await t.rejects(sqliteTarget(newFile(t), keeper).count('students'), /back\.db was never opened/);
});

test('a target that holds something is refused, and so is a source or target at work', {
  skip: NO_SERVER,
}, async (t) => {
  const file = await oddLog(t);
  const from = `file:${file}`;
  const foreign = await emptyDatabase();
  await asked(foreign, 'CREATE TABLE invoices (id int)');
  await t.rejects(moved({ from, to: foreign }), /tables of something else \(invoices\)/);
  const filled = await emptyDatabase();
  await moved({ from, to: filled });
  await t.rejects(moved({ from, to: filled }), /holds a log already/);
  await t.rejects(moved({ from, to: `file:${await oddLog(t)}` }), /holds something already/);
  const invoices = newFile(t);
  new Database(invoices).exec('CREATE TABLE invoices (id)').close();
  await t.rejects(moved({ from, to: `file:${invoices}` }), /back\.db holds something already/);

  const keeper = { pid: 1, port: 8001, since: new Date(START_MS).toISOString() };
  const lock = lockFile(file, keeper);
  await t.rejects(
    moved({ from, to: await emptyDatabase() }),
    /Another service keeps the database .*port 8001/,
  );
  lock.release();
  const stores = await openStoresHere(filled, new TestClock(), HOW);
  await t.rejects(
    moved({ from: filled, to: `file:${newFile(t)}` }),
    /works on the database hub_.*: stop every instance/,
  );
  await t.rejects(moved({ from, to: filled }), /works on the database hub_/);
  await stores.upkeep.close();
});

test('a database where only a service without events once started takes a log', {
  skip: NO_SERVER,
}, async (t) => {
  const from = `file:${await oddLog(t)}`;
  for (const to of [await emptyDatabase(), `file:${newFile(t)}`]) {
    const stores = await openStoresHere(to, new TestClock(), HOW);
    await stores.upkeep.heartbeat();
    await stores.upkeep.close();
    t.ok(equal(await moved({ from, to })));
  }
});

test('a log of another version is not moved', { skip: NO_SERVER }, async (t) => {
  const file = await oddLog(t);
  const connection = new Database(file);
  connection.exec('DELETE FROM __drizzle_migrations WHERE rowid = 1');
  connection.close();
  await t.rejects(
    moved({ from: `file:${file}`, to: await emptyDatabase() }),
    /another version of this program/,
  );
  await t.rejects(
    moved({ from: await emptyDatabase(), to: `file:${newFile(t)}` }),
    /another version of this program/,
  );
});

test('what cannot be reached or read is told in a sentence, and the lock of the file is given back', async (t) => {
  const file = await oddLog(t);
  await t.rejects(moved({ from: `file:${file}`, to: 'postgres://127.0.0.1:1/hub' }), {
    message: /The database 127\.0\.0\.1:1\/hub cannot be used .*ECONNREFUSED/,
  });
  await t.rejects(moved({ from: `file:${file}`, to: 'file:/dev/null/x.db' }), { code: 'ENOTDIR' });
  const [damaged, blank] = [newFile(t), newFile(t)];
  writeFileSync(blank, '');
  t.match(await planMove(orderOf({ from: `file:${file}`, to: `file:${blank}` })), { goesOn: false });
  new Database(damaged).exec('CREATE TABLE service_state (other)').close();
  await t.rejects(
    moved({ from: `file:${file}`, to: `file:${damaged}` }),
    /back\.db cannot be used \(no such column/,
  );
  t.ok(equal(await moved({ from: `file:${file}`, to: `file:${newFile(t)}` })));
});

test('a plan writes nothing, not even a file', { skip: NO_SERVER }, async (t) => {
  const file = await oddLog(t);
  const to = newFile(t);
  const plan = await planMove(orderOf({ from: `file:${file}`, to: `file:${to}` }));
  t.match(plan, { goesOn: false, tables: plan.tables.map(() => ({ rows: 12 })) });
  t.notOk(existsSync(to));
  const url = await emptyDatabase();
  await planMove(orderOf({ from: `file:${file}`, to: url }));
  t.same(await asked(url, `SELECT tablename FROM pg_tables WHERE schemaname = 'public'`), []);
});

test('what goes wrong on our side stays what it is', async (t) => {
  const onProgress = () => {
    throw new TypeError('the bar is broken');
  };
  const order = orderOf({ from: `file:${await oddLog(t)}`, to: `file:${newFile(t)}`, onProgress });
  await t.rejects(moveLog(order), { name: 'TypeError' });
});
