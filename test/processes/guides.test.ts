import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { parseEnv, promisify } from 'node:util';
import { seed } from '../../simulator/seed.ts';
import { SimulatedWorld } from '../../simulator/world.ts';
import { type Test, temporaryFolder, test } from '../harness.ts';
import { inherited } from '../inherited.ts';
import { PAGES } from '../pages.ts';
import { DEFAULTS, filesIn, ROOT, startService } from '../service.ts';

/** A command that a page has its reader type, and what it promises to print. */
const STEP = /<!-- run -->\n```sh\n([\s\S]*?)```\n(?:[^`]*\n)?```text\n([\s\S]*?)```/g;
/** What the page has the reader put into `.env` before; with `simulated`, what the simulator prints too. */
const SETTINGS = /<!-- start( simulated)? -->\n```sh\n([\s\S]*?)```/;

const WALKS = [...PAGES].flatMap(([page, text]) => {
  const steps = [...text.matchAll(STEP)].map(([, command = '', promised = '']) => ({ command, promised }));
  const key = JSON.stringify([SETTINGS.exec(text)?.[0], steps]);
  return steps.length === 0 ? [] : [{ page, text, steps, key }];
});
/** Pages that have the same typed in the same order, with the same settings, are one walk. */
const DISTINCT = new Map(WALKS.map((walk) => [walk.key, walk]));

/** Quick starts in other languages, and the page whose commands they share. */
const ORIGINALS = new Map([
  ['docs/fr/demarrage-etudiants.md', 'README.md'],
  ['docs/ar/quickstart-students.md', 'README.md'],
  ['docs/fr/demarrage-tickets.md', 'docs/guides/ticket-automation.md'],
  ['docs/ar/quickstart-tickets.md', 'docs/guides/ticket-automation.md'],
]);

for (const [page, original] of ORIGINALS) {
  test(`${page} has its reader type what ${original} has`, async (t) => {
    const steps = stepsOf(page);
    t.ok(steps.length >= 5, 'the walk is there');
    t.same(
      steps.filter((step) => !stepsOf(original).includes(step)),
      [],
    );
  });
}

test('each command of a page prints what the page promises', {
  jobs: DISTINCT.size,
  timeout: 120_000,
}, async (t) => {
  for (const [key, { text, steps }] of DISTINCT) {
    const pages = WALKS.filter((walk) => walk.key === key).map(({ page }) => page);
    t.test(pages.join(' and '), async (t) => {
      const folder = temporaryFolder(t);
      const service = await startService(t, folder, [], await settingsOf(t, text));
      for (const { command, promised } of steps) {
        const printed = await shell(
          command
            .replaceAll('http://localhost:8001', service.url)
            .replaceAll('data/operator-token', join(folder, 'data/operator-token')),
          { ...filesIn(folder), WEBHOOK_PORT: new URL(service.url).port },
        );
        t.match(printed.trim(), pattern(promised.trim()), command);
      }
    });
  }
});

/** Commands with what they promise, as text. */
function stepsOf(wanted: string): string[] {
  const steps = WALKS.find(({ page }) => page === wanted)?.steps ?? [];
  return steps.map(({ command, promised }) => `${command}${promised}`);
}

/** The settings that the page asks for; with the simulator where it asks for that. */
async function settingsOf(t: Test, text: string): Promise<Record<string, string>> {
  const [, isSimulated, lines = ''] = SETTINGS.exec(text) ?? [];
  const own = parseEnv(lines) as Record<string, string>;
  if (isSimulated === undefined) return own;
  const world = await SimulatedWorld.start();
  t.teardown(() => world.close());
  seed(world, Date.now());
  return { ...world.settings, ZOHO_DESK_SPACING_MS: '0', ...own };
}

/** The promised text as a pattern; `…` stands for anything. */
function pattern(promised: string): RegExp {
  const escaped = promised.split('…').map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${escaped.join('[^]*?')}$`);
}

async function shell(command: string, env: Record<string, string>): Promise<string> {
  const { stdout } = await promisify(execFile)('sh', ['-c', command], {
    cwd: ROOT,
    env: { ...inherited(), ...DEFAULTS, ...env },
  });
  return stdout;
}
