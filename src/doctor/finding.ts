import { CredentialsFailure, PermanentFailure, TemporaryFailure } from '../log/failures.ts';
import type { Told } from '../log/told.ts';
import { codesOf, inEnglish, type Saying, tell, together } from '../sentences/tell.ts';
import { BadSettings } from '../settings.ts';

/** `well` works; a `problem` keeps something that is set up from working; `off` is not set up, or cannot be tried. */
export type FindingState = 'well' | 'problem' | 'off';

/** What one check came to. The message is a sentence without personal data; of a problem it says what to do next. */
export type Finding = {
  code: string;
  state: FindingState;
  message: string;
  /** The message in codes; null when it is English only. */
  told: readonly Told[] | null;
};

/** What a whole look came to; `checkedAt` is ISO 8601 in UTC. */
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

/** Does a read and says `saying` when it worked; a failure that is known is a problem in its own words. */
export async function attempt(code: string, saying: Saying, read: () => unknown): Promise<Finding> {
  try {
    await read();
    return well(code, saying);
  } catch (error) {
    return problem(code, describe(error));
  }
}

/** What is wrong, in the words of a failure that is known; anything else is a defect and thrown on. */
export function describe(error: unknown): Saying {
  if (error instanceof CredentialsFailure || error instanceof PermanentFailure) return error.saying;
  if (error instanceof BadSettings) return error.told;
  if (error instanceof TemporaryFailure) return together(error.saying, tell('TRY_AGAIN'));
  throw error;
}
