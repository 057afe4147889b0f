import { isIPv4, isIPv6 } from 'node:net';

/**
 * What a text is that should be one e-mail address. An `international` one is well formed, but holds letters beyond ASCII:
 * mail servers and Zoho may take it, Moodle does not.
 */
export type EmailKind = 'sound' | 'international' | 'malformed';

/** Lengths of RFC 5321, in characters; `filter_var` of PHP holds to the same. */
const MAX_LENGTH = 254;
const MAX_LOCAL = 64;
const MAX_LABEL = 63;

const ATOM = /^[\p{L}\p{M}\p{N}!#$%&'*+/=?^_`{|}~-]+$/u;
/** No spaces, although RFC 5321 has them; without signs of tags, which Moodle refuses. */
const QUOTED = /^"(?:[!#-;=?-[\]-~]|\\[!-;=?-~])*"$/;
/** Dots between parts, but not those inside quotes. */
const PARTS = /(?:"(?:[^"\\]|\\.)*"|[^".])+|(?<=\.|^)(?=\.|$)/gs;
/** Short enough that no part of it can be too long. */
const COMMON = /^[\w+-]+(?:\.[\w+-]+)*@(?:[a-z\d]+(?:-+[a-z\d]+)*\.)+[a-z]+$/i;
const LABEL = /^[\p{L}\p{M}\p{N}]+(?:-+[\p{L}\p{M}\p{N}]+)*$/u;

/**
 * Judges an address by the rules of PHP's `filter_var` (FILTER_VALIDATE_EMAIL), which Moodle asks: what is sound here is
 * taken there. One bare address only: with `mailto:`, brackets or a comma around it, it is malformed.
 */
export function emailKind(text: string): EmailKind {
  // Nearly all of them; the rules below go through the tables of Unicode for each part.
  if (text.length <= MAX_LABEL && COMMON.test(text)) return 'sound';
  const at = text.lastIndexOf('@');
  const isSound =
    text.length <= MAX_LENGTH && isLocal(text.slice(0, Math.max(at, 0))) && isDomain(text.slice(at + 1));
  if (!isSound) return 'malformed';
  return /^[!-~]*$/.test(text) ? 'sound' : 'international';
}

function isLocal(local: string): boolean {
  if (local === '' || local.length > MAX_LOCAL) return false;
  const parts = local.match(PARTS) ?? [];
  return parts.every((part) => ATOM.test(part) || QUOTED.test(part)) && parts.join('.') === local;
}

/** At least two labels, the last of which begins with a letter; or an address in brackets. */
function isDomain(domain: string): boolean {
  if (domain.startsWith('[')) return isAddressLiteral(domain);
  const labels = domain.split('.');
  return (
    labels.length > 1 &&
    labels.every((label) => label.length <= MAX_LABEL && LABEL.test(label)) &&
    /^\p{L}/u.test(`${labels.at(-1)}`)
  );
}

function isAddressLiteral(domain: string): boolean {
  const address = /^\[(IPv6:)?([^\]]*)\]$/i.exec(domain);
  if (address === null) return false;
  return address[1] === undefined ? isIPv4(`${address[2]}`) : isIPv6(`${address[2]}`);
}
