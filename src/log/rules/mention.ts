/** The letter of an escape of JSON, such as `\n`, is no part of the address behind it. */
const AFTER_ESCAPE = String.raw`(?<=\\(?:u[0-9a-f]{4}|[bfnrt])[._%+-]?)`;
const BEGINS = '(?<![a-z0-9][._%+-]?)';
const ENDS = '(?![.-]?[a-z0-9])';

/**
 * Finds where a text names this e-mail address, in any case. A longer address around it is somebody else's:
 * `sara.ali@example.edu` does not name `ali@example.edu`.
 */
export function mentionOf(address: string): RegExp {
  const escaped = address.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
  return new RegExp(`(?:${AFTER_ESCAPE}|${BEGINS})${escaped}${ENDS}`, 'i');
}
