import { brotliCompressSync, constants, deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import { unpack } from '../../../src/inbound/reading/content-encoding.ts';
import { tell } from '../../../src/sentences/tell.ts';
import { test } from '../../harness.ts';

const TEXT = '{"ticket_id":"198709000000400099"}';
const PLAIN = Buffer.from(TEXT);
const read = async (raw: Buffer, encoding: string, limit = 1000) => {
  const unpacked = await unpack(raw, encoding, limit);
  return unpacked.is === 'plain' ? unpacked.bytes.toString() : unpacked;
};

for (const [encoding, raw] of [
  ['', PLAIN],
  ['identity', PLAIN],
  [' , ', PLAIN],
  ['gzip', gzipSync(PLAIN)],
  ['GZIP', gzipSync(PLAIN)],
  ['x-gzip', gzipSync(PLAIN)],
  ['deflate', deflateSync(PLAIN)],
  ['deflate', deflateRawSync(PLAIN)],
  ['br', brotliCompressSync(PLAIN)],
  ['gzip, br', brotliCompressSync(gzipSync(PLAIN))],
  ['gzip, identity ,gzip,deflate', deflateSync(gzipSync(gzipSync(PLAIN)))],
] as const) {
  test(`a body in ${encoding || 'no encoding'} is unpacked`, async (t) => {
    t.equal(await read(raw, encoding), TEXT);
  });
}

test('an empty body is empty in each encoding', async (t) => {
  for (const encoding of ['gzip', 'deflate', 'br']) t.equal(await read(Buffer.alloc(0), encoding), '');
});

test('an encoding that is not known is named', async (t) => {
  t.strictSame(await read(PLAIN, 'compress'), { is: 'unknown', encoding: 'compress' });
  t.strictSame(await read(gzipSync(PLAIN), 'zstd, gzip'), { is: 'unknown', encoding: 'zstd' });
  t.strictSame(await read(PLAIN, 'x'.repeat(8000)), { is: 'unknown', encoding: `${'x'.repeat(40)}…` });
  t.strictSame(await read(PLAIN, '<b>'), { is: 'unknown', encoding: '(a key of 3 characters)' });
});

test('more layers than anybody stacks are refused', async (t) => {
  t.strictSame(await read(PLAIN, 'gzip,gzip,gzip,gzip'), { is: 'unknown', encoding: 'more than 3 layers' });
});

test('a body that is not what it is declared to be is broken', async (t) => {
  for (const encoding of ['gzip', 'deflate', 'br'])
    t.strictSame(await read(PLAIN, encoding), {
      is: 'broken',
      reason: tell('THE_BODY_IS_NOT_VALID_DATA', { name: encoding }),
    });
  t.match(await read(gzipSync(PLAIN).subarray(0, 30), 'gzip'), { is: 'broken' });
  t.match(await read(Buffer.from([1]), 'deflate'), { is: 'broken' });
});

test('unpacking stops at the limit', async (t) => {
  t.equal(await read(gzipSync(Buffer.alloc(1000, 'a')), 'gzip', 1000), 'a'.repeat(1000));
  const bomb = Buffer.alloc(20_000_000);
  const zipped = gzipSync(bomb);
  const quick = { params: { [constants.BROTLI_PARAM_QUALITY]: 1 } };
  for (const [encoding, raw] of [
    ['gzip', zipped],
    ['deflate', deflateSync(bomb)],
    ['br', brotliCompressSync(bomb, quick)],
    ['gzip, gzip', gzipSync(zipped)],
  ] as const) {
    const before = process.memoryUsage().arrayBuffers;
    t.strictSame(await read(raw, encoding, 100_000), { is: 'too-large' }, encoding);
    t.ok(process.memoryUsage().arrayBuffers - before < 10_000_000, `${encoding} filled no memory`);
  }
});
