import { parseAddress } from '../address.ts';

type MailHeaders = ReadonlyMap<string, readonly string[]>;

/** A mailing list as the mails that it passes on name it. */
export type MailingList = {
  /** RFC 2919, such as `support.example.edu` for the list `support@example.edu`; null where it has no name. */
  id: string | null;
  /** Where one writes to all of its members (RFC 2369); null for a list to which only its owner writes. */
  post: string | null;
  /** It calls its mails bulk: a newsletter, which is not written to anybody in particular. */
  isBulk: boolean;
};

/** The mailing list that a mail came over; null where it came straight. */
export function mailingListOf(headers: MailHeaders): MailingList | null {
  const first = (name: string) =>
    headers
      .get(name)
      ?.find((value) => value.trim() !== '')
      ?.trim() ?? null;
  const named = first('list-id');
  const post = /<mailto:([^<>?]+)/i.exec(first('list-post') ?? '')?.[1];
  const precedence = /\b(bulk|junk|list)\b/i.exec(first('precedence') ?? '')?.[1]?.toLowerCase();
  if (named === null && post === undefined && precedence === undefined) return null;
  return {
    id: named === null ? null : (/<([^<>]+)>\s*$/.exec(named)?.[1] ?? named).toLowerCase(),
    post: post === undefined ? null : (parseAddress(post)?.address ?? null),
    isBulk: precedence === 'bulk' || precedence === 'junk',
  };
}

/**
 * What a list that is not ours says of who wrote. Only its owner writes to a newsletter, and an answer would go to a
 * machine; on a list to which others write, or in answer to a mail, it may be a customer.
 */
export function mayBePerson(list: MailingList, headers: MailHeaders, from: string): boolean {
  if (list.isBulk || from === list.post) return false;
  return list.post !== null || isAnswer(headers);
}

/** It names the mail that it answers: a newsletter answers nothing. */
function isAnswer(headers: MailHeaders): boolean {
  return (headers.get('in-reply-to') ?? []).some((value) => value.includes('@'));
}

/** For people. */
export function nameOf({ id, post }: MailingList): string | null {
  return id ?? post;
}
