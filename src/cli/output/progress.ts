import { clearLine, cursorTo } from 'node:readline';
import type { WriteStream } from 'node:tty';
import type { Context } from '../command.ts';

/** In characters. */
const BAR_WIDTH = 24;

/**
 * A line that tells how far a long work is. It is drawn on a terminal only, and never into what the next program reads.
 * Node's own calls suffice; the kept libraries also take the keyboard, and Ctrl+C has to reach the command.
 */
class Progress {
  readonly #terminal: Context['terminal'];
  readonly #done: string;
  /** 0 while nobody knows how much it will be. */
  #total: number;
  #count = 0;
  #note = '';
  #shown = '';

  constructor(terminal: Context['terminal'], total: number, done: string) {
    this.#terminal = terminal;
    this.#total = total;
    this.#done = done;
    this.#draw();
  }

  setTotal(total: number): void {
    this.#total = total;
  }

  /** @param note shows that something goes on while the count stands still */
  update(count: number, note = ''): void {
    this.#count = count;
    this.#note = note === '' ? '' : `, ${note}`;
    this.#draw();
  }

  increment(by = 1): void {
    this.update(this.#count + by);
  }

  stop(): void {
    if (this.#isTerminal()) this.#terminal.write('\n');
  }

  #draw(): void {
    const line = this.#line();
    // A bar that looks the same is not worth a write for each of a million rows.
    if (!this.#isTerminal() || line === this.#shown) return;
    this.#shown = line;
    cursorTo(this.#terminal, 0);
    clearLine(this.#terminal, 1);
    this.#terminal.write(line);
  }

  #line(): string {
    if (this.#total === 0) return `${this.#count} ${this.#done}${this.#note}`;
    const filled = Math.min(Math.floor((this.#count / this.#total) * BAR_WIDTH), BAR_WIDTH);
    const bar = '█'.repeat(filled).padEnd(BAR_WIDTH, '░');
    return `${bar} ${this.#count}/${this.#total} ${this.#done}${this.#note}`;
  }

  #isTerminal(): boolean {
    return (this.#terminal as Partial<WriteStream>).isTTY === true;
  }
}

/** For work of known length, or one that tells its length later. */
export function progressBar({ terminal }: Pick<Context, 'terminal'>, total: number, done: string): Progress {
  return new Progress(terminal, total, done);
}

/** For work of which nobody knows how much it will be. */
export function progressCount({ terminal }: Pick<Context, 'terminal'>, done: string): Progress {
  return new Progress(terminal, 0, done);
}
