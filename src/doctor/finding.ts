import { CredentialsFailure, PermanentFailure, TemporaryFailure } from '../log/failures.ts';
import { BadSettings } from '../settings.ts';

/** `well` works; a `problem` keeps something that is set up from working; `off` is not set up, or cannot be tried. */
export type FindingState = 'well' | 'problem' | 'off';

/** What one check came to. The message is a sentence without personal data; of a problem it says what to do next. */
export type Finding = { code: string; state: FindingState; message: string };

/** What a whole look came to; `checkedAt` is ISO 8601 in UTC. */
export type Findings = { checkedAt: string; findings: Finding[] };

export function well(code: string, message: string): Finding {
  return { code, state: 'well', message };
}

export function problem(code: string, message: string): Finding {
  return { code, state: 'problem', message };
}

export function off(code: string, message: string): Finding {
  return { code, state: 'off', message };
}

/** Does a read and says `message` when it worked; a failure that is known is a problem in its own words. */
export async function attempt(code: string, message: string, read: () => unknown): Promise<Finding> {
  try {
    await read();
    return well(code, message);
  } catch (error) {
    return problem(code, describe(error));
  }
}

function describe(error: unknown): string {
  const { message } = error as Error;
  if (error instanceof CredentialsFailure || error instanceof PermanentFailure) return message;
  if (error instanceof BadSettings) return message;
  if (error instanceof TemporaryFailure)
    return `${message} Try again in a while; if it stays so, check its address and the way there.`;
  throw error;
}
