import { CredentialsFailure, PermanentFailure, TemporaryFailure } from '../log/failures.ts';
import type { Told } from '../log/told.ts';
import { codesOf, inEnglish, type Saying, tell, together } from '../sentences/tell.ts';
import { BadSettings } from '../settings.ts';

/**
 * `well` works; a `problem` keeps something configured from working; `off` is not configured, or cannot be
 * tried.
 */
export type FindingState = 'well' | 'problem' | 'off';

/**
 * The result of one check. The message is a sentence without personal data; for a problem it says what to do
 * next.
 */
export type Finding = {
  code: string;
  state: FindingState;
  message: string;
  /** The message in codes; null when it exists only in English. */
  told: readonly Told[] | null;
};

/** The result of a full check; `checkedAt` is ISO 8601 in UTC. */
export type Findings = { checkedAt: string; findings: Finding[] };

export function well(code: string, saying: Saying): Finding {
  return finding(code, 'well', saying);
}

export function problem(code: string, saying: Saying): Finding {
  return finding(code, 'problem', saying);
}

export function off(code: string, saying: Saying): Finding {
  return finding(code, 'off', saying);
}

function finding(code: string, state: FindingState, saying: Saying): Finding {
  return { code, state, message: inEnglish(saying), told: codesOf(saying) };
}

/** Does a read and reports `saying` when it worked; a known failure becomes a problem in its own words. */
export async function attempt(code: string, saying: Saying, read: () => unknown): Promise<Finding> {
  try {
    await read();
    return well(code, saying);
  } catch (error) {
    return problem(code, describe(error));
  }
}

/** What is wrong, in the words of a known failure; anything else is a defect and rethrown. */
export function describe(error: unknown): Saying {
  if (error instanceof CredentialsFailure || error instanceof PermanentFailure) return error.saying;
  if (error instanceof BadSettings) return error.told;
  if (error instanceof TemporaryFailure) return together(error.saying, tell('TRY_AGAIN'));
  throw error;
}
