import type { Told } from '../../log/told.ts';
import { inEnglish } from '../../sentences/tell.ts';

/** Something outside changed since the proposal; it is dropped. */
export class StaleProposal extends Error {
  override readonly name = 'StaleProposal';
  readonly changes: readonly Told[];

  constructor(...changes: readonly Told[]) {
    super(changes.map(inEnglish).join(', '));
    this.changes = changes;
  }
}

/** No program may do this now, though nothing speaks against it: it waits for a person. */
export class LeftToPerson extends Error {
  override readonly name = 'LeftToPerson';
  readonly reason: Told;

  constructor(reason: Told) {
    super(inEnglish(reason));
    this.reason = reason;
  }
}
