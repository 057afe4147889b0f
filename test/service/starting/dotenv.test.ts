import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readDotenv } from '../../../src/service/starting/dotenv.ts';
import { temporaryFolder, test } from '../../harness.ts';

const TEXT = 'WEBHOOK_PORT=9001\nZOHO_WEBHOOK_SECRET="é و"\n';
const VALUES = { WEBHOOK_PORT: '9001', ZOHO_WEBHOOK_SECRET: 'é و' };
const little = Buffer.from(TEXT, 'utf16le');
const big = Buffer.from(TEXT, 'utf16le').swap16();

for (const [name, bytes, encoding] of [
  ['UTF-8', Buffer.from(TEXT), 'utf-8'],
  ['UTF-8 with a byte order mark', Buffer.from(`\uFEFF${TEXT}`), 'utf-8'],
  ['UTF-16 as Windows PowerShell writes it', Buffer.concat([Buffer.from([0xff, 0xfe]), little]), 'utf-16le'],
  ['UTF-16 without a mark', little, 'utf-16le'],
  ['big-endian UTF-16', Buffer.concat([Buffer.from([0xfe, 0xff]), big]), 'utf-16be'],
  ['big-endian UTF-16 without a mark', big, 'utf-16be'],
] as const) {
  test(`a file in ${name} is read`, async (t) => {
    const file = join(temporaryFolder(t), '.env');
    writeFileSync(file, bytes);
    t.same(readDotenv(file), { values: VALUES, encoding });
  });
}

test('an empty file and no file hold no settings', async (t) => {
  const file = join(temporaryFolder(t), '.env');
  t.same(readDotenv(file).values, {});
  writeFileSync(file, '');
  t.same(readDotenv(file), { values: {}, encoding: 'utf-8' });
});
