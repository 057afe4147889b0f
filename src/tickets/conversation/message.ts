import { unwrapForward } from './forward.ts';
import { ownWordsOfText } from './quotes.ts';

/** `original` is the message that this one forwards or answers, where its header can be read. */
export type Message = { own: string; original: { from: string; text: string } | null };

/** Splits an e-mail into the words of its sender and the message that it carries along. */
export function readMessage(text: string): Message {
  const inside = unwrapForward(text);
  const original = inside && {
    from: `${inside.from.name} <${inside.from.address}>`.trim(),
    text: inside.text,
  };
  return { own: ownWordsOfText(text).own, original };
}
