import { SingleBar } from 'cli-progress';
import type { Context } from './command.ts';

/** A bar for long work; it is drawn on a terminal only, and never into what the next program reads. */
export function progressBar({ terminal }: Pick<Context, 'terminal'>, total: number, done: string): SingleBar {
  const format = `{bar} {value}/{total} ${done}, {eta_formatted} left`;
  const bar = new SingleBar({ stream: terminal, format });
  bar.start(total, 0);
  return bar;
}
