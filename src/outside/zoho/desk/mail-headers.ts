import type { MailHeaders } from './ticket.ts';

/** The header of a mail is never longer than this, in characters; what follows is the mail itself. */
const MAX_HEADER = 100_000;

/** Reads the header lines at the beginning of a mail (RFC 5322, 2.2): a folded line belongs to the one before it. */
export function readMailHeaders(mail: string): MailHeaders {
  const [head = ''] = mail.slice(0, MAX_HEADER).replaceAll('\r\n', '\n').split('\n\n', 1);
  const headers = new Map<string, string[]>();
  for (const line of head.replace(/\n[ \t]+/g, ' ').split('\n')) {
    const field = /^([!-9;-~]+):(.*)$/.exec(line);
    if (field === null) continue;
    const name = String(field[1]).toLowerCase();
    headers.set(name, [...(headers.get(name) ?? []), String(field[2]).trim()]);
  }
  return headers;
}
