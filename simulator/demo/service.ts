import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { SETTING_NOTES } from '../../src/settings.ts';

const PROGRAM = ['../../src/check-node.js', '../../src/main.ts'].map((path) =>
  fileURLToPath(new URL(path, import.meta.url)),
) as [string, string];

export type Service = { url: string; signInLink: string; stop(): Promise<void> };

/**
 * Starts the real program with its files in `folder` and waits until it listens. It reads no `.env` and no
 * setting from the environment: a demo must never touch real data or a real account.
 *
 * @throws Error with the program's own output when it does not start
 */
export async function startService(folder: string, settings: Record<string, string>): Promise<Service> {
  const child = spawn(process.execPath, ['--import', PROGRAM[0], PROGRAM[1]], {
    cwd: folder,
    env: { ...withoutSettings(process.env), ...settings },
    stdio: ['ignore', 'pipe', 'pipe'],
    // Ctrl+C in a terminal goes to the whole process group; only we should stop the service, and only once.
    detached: true,
  });
  const killed = child.kill.bind(child, 'SIGKILL');
  process.once('exit', killed);
  const exited = once(child, 'close').finally(() => process.off('exit', killed));
  let text = '';
  const listening = new Promise<[string, string]>((resolve) => {
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (chunk: Buffer) => {
        text += chunk;
        const [, url, link] = /Listening\s+(http:\S+)[\s\S]*Dashboard\s+(http:\S+)\s/.exec(text) ?? [];
        if (url !== undefined && link !== undefined) resolve([url, link]);
      });
    }
  });
  const failed = exited.then(() => Promise.reject(new Error(`The service did not start:\n${text}`)));
  const [url, signInLink] = await Promise.race([listening, failed]);
  failed.catch(() => {});
  return {
    url,
    signInLink,
    async stop() {
      child.kill('SIGTERM');
      await exited;
    },
  };
}

function withoutSettings(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const settings = new Set(['PORT', ...SETTING_NOTES.map(({ key }) => key)]);
  return Object.fromEntries(Object.entries(env).filter(([key]) => !settings.has(key)));
}
