import type { JsonObject } from '../../log/event.ts';
import type { Told } from '../../log/told.ts';
import { type Saying, tell } from '../../sentences/tell.ts';
import type { OpenTicket, OwnWrite } from '../run/open-ticket.ts';
import type { Step, Suggestion } from '../suggestions/suggestion.ts';

/** What a step thinks should be done. Found out by reading only. */
export type Proposed =
  | {
      is: 'proposal';
      /** Equal for equal proposals about one message; see Suggestion.key. */
      key: string;
      proposal: JsonObject;
      reason: Told | readonly Told[];
      confidence?: number;
      /** Too unsure, or too delicate, for a flag: it waits for a person whatever the flag says. */
      needsPerson?: boolean;
    }
  /** The code says why, for programs. */
  | { is: 'skipped'; reason: Saying; code?: string }
  /** `detail` is kept with the note of an attempt that was cut off after it had written this. */
  | { is: 'unchanged'; reason: Saying; detail?: JsonObject };

/** What was really written; nothing when it was there already. */
export type Applied = {
  written: Told[];
  reason: Saying;
  own?: OwnWrite;
  detail?: JsonObject;
};

/** Who applies it: a flag, or a person who has read it and may have put the text in other words. */
export type Applier = { is: 'flag' } | { is: 'operator'; text?: string | undefined };

/** One try to apply a proposal. */
export type Attempt = {
  by: Applier;
  /** What an earlier attempt noted before it was cut off; null when there was none. */
  earlier: JsonObject | null;
  /** Keeps, before a write that must not be repeated, by what it can be known; null takes that back. */
  note(begun: JsonObject | null): Promise<void>;
  /**
   * The same for a letter, which cannot be taken back: false, and nothing kept, where no program may send one more to
   * this recipient today, or about this message. A person always may.
   */
  noteLetter(begun: JsonObject, recipient: string): Promise<boolean>;
};

/**
 * One kind of change. `propose` reads only; `write` writes only what was proposed, and looks at the ticket once more
 * right before each write (`ticket.guard`). `trace` finds what an attempt whose end is not known has left outside.
 */
export type StepModule = {
  propose(ticket: OpenTicket): Promise<Proposed>;
  write(proposal: JsonObject, ticket: OpenTicket, attempt: Attempt): Promise<Applied>;
  trace?(suggestion: Undecided, ticket: OpenTicket): Promise<Applied | null>;
};
export type Undecided = Pick<Suggestion, 'proposal' | 'result'>;

export function unchanged(reason: Saying): Proposed {
  return { is: 'unchanged', reason };
}

export function skipped(reason: Saying, code?: string): Proposed {
  return { is: 'skipped', reason, ...(code !== undefined && { code }) };
}

/**
 * What was decided about the same thing before: applied once it is not applied again, even if a person undid it, and
 * dismissed it is not proposed again. Null when it is open.
 */
export async function decidedBefore(ticket: OpenTicket, step: Step, key: string): Promise<Proposed | null> {
  const earlier = await ticket.findEarlier(step, key);
  if (earlier?.status === 'dismissed') return unchanged(tell('DISMISSED_BEFORE'));
  if (earlier?.status === 'applied') return unchanged(tell('APPLIED_BEFORE'));
  return null;
}
