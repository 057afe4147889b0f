import { readJson } from '../../src/outside/read-json.ts';
import { test } from '../harness.ts';

const MEGABYTE = new Uint8Array(1_048_576).fill(0x20);

/** An answer of so many megabytes of spaces; counts those that were taken, and tells when it was given up. */
function long(megabytes: number) {
  const taken = { megabytes: 0, isGivenUp: false };
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      if (taken.megabytes === megabytes) return controller.close();
      taken.megabytes += 1;
      controller.enqueue(MEGABYTE);
    },
    cancel() {
      taken.isGivenUp = true;
    },
  });
  return { taken, response: new Response(body) };
}

for (const [text, expected] of [
  ['{"name":"سارة"}', { name: 'سارة' }],
  ['\uFEFF[1]', [1]],
  ['{"id":4554000000012345678}', { id: '4554000000012345678' }],
  [' null\n', null],
  ['', null],
  ['<html>', undefined],
] as const) {
  test(`${JSON.stringify(text)} is read as ${JSON.stringify(expected)}`, async (t) => {
    t.same(await readJson(new Response(text)), expected);
  });
}

test('an answer without a body is an empty one', async (t) => {
  t.equal(await readJson(new Response(null, { status: 204 })), null);
});

test('an answer of 32 MiB is read to its end', async (t) => {
  t.equal(await readJson(long(32).response), null);
});

test('an answer without end is given up before it fills the memory', async (t) => {
  const { taken, response } = long(Number.POSITIVE_INFINITY);
  t.equal(await readJson(response), undefined);
  t.equal(taken.isGivenUp, true);
  t.ok(taken.megabytes <= 34, `${taken.megabytes} MiB were taken`);
});
