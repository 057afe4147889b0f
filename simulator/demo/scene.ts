import type { Stage } from './stage.ts';

/** A prediction, and what came; the play went well when the two are the same. */
export type Finding = { what: string; expected: string; found: string };

export type Scene = {
  title: string;
  /** What happens and what should come of it, in a few lines. */
  story: readonly string[];
  play(stage: Stage): Promise<Finding[]>;
};

export function finding(what: string, expected: unknown, found: unknown): Finding {
  return { what, expected: String(expected), found: String(found) };
}

export function isRight({ expected, found }: Finding): boolean {
  return expected === found;
}
