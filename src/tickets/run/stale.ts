/** Something outside changed since the proposal; it is dropped. */
export class StaleProposal extends Error {
  override readonly name = 'StaleProposal';
}

/** No program may do this now, though nothing speaks against it: it waits for a person. */
export class LeftToPerson extends Error {
  override readonly name = 'LeftToPerson';
}
