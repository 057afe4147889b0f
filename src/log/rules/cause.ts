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
