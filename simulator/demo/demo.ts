import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { MODULE } from '../student-deliveries.ts';
import { playAll, table } from './play.ts';
import { isRight } from './scene.ts';
import { Stage } from './stage.ts';

/** What the demo may touch; injected, so that a test runs it without a process. */
export type DemoContext = {
  print(line: string): void;
  /** A person is watching: print colours, and wait for Ctrl+C at the end. */
  isTerminal: boolean;
  /** Aborted by Ctrl+C. */
  signal: AbortSignal;
  /** Settings of the service on top of those that the play needs. */
  settings: Record<string, string>;
};

const HELP = `Plays ten minutes of a school's and a support desk's life in one: Zoho and Moodle are simulated, the service is real.

Usage: npm run demo -- [options]

  --fast    without pauses for the reader
  --exit    ends after the summary, also on a terminal
  --clean   deletes the data of the demo at its end
`;
const OPTIONS = {
  fast: { type: 'boolean', default: false },
  exit: { type: 'boolean', default: false },
  clean: { type: 'boolean', default: false },
  help: { type: 'boolean', short: 'h', default: false },
} as const;
/** The exit code of a program that Ctrl+C ended. */
const INTERRUPTED = 130;

/** Runs the demo; returns 0 when everything went as predicted, 1 when not, 130 when interrupted. */
export async function runDemo(argv: readonly string[], context: DemoContext): Promise<number> {
  const { values } = parseArgs({ args: [...argv], options: OPTIONS });
  const { print, isTerminal, signal, settings } = context;
  if (values.help) {
    print(HELP);
    return 0;
  }
  const folder = mkdtempSync(join(tmpdir(), 'zoho-event-hub-demo-'));
  print('Starting Zoho, Moodle and the service on free ports …');
  const opening = Stage.open({ folder, settings, isFast: values.fast, print, signal });
  opening.catch(() => rmSync(folder, { recursive: true }));
  const stage = await opening;
  const code = await perform(stage, context, isTerminal && !values.exit).catch((error) => {
    if (signal.aborted) return INTERRUPTED;
    print(`The demo broke: ${error}`);
    return 1;
  });
  await stage.close();
  if (values.clean) rmSync(folder, { recursive: true });
  print(
    `Both programs have stopped. ${values.clean ? 'The data is deleted.' : `The data is kept in ${folder}.`}`,
  );
  return code;
}

async function perform(
  stage: Stage,
  { print, isTerminal, signal }: DemoContext,
  stays: boolean,
): Promise<number> {
  const { url, signInLink } = stage.service;
  const mark = (isGood: boolean) => (isTerminal ? COLOURED : PLAIN)[isGood ? 'good' : 'bad'];
  const places = [
    `Dashboard  ${signInLink}`,
    `Zoho CRM   ${stage.world.settings.ZOHO_CRM_URL}/crm/tab/${MODULE}`,
    `Counts     ${url}/api/v1/events/stats`,
    `Log        ${stage.logFile}`,
  ];
  for (const place of places) print(place);
  const findings = await playAll(stage, print, mark);
  const wrong = findings.filter((each) => !isRight(each)).length;
  print(
    `\n${wrong === 0 ? 'All went as foretold' : `${wrong} of ${findings.length} went otherwise than foretold`}:\n`,
  );
  for (const line of table(findings, mark)) print(line);
  print('');
  if (stays) {
    for (const place of places) print(place);
    print('Both programs run on: look around, and press Ctrl+C to end them.');
    await untilAborted(signal);
  }
  return wrong === 0 ? 0 : 1;
}

const PLAIN = { good: '✓', bad: '✗' };
const COLOURED = { good: '\u001b[32m✓\u001b[0m', bad: '\u001b[31m✗\u001b[0m' };

function untilAborted(signal: AbortSignal): Promise<void> {
  signal.throwIfAborted();
  return new Promise((resolve) => {
    signal.addEventListener('abort', () => resolve(), { once: true });
  });
}
