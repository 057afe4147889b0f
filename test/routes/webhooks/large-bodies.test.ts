import { setImmediate } from 'node:timers/promises';
import type { FastifyRequest } from 'fastify';
import { readRequest } from '../../../src/routes/webhooks/read-request.ts';
import { inEnglish } from '../../../src/sentences/tell.ts';
import { test } from '../../harness.ts';

const LIMIT = 4_194_304;

function requestWith(body: string): FastifyRequest {
  return { rawBody: Buffer.from(body), headers: { 'content-type': 'application/json' } } as FastifyRequest;
}

/** How often others had their turn until it was read. */
async function turnsFor(body: string): Promise<number> {
  let turns = 0;
  let isRead = false;
  const counting = (async () => {
    while (!isRead) {
      await setImmediate();
      turns += 1;
    }
  })();
  await readRequest(requestWith(body), LIMIT);
  isRead = true;
  const before = turns;
  await counting;
  return before;
}

test('others have their turn before a large body is looked over, before it is parsed and before it is understood', async (t) => {
  const body = JSON.stringify({ Address: '"'.repeat(1_000_000) });
  t.ok((await turnsFor(body)) >= 3);
  const { body: read } = await readRequest(requestWith(body), LIMIT);
  t.match(read, { is: 'json', text: body });
});

async function reasonOf(body: string): Promise<string> {
  const read = (await readRequest(requestWith(body), LIMIT)).body;
  return read.is === 'unreadable' ? inEnglish(read.reason) : `it is read as ${read.is}`;
}

test('a large body that nobody can read says why', async (t) => {
  t.match(await reasonOf('['.repeat(300_000)), /levels deep/);
  t.match(await reasonOf(`{"Address":"${'x'.repeat(300_000)}`), /not valid JSON/);
});

test('a small body is read at once', (t) => {
  t.notOk(readRequest(requestWith('{"a":1}'), LIMIT) instanceof Promise);
  t.end();
});

test('a small form with attachments is worth waiting for', async (t) => {
  const body = [
    '--x',
    'content-disposition: form-data; name="zoho_id"',
    '',
    '4554000000012345678',
    '--x--',
    '',
  ];
  const sent = readRequest(
    {
      rawBody: Buffer.from(body.join('\r\n')),
      headers: { 'content-type': 'multipart/form-data; boundary=x' },
    } as FastifyRequest,
    LIMIT,
  );
  t.ok(sent instanceof Promise);
  t.match((await sent).body, { is: 'form', value: { zoho_id: '4554000000012345678' } });
});
