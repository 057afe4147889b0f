import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { signHmac } from '../../../../src/inbound/signatures/hmac.ts';
import { SECRET, START_MS, type Test, temporaryFolder, test } from '../../../harness.ts';
import { cli } from '../../terminal.ts';

const BODY = Buffer.from('{"zoho_id":"77"}');
const plain = { body: BODY, timestamp: undefined, nonce: undefined };
const SETTINGS = { ZOHO_WEBHOOK_SECRET: SECRET };

function bodyFile(t: Test): string {
  const file = join(temporaryFolder(t), 'body.json');
  writeFileSync(file, BODY);
  return file;
}

test('a signature that matches ends well and names the secret by its number', async (t) => {
  const argv = ['verify', bodyFile(t), '--signature', signHmac(plain, SECRET)];
  const { code, text } = await cli(argv, SETTINGS);
  t.equal(code, 0);
  t.equal(text, 'The signature matches secret 1.');
});

test('a signature that does not match ends with 1 and a reason', async (t) => {
  const argv = ['verify', bodyFile(t), '--signature', signHmac(plain, 'another')];
  const { code, text } = await cli(argv, SETTINGS);
  t.equal(code, 1);
  t.match(text, 'The signature does not match.');
  t.notMatch(text, SECRET);
});

test('the timestamp and the nonce are checked with the signature', async (t) => {
  const signed = { body: BODY, timestamp: String(START_MS), nonce: 'n-1' };
  const argv = ['verify', bodyFile(t), '--signature', signHmac(signed, SECRET)];
  const both = [...argv, '--timestamp', signed.timestamp, '--nonce', signed.nonce];
  t.equal((await cli(both, SETTINGS)).code, 0);
  t.equal((await cli(argv, SETTINGS)).code, 1);
});

test('--secret counts instead of the settings', async (t) => {
  const argv = ['verify', bodyFile(t), '--signature', signHmac(plain, 'another'), '--secret', 'another'];
  t.equal((await cli(argv, SETTINGS)).code, 0);
  t.equal((await cli(argv)).code, 0);
});

test('--json prints one object', async (t) => {
  const file = bodyFile(t);
  const good = await cli(['verify', file, '--signature', signHmac(plain, SECRET), '--json'], SETTINGS);
  t.same(JSON.parse(good.text), { matches: true, explanation: 'The signature matches secret 1.' });
  const bad = await cli(['verify', file, '--signature', 'x', '--json'], SETTINGS);
  t.match(JSON.parse(bad.text), { matches: false, explanation: String });
  t.equal(bad.code, 1);
});

const WRONG: [
  name: string,
  argv: (t: Test) => string[],
  settings: Record<string, string>,
  message: string,
][] = [
  ['a file', () => ['--signature', 'x'], SETTINGS, 'Give a BODY_FILE and --signature.'],
  ['a signature', (t) => [bodyFile(t)], SETTINGS, 'Give a BODY_FILE and --signature.'],
  ['any secret', (t) => [bodyFile(t), '--signature', 'x'], {}, 'Give --secret, or set ZOHO_WEBHOOK_SECRET.'],
];
for (const [name, argv, settings, message] of WRONG) {
  test(`verify without ${name} is wrong usage`, async (t) => {
    const { code, text } = await cli(['verify', ...argv(t)], settings);
    t.equal(code, 2);
    t.match(text, message);
  });
}

test('a file that cannot be read is wrong usage and is named', async (t) => {
  const file = join(temporaryFolder(t), 'nothing.json');
  const { code, text } = await cli(['verify', file, '--signature', 'x'], SETTINGS);
  t.equal(code, 2);
  t.match(text, `The file ${file} cannot be read.`);
});
