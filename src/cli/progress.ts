import { SingleBar } from 'cli-progress';
import type { Context } from './command.ts';

/** A bar for long work; it is drawn on a terminal only, and never into what the next program reads. */
export function progressBar(context: Pick<Context, 'terminal'>, total: number, done: string): SingleBar {
  return drawn(context, total, `{bar} {value}/{total} ${done}, {eta_formatted} left`);
}

/** The same for long work of which nobody knows how much it will be. */
export function progressCount(context: Pick<Context, 'terminal'>, done: string): SingleBar {
  return drawn(context, 0, `{value} ${done}`);
}

function drawn({ terminal }: Pick<Context, 'terminal'>, total: number, format: string): SingleBar {
  const bar = new SingleBar({ stream: terminal, format });
  bar.start(total, 0);
  return bar;
}
