import { fold } from '../../rules/words.ts';

/** Everything that is known of an answer which a program would send without a person. */
export type SendCase = {
  subject: string | null;
  intents: readonly string[];
  /** The stage of the deal, or `none`. */
  state: string;
  confidence: number;
  /** The text came from somewhere else than planned, such as the template in the place of the assistant. */
  isFallback: boolean;
  /** The mail's own header lines were read, and speak for no machine. */
  isProven: boolean;
  inboundCount: number;
  outboundCount: number;
  commentCount: number;
  attachmentCount: number;
  message: string;
  recipient: string;
  contactEmail: string | null;
  answer: string;
};
export type AllowedCase = { subject: string; intent: string; state: string };

const MIN_MESSAGE_CHARACTERS = 20;
const MIN_CONFIDENCE = 0.9;
const MAX_ANSWER_WORDS = 140;
/** Words of credentials, e-mail addresses, and numbers long enough to identify someone. */
const SENSITIVE = /mot de passe|password|identifiant|login|كلمة (المرور|السر)|[^\s@]@[^\s@]|\d{6,}/i;

/**
 * Why an answer may not be sent without a person: every reason, by name; empty when it may. An audit of 32 answers that
 * were sent automatically found a quarter of them fine, so this denies by default.
 */
export function refusalsToSend(about: SendCase, allowed: readonly AllowedCase[]): string[] {
  const subject = plainSubject(about.subject);
  const isAllowed = allowed.some(
    (entry) =>
      plainSubject(entry.subject) === subject &&
      entry.intent === about.intents[0] &&
      entry.state === about.state,
  );
  const refusals: [code: string, applies: boolean][] = [
    ['not_on_allow_list', !isAllowed],
    ['not_one_message', about.inboundCount !== 1],
    ['only_quotes', about.message === ''],
    ['message_too_short', about.message.length < MIN_MESSAGE_CHARACTERS],
    ['several_intents', about.intents.length > 1],
    ['confidence_too_low', about.confidence < MIN_CONFIDENCE],
    ['fallback_used', about.isFallback],
    ['headers_unknown', !about.isProven],
    ['attachments_present', about.attachmentCount > 0],
    ['human_activity', about.outboundCount + about.commentCount > 0],
    ['recipient_is_not_the_contact', about.recipient !== about.contactEmail?.toLowerCase()],
    ['answer_too_long', about.answer.split(/\s+/).length > MAX_ANSWER_WORDS],
    ['sensitive_content', SENSITIVE.test(about.answer)],
  ];
  return refusals.filter(([, applies]) => applies).map(([code]) => code);
}

function plainSubject(subject: string | null): string {
  return fold(subject ?? '').replace(/^((re|fwd?|tr)\s*:\s*)+/, '');
}
