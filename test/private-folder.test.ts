import { existsSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makePrivateFolder } from '../src/private-folder.ts';
import { type Test, test } from './harness.ts';

function place(t: Test): string {
  const folder = mkdtempSync(join(tmpdir(), 'hub-folder-'));
  t.teardown(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

test('a folder is made with those above it, for its owner only, and stays when it is there', async (t) => {
  const folder = join(place(t), 'a', 'b');
  makePrivateFolder(folder);
  makePrivateFolder(folder);
  t.equal(statSync(folder).mode & 0o777, 0o700);
  t.equal(statSync(join(folder, '..')).mode & 0o777, 0o700);
});

test('below a file nothing is made, and the error says so', async (t) => {
  const file = join(place(t), 'file');
  writeFileSync(file, '');
  t.throws(() => makePrivateFolder(join(file, 'a', 'b')), { code: 'ENOTDIR', syscall: 'mkdir' });
});

test('where the system makes nothing, the error comes at once', {
  skip: existsSync('/proc/self') ? false : 'needs /proc, where every new name is answered by ENOENT',
}, async (t) => {
  t.throws(() => makePrivateFolder('/proc/hub/data'), { code: 'ENOENT', syscall: 'mkdir' });
});
