/** What a person or another program wrote into the field for the Moodle id. */
export type WrittenUserId = { is: 'id'; id: string } | { is: 'none' } | { is: 'unreadable' };

/** Arabic and Persian digits stand in blocks of their own, in the order of their values. */
const OTHER_DIGITS = /[\u0660-\u0669\u06f0-\u06f9]/g;
/** Digits in groups of three; a point between them would be a fraction elsewhere, so it is none of the signs. */
const GROUPED = /^\d{1,3}([,\u00a0\u202f\u066c '’]\d{3})+$/;
/** Tables write whole numbers with a fraction of zeros. */
const WHOLE = /^\d+(\.0*)?$/;

/** How people and programs write "there is none". */
const NONE = new Set(['', 'na', 'none', 'nil', 'null', 'undefined']);

/**
 * Reads a Moodle id exactly as it was meant, or not at all: `910407.0` and `910,407` are one number, `910.407` may be
 * another one. Many CRMs write "none" as `0` or `-`.
 */
export function readUserId(text: string): WrittenUserId {
  const digits = text.trim().replace(OTHER_DIGITS, (digit) => String(digit.charCodeAt(0) & 0xf));
  if (NONE.has(digits.replace(/[\s\p{P}\p{S}0]/gu, '').toLowerCase())) return { is: 'none' };
  const plain = GROUPED.test(digits) ? digits.replace(/\D/g, '') : digits;
  const id = WHOLE.test(plain) ? plain.replace(/\..*/, '').replace(/^0+/, '') : '';
  // Moodle's own ids fit into 18 digits; it refuses to look for longer ones.
  return /^\d{1,18}$/.test(id) ? { is: 'id', id } : { is: 'unreadable' };
}

/** The same as our own table keeps it: an id in plain digits, null for none, and what is neither as it was written. */
export function plainUserId(text: string): string | null {
  const written = readUserId(text);
  if (written.is === 'id') return written.id;
  return written.is === 'none' ? null : text;
}
