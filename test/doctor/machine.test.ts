import { checkDisk, checkFolder, checkNode } from '../../src/doctor/machine.ts';
import { temporaryFolder, test } from '../harness.ts';

test('an old Node is named, and what to install', async (t) => {
  t.match(checkNode('20.20.2'), { state: 'problem', message: /22\.18/ });
  t.match(checkNode('22.18.0'), { state: 'well' });
});

test('a disk that is almost full is a problem', async (t) => {
  t.match(checkDisk(temporaryFolder(t), Number.MAX_SAFE_INTEGER), { state: 'problem', message: /make room/ });
});

test('a folder that cannot be written to is a problem', async (t) => {
  t.match(checkFolder('/proc/zoho-event-hub'), { state: 'problem', message: /DATABASE_URL/ });
});
