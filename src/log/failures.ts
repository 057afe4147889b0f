import { codesOf, inEnglish, type Saying } from '../sentences/tell.ts';
import type { Told } from './told.ts';

/**
 * What a handler throws to say how an attempt failed. What it says is read by operators: sentences that say what is wrong
 * and what to do, without personal data. Anything else that is thrown counts as a defect of ours and is retried.
 */
abstract class Failure extends Error {
  /** In codes, for readers of other languages; null when it is English only. */
  readonly told: readonly Told[] | null;

  constructor(saying: Saying) {
    super(inEnglish(saying));
    this.told = codesOf(saying);
  }

  get saying(): Saying {
    return this.told ?? this.message;
  }
}

/** Trying again cannot help until someone changes something outside. */
export class PermanentFailure extends Failure {
  override readonly name = 'PermanentFailure';
}

/** It may work later, and it may be the fault of this event: it is given up in the end. `retryAfterMs` is the other side's own wish. */
export class TemporaryFailure extends Failure {
  override readonly name: string = 'TemporaryFailure';
  readonly retryAfterMs: number | null;
  /** The other side certainly did nothing of what it was asked. False where that is not known, as after a lost answer. */
  readonly isUndone: boolean;

  constructor(saying: Saying, retryAfterMs: number | null = null, isUndone = false) {
    super(saying);
    this.retryAfterMs = retryAfterMs;
    this.isUndone = isUndone;
  }
}

/**
 * The other system answers nobody just now, so no event is to blame: the event waits and is tried again as often as it
 * takes. A site that is down over a weekend must not fail all events of that weekend.
 */
export class SystemAway extends TemporaryFailure {
  override readonly name = 'SystemAway';
}

/** How long it takes at least until a person has mended credentials, in ms. */
const MENDING_PAUSE_MS = 600_000;

/**
 * The other side does not accept who we are. A person has to mend it; until then the event waits and tries again, as
 * often as it takes: a token that is wrong for a day must not fail all events of that day.
 */
export class CredentialsFailure extends TemporaryFailure {
  override readonly name = 'CredentialsFailure';

  constructor(saying: Saying, retryAfterMs: number = MENDING_PAUSE_MS) {
    super(saying, retryAfterMs, true);
  }
}
