import { codesOf, inEnglish, type Saying, tell, together } from '../../sentences/tell.ts';
import { CredentialsFailure, PermanentFailure, SystemAway, TemporaryFailure } from '../failures.ts';
import type { Complaint, Outcome } from '../ports.ts';
import { retryDelay } from '../retry-policy.ts';

/** The reason with which a shutdown interrupts a handler. */
export class Released extends Error {
  override readonly name = 'Released';
}

/** What uses up no attempts, because nothing is wrong with the event, and what is said of it. */
const WAITING = [
  [CredentialsFailure, tell('WAITS_FOR_THAT')],
  [SystemAway, tell('TRIED_UNTIL_IT_WORKS')],
] as const;

/**
 * What follows from what a handler threw. Anything but a failure that it names is a defect of ours, which may lie in this
 * event alone: it is tried again, as often as any.
 *
 * @param random between 0 and 1
 */
export function afterFailure(
  error: unknown,
  {
    attempt,
    maxAttempts,
    nowMs,
    random,
  }: { attempt: number; maxAttempts: number; nowMs: number; random: number },
): Outcome {
  if (error instanceof Released) return { status: 'released' };
  if (error instanceof PermanentFailure) return { status: 'failed', ...complaintOf(error.saying) };
  const isKnown = error instanceof TemporaryFailure;
  const saying = isKnown ? error.saying : tell('UNEXPECTED_ERROR');
  const waiting = WAITING.find(([kind]) => error instanceof kind)?.[1];
  const isFree = waiting !== undefined;
  if (attempt >= maxAttempts && !isFree) {
    return { status: 'failed', ...complaintOf(together(saying, tell('GIVEN_UP', { attempts: attempt }))) };
  }
  const retryAt = nowMs + retryDelay(attempt, isKnown ? error.retryAfterMs : null, random);
  return { status: 'retry', ...complaintOf(isFree ? together(saying, waiting) : saying), retryAt, isFree };
}

/** True for what a handler says by throwing it; false for a defect. */
export function isNamed(error: unknown): boolean {
  return [Released, PermanentFailure, TemporaryFailure].some((kind) => error instanceof kind);
}

/** What went wrong, in English and in codes. */
export function complaintOf(saying: Saying): Complaint {
  return { error: inEnglish(saying), told: codesOf(saying) };
}
