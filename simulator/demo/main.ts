import { runDemo } from './demo.ts';

const interruption = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => interruption.abort());
// Something has to keep the process alive while it waits for Ctrl+C.
const alive = setInterval(() => {}, 60_000);
try {
  process.exitCode = await runDemo(process.argv.slice(2), {
    print: (line) => void process.stdout.write(`${line}\n`),
    isTerminal: process.stdout.isTTY === true,
    signal: interruption.signal,
    settings: {},
  });
} catch (error) {
  process.stderr.write(`${(error as Error).message}\n`);
  process.exitCode = 1;
}
clearInterval(alive);
