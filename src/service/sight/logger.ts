import { createRequire } from 'node:module';
import { basename, dirname } from 'node:path';
import type { Writable } from 'node:stream';
import pino, { type DestinationStream, type Logger } from 'pino';
import { createStream } from 'rotating-file-stream';
import { type Clock, systemClock } from '../../clock.ts';
import { makePrivateFolder } from '../../private-folder.ts';
import type { Settings } from '../../settings.ts';

export type LogOutput = { isTTY?: boolean; write(text: string): unknown };
export type HubLogger = {
  logger: Logger;
  /** Writes what is still in memory; nothing is logged afterwards. */
  close(): Promise<void>;
};

/** How long, in ms, before a log file that could not be written is tried again. */
const REOPEN_MS = 60_000;

/** Logs to the terminal, in colour when a person reads it, and to a file rotated at 20 MB. */
export function createLogger(
  settings: Pick<Settings, 'LOG_LEVEL' | 'LOG_FILE'>,
  terminal: LogOutput,
  clock: Clock = systemClock,
): HubLogger {
  const file = settings.LOG_FILE === '' ? null : logFile(settings.LOG_FILE, terminal, clock);
  const isWatched = terminal.isTTY === true;
  const outputs = [...(isWatched ? [] : [terminal]), ...(file === null ? [] : [file])];
  const plain = batched(outputs, clock);
  const sink = isWatched ? both(prettySink(terminal), plain) : plain;
  const logger = pino({ level: settings.LOG_LEVEL, base: null, timestamp: isoTime() }, sink);
  return {
    logger,
    async close() {
      plain.flush();
      await file?.close();
    },
  };
}

type Sink = DestinationStream & { flush(): void };

/**
 * Joins lines into one write: a write per turn of the event loop cost a tenth of the rate at which events are
 * accepted. Anything above info level is written in its turn, because it may be the last thing that the
 * process says.
 */
function batched(outputs: readonly { write(text: string): unknown }[], clock: Clock): Sink {
  let lines = '';
  let isUrgent = false;
  const flush = () => {
    if (lines !== '') for (const output of outputs) output.write(lines);
    lines = '';
    isUrgent = false;
  };
  return {
    write(line) {
      if (lines === '') clock.after(LINES_WAIT_MS, flush);
      lines += line;
      if (isUrgent || (lines.length < MOST_WAITING && INFORMATION.test(line))) return;
      isUrgent = true;
      setImmediate(flush);
    },
    flush,
  };
}

/** How long a line waits for others, in ms, and how many characters may wait. */
const LINES_WAIT_MS = 50;
const MOST_WAITING = 65_536;
/** How pino begins a line of level `info` or lower. */
const INFORMATION = /^\{"level":[123]0,/;

/** Loaded only for a person: a service that nobody watches starts without it. */
function prettySink(terminal: LogOutput): DestinationStream {
  const pretty: typeof import('pino-pretty') = createRequire(import.meta.url)('pino-pretty');
  const format = pretty.prettyFactory({ colorize: true, translateTime: 'SYS:HH:MM:ss', singleLine: true });
  return { write: (line) => void terminal.write(format(line)) };
}

function both(first: DestinationStream, second: DestinationStream): DestinationStream {
  return {
    write(line) {
      first.write(line);
      second.write(line);
    },
  };
}

/** A broken stream, as on a full disk, writes nothing more; after a while the file is reopened. */
function logFile(path: string, terminal: LogOutput, clock: Clock) {
  let retryAtMs = 0;
  let stream: Writable | null = open();

  function open(): Writable {
    makeFolder(dirname(path));
    const opened = createStream(basename(path), {
      path: dirname(path),
      size: '20M',
      rotate: 14,
      // The log names no person, but tells a stranger on this machine what happens when, and from where.
      mode: 0o600,
    });
    return opened.once('error', ({ message }) => {
      stream = null;
      retryAtMs = clock.now() + REOPEN_MS;
      terminal.write(`The log file cannot be written, and is tried again in a minute: ${message}\n`);
    });
  }

  return {
    write(text: string) {
      if (stream === null && clock.now() >= retryAtMs) stream = open();
      stream?.write(text);
    },
    async close() {
      await new Promise<void>((resolve) => (stream === null ? resolve() : stream.end(resolve)));
    },
  };
}

/** Readable only by its owner, if we create it. If we cannot, the stream reports it, because it tries too. */
function makeFolder(folder: string): void {
  try {
    makePrivateFolder(folder);
  } catch {}
}

/** ISO times, formatted once a millisecond: under load many lines share one. */
function isoTime(): () => string {
  let lastMs = 0;
  let text = '';
  return () => {
    const nowMs = Date.now();
    if (nowMs !== lastMs) text = `,"time":"${new Date(nowMs).toISOString()}"`;
    lastMs = nowMs;
    return text;
  };
}
