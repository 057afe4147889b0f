import { type Finding, finding, isRight, type Scene } from './scene.ts';
import type { Stage } from './stage.ts';
import { STUDENT_SCENES } from './student-scenes.ts';
import { TICKET_SCENES } from './ticket-scenes.ts';

const SCENES: readonly Scene[] = [...STUDENT_SCENES, ...TICKET_SCENES];
/** How long the reader gets for a story and for its outcome, in ms. */
const STORY_MS = 1_800;
const ENDING_MS = 1_200;
/** What the log must hold at the end; the scenes add up to it. */
const TOTALS = { completed: 31, failed: 5, duplicate: 11 };

/** Plays every scene and tells what happens; returns everything that was predicted. */
export async function playAll(
  stage: Stage,
  print: (line: string) => void,
  mark: (isGood: boolean) => string,
): Promise<Finding[]> {
  const findings: Finding[] = [];
  for (const [index, { title, story, play }] of SCENES.entries()) {
    print(`\n${index + 1}. ${title}`);
    for (const line of story) print(`   ${line}`);
    await stage.pause(STORY_MS);
    for (const each of await play(stage)) {
      findings.push(each);
      print(`   ${mark(isRight(each))} ${each.what}: ${each.found}`);
    }
    await stage.pause(ENDING_MS);
  }
  return [...findings, ...(await totals(stage))];
}

async function totals(stage: Stage): Promise<Finding[]> {
  const { by_status } = await stage.stats();
  return Object.entries(TOTALS).map(([status, expected]) =>
    finding(`${status} events in the log`, expected, by_status[status]),
  );
}

/** What was predicted beside what came. */
export function table(findings: readonly Finding[], mark: (isGood: boolean) => string): string[] {
  const width = (key: keyof Finding) => Math.max(key.length, ...findings.map((each) => each[key].length));
  const [what, expected] = [width('what'), width('expected')];
  const head = `    ${'what'.padEnd(what)}  ${'expected'.padEnd(expected)}  found`;
  const rows = findings.map(
    (each) =>
      `  ${mark(isRight(each))} ${each.what.padEnd(what)}  ${each.expected.padEnd(expected)}  ${each.found}`,
  );
  return [head, ...rows];
}
