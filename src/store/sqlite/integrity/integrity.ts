import { execFile } from 'node:child_process';
import { statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Integrity } from '../../../log/readings.ts';

const PROGRAM = fileURLToPath(new URL('./quick-check.js', import.meta.url));

/**
 * Checks the whole file, except for what is inside rows and whether indexes agree with their tables, which
 * would take many times as long (https://sqlite.org/pragma.html#pragma_quick_check).
 *
 * In a process of its own: nobody can stop SQLite in a thread of ours, and whatever a damaged file makes of
 * it must not end the service.
 *
 * @param budgetMs when to give up
 */
export function lookThrough(file: string, budgetMs: number, signal?: AbortSignal): Promise<Integrity> {
  const bytes = file === ':memory:' ? 0 : (statSync(file, { throwIfNoEntry: false })?.size ?? 0);
  if (bytes === 0) return Promise.resolve({ is: 'whole' });
  return new Promise((resolve) => {
    const options = { timeout: budgetMs, killSignal: 'SIGKILL', signal, windowsHide: true } as const;
    execFile(process.execPath, [PROGRAM, file], options, (error, printed) => {
      if (error !== null) return resolve({ is: 'unknown' });
      const { fault }: { fault: string | null } = JSON.parse(printed);
      resolve(fault === null ? { is: 'whole' } : { is: 'damaged', fault });
    });
  });
}
