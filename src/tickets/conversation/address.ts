import emailAddresses from 'email-addresses';
import { decodeWords } from 'postal-mime';

/** One e-mail address as a header shows it. */
export type Address = { name: string; address: string };

/** The longest address that mail servers carry (RFC 5321), in characters. */
const MAX_ADDRESS = 254;
/** A longer text is no single address; cutting it would leave a part of one. In characters. */
const MAX_TEXT = 1_000;
/** A longer line of recipients is shown, not read, in characters. */
const MAX_LIST = 50_000;

/**
 * Reads `a@b`, `<a@b>`, `Name <a@b>`, `"Name"<a@b>`, `a@b (Name)` and `Name [mailto:a@b]`, whole or not at all: a part
 * of an address is somebody else's. `o'connor@example.test` read from its middle was a letter to a stranger.
 */
export function parseAddress(header: string): Address | null {
  const text = plain(header);
  if (text.length > MAX_TEXT) return null;
  const parts = FORMS.map((form) => form.exec(text)?.groups).find((groups) => groups !== undefined);
  const address = readAddress(unquoted(parts?.address ?? text));
  return address === null ? null : { name: readName(parts?.name ?? ''), address };
}

/** Reads a line of recipients. What cannot be read as a whole address is handed back as it stands, to be shown. */
export function parseAddresses(header: string): { read: Address[]; unread: string[] } {
  if (header.length > MAX_LIST) return { read: [], unread: [`${header.slice(0, MAX_ADDRESS)}…`] };
  const entries = splitList(plain(header));
  const parsed = entries.map((entry) => [entry, parseAddress(entry)] as const);
  return {
    read: parsed.flatMap(([, address]) => address ?? []),
    unread: parsed.flatMap(([entry, address]) => (address === null ? [entry] : [])),
  };
}

/** How a name and an address stand together. Quotes may hold anything, brackets too. */
const FORMS: readonly RegExp[] = [
  /^(?<name>(?:"(?:[^"\\]|\\.)*"|[^"<>])*)<(?<address>[^<>]+)>$/,
  /^(?<name>[^<>]*)<(?<address>[^<>]+)>$/,
  /^(?<name>[^[\]<>]*)\[(?<address>mailto:[^[\]\s]+)\]$/i,
  /^(?<address>[^\s()]+)\s*\((?<name>[^()]*)\)$/,
];

/** One line without escapes of HTML, and without the invisible marks that frame right-to-left text. */
function plain(header: string): string {
  const line = header.replace(/\r?\n(?=[ \t])/g, '');
  const text = line.replace(/&(lt|gt|quot|apos|amp|nbsp|#39|#x27|#64|#x40);/gi, (_, name: string) =>
    String(ESCAPES[name.toLowerCase()]),
  );
  return text.replace(/^[\s\p{Cf}]+|[\s\p{Cf},;]+$/gu, '');
}

const ESCAPES: Readonly<Record<string, string>> = {
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  amp: '&',
  nbsp: ' ',
  '#39': "'",
  '#x27': "'",
  '#64': '@',
  '#x40': '@',
};

/** `"a@b"` and `'a@b'`, as Outlook writes an address that has no name. */
function unquoted(text: string): string {
  const inside = text.trim().replace(/^mailto:/i, '');
  return /^(["'])[^"']*@[^"']*\1$/.test(inside) ? inside.slice(1, -1) : inside;
}

/** An address and nothing else, in lower case; null for anything that the grammar of RFC 5322 does not take whole. */
function readAddress(text: string): string | null {
  if (text.length > MAX_ADDRESS || /[\p{Cc}\p{Cf}()<>,;]/u.test(text.replace(QUOTED, ''))) return null;
  const found = emailAddresses.parseOneAddress({ input: text, rfc6532: true });
  if (found?.type !== 'mailbox' || !DOMAIN.test(found.domain)) return null;
  const local = PLAIN_LOCAL.test(found.local) ? found.local : quoted(found.local);
  return `${local}@${found.domain}`.normalize('NFC').toLowerCase();
}

const QUOTED = /^"(?:[^"\\\p{Cc}]|\\[^\p{Cc}])*"(?=@)/u;
/** The grammar takes signs in a domain that no domain has. */
const DOMAIN = /^[\p{L}\p{N}\p{M}-]+(\.[\p{L}\p{N}\p{M}-]+)*$/u;
const PLAIN_LOCAL = /^[^\s"\\(),:;<>@[\]]+$/;

function quoted(local: string): string {
  return `"${local.replace(/["\\]/g, '\\$&')}"`;
}

function readName(text: string): string {
  return decodeWords(text)
    .replace(/\\(.)/g, '$1')
    .replace(/["[\]()]/g, '')
    .trim();
}

/** Cut at commas and semicolons, not at those inside of a name: `Ali, Sara <sara@…>` is one person. */
function splitList(text: string): string[] {
  const pieces = text.match(/(?:"(?:[^"\\]|\\.)*"|<[^<>]*>|\([^()]*\)|[^,;])+/g) ?? [];
  const entries: string[] = [];
  let begun: string[] = [];
  for (const piece of pieces) {
    // The name of a group, as in `Team: a@b, c@d;`.
    const part = piece.replace(/^[^"<>@:]*:(?!.*\bmailto:)/i, '').trim();
    if (part !== '') begun.push(part);
    if (!part.includes('@')) continue;
    entries.push(begun.join(', '));
    begun = [];
  }
  return begun.length === 0 ? entries : [...entries, begun.join(', ')];
}
