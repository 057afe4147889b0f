/**
 * The customer's own words in an e-mail, without what mail programs put around them. Decisions were once taken on
 * quoted answers, signatures and footers, and were wrong one time in three.
 */

/** A longer message is cut, in characters: nobody writes that much, and patterns must stay cheap. */
const MAX_LENGTH = 20_000;
/** A longer line is text, whatever it begins with, in characters: patterns that fail late would look at it again and again. */
const MAX_LINE = 1_000;
/** The lines of a forwarded header stand within this many lines after its mark. */
const HEADER_LINES = 12;

/** `original` is the message that this one forwards or answers, where its header can be read. */
export type Message = { own: string; original: { from: string; text: string } | null };

const HEADER =
  /^[\s>*]*(from|sent|date|to|cc|subject|de|envoy[ée]|à|a|objet|exp[ée]diteur|destinataire)\*?\s*:\*?\s*(.*)$/i;
const FROM = /^[\s>*]*(from|de|exp[ée]diteur)\*?\s*:\*?\s*(.+@.+)$/i;

/** A line after which everything is an older message. */
const HISTORY: readonly RegExp[] = [
  /^[\s>]*-{2,}\s*(forwarded message|message transf[ée]r[ée]|original message|message d['’]origine|message original)\s*-*\s*$/i,
  /^[\s>]*(begin forwarded message|d[ée]but du message (transf[ée]r[ée]|r[ée]exp[ée]di[ée]))\s*:/i,
  /^[\s>-]*(on|le)\s.{4,200}(wrote|a [ée]crit)\s*(:|-{2,})\s*$/i,
  /^[\s>]*(في|بتاريخ)\s.{4,200}كتب.{0,80}$/,
  /^\s*_{10,}\s*$/,
];
/** A line after which nothing is the customer's. */
const FOOTER: readonly RegExp[] = [
  /^--\s*$/,
  /^\s*(sent from my|get outlook for|envoy[ée] (de mon|depuis)|t[ée]l[ée]charger outlook|obtenez outlook)\b/i,
  /^\s*(how would you rate our customer service|comment [ée]valuez-vous|أرسلت من)/i,
  /^\s*(this (e-?mail|message)|ce (message|courriel|mail)).{0,80}(confiden)/i,
  /^\s*(please consider the environment|pensez à l['’]environnement|unsubscribe|se d[ée]sinscrire)/i,
];
/** Closes a letter; what follows is a name and a business card. */
const CLOSING =
  /^\s*((bien )?cordialement|bien à (vous|toi)|sinc[èe]res salutations|salutations|respectueusement|best regards|kind regards|regards|sincerely|yours|مع (أطيب |خالص )?التحيات?)[\s,.!]*$/i;

const OPENING = /^[\s>]*(on|le)\s/i;
const WROTE = /(wrote|a [ée]crit)\s*:\s*$/i;

/** Splits an e-mail into the words of its sender and the message that it carries along. */
export function readMessage(text: string): Message {
  const lines = text.slice(0, MAX_LENGTH).replace(/\r\n?/g, '\n').split('\n');
  const end = findHistory(lines);
  const own = ownWords(lines.slice(0, end));
  return { own, original: readOriginal(lines.slice(end)) };
}

/** Where older messages begin; behind the last line when there are none. */
function findHistory(lines: readonly string[]): number {
  const found = lines.findIndex((_, index) => beginsHistory(lines, index));
  return found === -1 ? lines.length : found;
}

function fits(pattern: RegExp, line: string): boolean {
  return line.length <= MAX_LINE && pattern.test(line);
}

function beginsHistory(lines: readonly string[], index: number): boolean {
  const line = String(lines[index]);
  if (HISTORY.some((pattern) => fits(pattern, line))) return true;
  // "Le lundi 5 janvier, Sara Ali" and "<sara@…> a écrit :" on two lines.
  if (fits(OPENING, line) && fits(WROTE, String(lines[index + 1]))) return true;
  // Outlook writes no mark, only the header; one line alone may be a sentence.
  return fits(FROM, line) && lines.slice(index + 1, index + 4).some((next) => fits(HEADER, next));
}

function ownWords(lines: readonly string[]): string {
  const kept = lines.filter((line) => !/^\s*>/.test(line));
  const footer = kept.findIndex((line) => FOOTER.some((pattern) => fits(pattern, line)));
  const body = footer === -1 ? kept : kept.slice(0, footer);
  const closing = body.findIndex((line, index) => index > 0 && fits(CLOSING, line));
  return (closing === -1 ? body : body.slice(0, closing)).join('\n').trim();
}

/** Gmail, Apple Mail and Outlook: header lines, an empty line, the text. */
function readOriginal(lines: readonly string[]): Message['original'] {
  const head = lines.slice(0, HEADER_LINES);
  const from = head.findIndex((line) => fits(FROM, line));
  if (from === -1) return null;
  const sender = String(FROM.exec(String(head[from]))?.[2]).trim();
  const rest = lines.slice(from);
  const end = rest.findIndex((line) => !fits(HEADER, line));
  const text = (end === -1 ? [] : rest.slice(end)).map((line) => line.replace(/^\s*> ?/, ''));
  // It may have been forwarded more than once: the words of the first one who wrote to us are meant.
  return { from: sender, text: ownWords(text.slice(0, findHistory(text))) };
}
