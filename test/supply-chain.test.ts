import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Lockfile, licencePage } from '../docs/licences.ts';
import { test } from './harness.ts';
import { ROOT } from './service.ts';

const lockfile: Lockfile = JSON.parse(readFileSync(join(ROOT, 'package-lock.json'), 'utf8'));
const entries = Object.entries(lockfile.packages).filter(([path]) => path !== '');

/** May be used and passed on by a school without asking anybody. */
const PERMISSIVE = /^\(?(MIT|ISC|Apache-2\.0|BSD-[023]-Clause|BlueOak-1\.0\.0|Unlicense|CC0-1\.0|0BSD)\b/;

test('every package of the lockfile has the checksum that npm compares what it downloads with', async (t) => {
  const open = entries.filter(([, { integrity }]) => !integrity?.startsWith('sha512-')).map(([path]) => path);
  t.same(open, []);
});

test('every package that the service may load has a licence that lets a school use it', async (t) => {
  const loaded = entries.filter(([, { dev }]) => dev !== true);
  t.same(
    loaded.filter(([, { license = '' }]) => !PERMISSIVE.test(license)).map(([path]) => path),
    [],
  );
});

test('the page of licences is what the lockfile says; `npm run docs` writes it', async (t) => {
  t.equal(readFileSync(join(ROOT, 'docs/reference/licences.md'), 'utf8'), licencePage(lockfile));
});

test('a package inside the folder of another is listed by its own name, once', async (t) => {
  const page = licencePage({
    packages: {
      '': {},
      'node_modules/a': { version: '1.0.0', license: 'MIT' },
      'node_modules/b/node_modules/a': { version: '1.0.0', license: 'MIT' },
      'node_modules/b': { version: '2.0.0', license: 'ISC', dev: true },
    },
  });
  t.match(page, /\|---\|---\|---\|\n\| a \| 1\.0\.0 \| MIT \|\n$/);
});
