import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { SETTING_NOTES } from '../src/settings.ts';
import type { Test } from './harness.ts';
import { inherited } from './inherited.ts';

export const ROOT = fileURLToPath(new URL('..', import.meta.url));

/**
 * The default of each setting, for the environment of a real process: it wins over the `.env` of whoever runs the tests,
 * which may lead to a real Zoho.
 */
export const DEFAULTS: Readonly<Record<string, string>> = {
  ...Object.fromEntries(SETTING_NOTES.map(({ key, fallback }) => [key, fallback])),
  PORT: '',
};

export type Service = {
  url: string;
  /** What it has printed so far, both streams. */
  output(): string;
  /** Nobody reads what it prints any more. */
  hangUp(): void;
  /** Ends it the given way and answers its exit code, null after a kill. */
  stop(signal: NodeJS.Signals): Promise<number | null>;
};

/** Starts the real program on a free port, with its files in `folder`, and waits until it listens. */
export async function startService(
  t: Test,
  folder: string,
  flags: readonly string[] = [],
  settings: Record<string, string> = {},
): Promise<Service> {
  const env = { ...filesIn(folder), WEBHOOK_HOST: '127.0.0.1', WEBHOOK_PORT: '0', ...settings };
  const { child, output, exited } = launch(t, env, flags);
  const url = await new Promise<string>((resolve, reject) => {
    child.stdout?.on('data', () => {
      const found = /Listening\s+(http:\S+)/.exec(output())?.[1];
      if (found) resolve(found);
    });
    void exited.then(() => reject(new Error(`the service did not start: ${output()}`)));
  });
  return {
    url,
    output,
    hangUp() {
      child.stdout?.destroy();
      child.stderr?.destroy();
    },
    stop(signal) {
      child.kill(signal);
      return exited;
    },
  };
}

/** Runs the real program until it ends by itself. */
export async function runToEnd(t: Test, env: Record<string, string>, flags: readonly string[] = []) {
  const { output, exited } = launch(t, env, flags);
  return { code: await exited, output: output() };
}

export function filesIn(folder: string): Record<string, string> {
  return { DATABASE_URL: `file:${join(folder, 'data/events.db')}`, LOG_FILE: join(folder, 'logs/app.log') };
}

function launch(t: Test, env: Record<string, string>, flags: readonly string[] = []) {
  const program = ['--import', './src/check-node.js', 'src/main.ts'];
  const child: ChildProcess = spawn(process.execPath, [...flags, ...program], {
    cwd: ROOT,
    env: { ...inherited(), ...DEFAULTS, NODE_ENV: 'test', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  t.teardown(() => child.kill('SIGKILL'));
  let text = '';
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (chunk: Buffer) => (text += chunk.toString()));
  const exited = once(child, 'close').then(([code]) => code as number | null);
  return { child, output: () => text, exited };
}
