import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { COMMANDS } from '../src/cli/commands.ts';
import { SETTING_NOTES } from '../src/settings.ts';
import { test } from './harness.ts';
import { PAGES } from './pages.ts';
import { ROOT } from './service.ts';

const SCRIPTS = Object.keys(JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')).scripts);

for (const [page, text] of PAGES) {
  test(`each link of ${page} leads to a file, and to a heading in it`, async (t) => {
    const links = [
      ...withoutFences(text)
        .replace(/`[^`\n]*`/g, 'code')
        .matchAll(/\]\(([^)\s]+)\)/g),
    ].map(([, target = '']) => target);
    const broken = links.filter((target) => !/^[a-z]+:/.test(target) && !leadsSomewhere(page, target));
    t.same(broken, []);
  });

  test(`each command and setting of ${page} exists`, async (t) => {
    const scripts = named(text, /npm run (?:--silent |-s )?([a-z][\w:-]*)/g);
    const commands = named(text, /npm run (?:--silent |-s )?cli -- ([a-z]+)/g);
    const settings = named(text, /^(?:\$env:)?([A-Z][A-Z0-9]*_[A-Z0-9_]*) ?=/gm);
    t.same(
      scripts.filter((name) => !SCRIPTS.includes(name)),
      [],
      'scripts of package.json',
    );
    t.same(
      commands.filter((name) => !(name in COMMANDS)),
      [],
      'commands of the command line',
    );
    t.same(
      settings.filter((name) => !name.startsWith('OTEL_') && !SETTING_NOTES.some(({ key }) => key === name)),
      [],
      'settings',
    );
  });
}

test('each route of the API document stands in the HTTP reference', async (t) => {
  const { paths } = JSON.parse(readFileSync(join(ROOT, 'docs/reference/openapi.json'), 'utf8'));
  const routes = Object.keys(paths).map((path) => path.replace(/\{(\w+)\}/g, ':$1'));
  const reference = PAGES.get('docs/reference/api.md') ?? '';
  t.same(
    routes.filter((route) => !reference.includes(`${route}\``)),
    [],
  );
});

test('the list of the documentation leads to every page', async (t) => {
  const list = PAGES.get('docs/README.md') ?? '';
  const pages = [...PAGES.keys()].filter((page) => page.startsWith('docs/') && page !== 'docs/README.md');
  t.same(
    pages.filter((page) => !list.includes(`](${page.slice('docs/'.length)})`)),
    [],
  );
});

test('decisions are numbered one after the other, each with a number of its own', async (t) => {
  const numbers = [...PAGES.keys()].flatMap((page) => /^docs\/decisions\/(\d{4})-/.exec(page)?.[1] ?? []);
  t.same(
    numbers,
    numbers.map((_, index) => String(index + 1).padStart(4, '0')),
  );
});

function named(text: string, pattern: RegExp): string[] {
  return [...text.matchAll(pattern)].map(([, name = '']) => name);
}

function leadsSomewhere(page: string, target: string): boolean {
  const [path = '', heading] = decodeURIComponent(target).split('#');
  const file = path === '' ? page : normalize(join(dirname(page), path)).replaceAll('\\', '/');
  if (!existsSync(join(ROOT, file))) return false;
  return heading === undefined || anchorsOf(PAGES.get(file) ?? '').includes(heading);
}

/** The anchors that GitHub gives to headings: lower case, without punctuation, with hyphens for spaces. */
function anchorsOf(text: string): string[] {
  return [...withoutFences(text).matchAll(/^#{1,6} (.+)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{M}\p{N}\p{Pc} -]/gu, '')
      .replaceAll(' ', '-'),
  );
}

function withoutFences(text: string): string {
  return text.replace(/^ *```[\s\S]*?^ *```/gm, '');
}
