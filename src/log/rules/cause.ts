import type { Param, Told } from '../told.ts';

/** What stands for an id in the cause of a failure. */
export const ANY = '…';

/**
 * The cause that an error text tells, without the ids in it: the same fault of a hundred records is one cause. Numbers
 * below four digits stay, because "answered 502" and "answered 503" are two faults.
 */
export function causeOf(error: string): string {
  return error.replace(/[\p{L}\d_-]+/gu, (word) => (isId(word) ? ANY : word));
}

function isId(word: string): boolean {
  return /\d{4}|\p{L}-?\d{2}/u.test(word);
}

/** The same of sentences in codes: what differs only by an id is one cause. */
export function causeInCodes(told: readonly Told[]): Told[] {
  return told.map(withoutIds);
}

function withoutIds({ code, params }: Told): Told {
  const kept = Object.entries(params).map(([place, value]) => [place, paramWithoutIds(value)]);
  return { code, params: Object.fromEntries(kept) };
}

function paramWithoutIds(param: Param): Param {
  if (typeof param === 'string') return causeOf(param);
  return 'code' in param ? withoutIds(param) : causeInCodes(param);
}
