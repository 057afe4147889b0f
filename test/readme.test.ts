import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { temporaryFolder, test } from './harness.ts';
import { filesIn, ROOT, startService } from './service.ts';

const README = readFileSync(join(ROOT, 'README.md'), 'utf8');
const STEPS = [...README.matchAll(/<!-- run -->\n```sh\n([\s\S]*?)```\n```text\n([\s\S]*?)```/g)];

test('each command of the walk prints what the README promises', async (t) => {
  const folder = temporaryFolder(t);
  const service = await startService(t, folder);
  t.ok(STEPS.length >= 7, 'the walk is there');
  for (const [, command = '', promised = ''] of STEPS) {
    const printed = await shell(
      command
        .replaceAll('http://localhost:8001', service.url)
        .replaceAll('data/operator-token', join(folder, 'data/operator-token')),
      filesIn(folder),
    );
    t.match(printed.trim(), pattern(promised.trim()), command);
  }
});

/** The promised text as a pattern; `…` stands for anything. */
function pattern(promised: string): RegExp {
  const escaped = promised.split('…').map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${escaped.join('[^]*?')}$`);
}

async function shell(command: string, env: Record<string, string>): Promise<string> {
  const { stdout } = await promisify(execFile)('sh', ['-c', command], {
    cwd: ROOT,
    env: { ...process.env, ...env },
  });
  return stdout;
}
