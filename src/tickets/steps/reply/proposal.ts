import type { JsonValue } from '../../../log/event.ts';
import type { Told } from '../../../log/told.ts';
import { type Static, Type } from '../../../schema.ts';
import { LANGUAGES } from '../../rules/language.ts';

/** An answer that was thought out. */
export const ReplyProposal = Type.Object({
  to: Type.String(),
  /** Who else got the customer's message, for the person who decides; nothing goes to them. */
  copies: Type.Array(Type.String(), { default: [] }),
  text: Type.String(),
  language: Type.Enum([...LANGUAGES]),
  intents: Type.Array(Type.String()),
  confidence: Type.Number(),
  /** What wrote it; `fallback` is the template where the assistant failed. */
  source: Type.Enum(['template', 'assistant', 'fallback']),
  /** What the assistant said or why it was not heard, and what it cost. */
  assistant: Type.Unsafe<JsonValue>(Type.Unknown()),
  /** What the customer wrote, to be read beside the answer. */
  message: Type.String(),
  /** Why a person should look before it goes, in sentences. */
  doubts: Type.Array(Type.String(), { default: [] }),
  doubts_told: Type.Unsafe<readonly Told[]>(Type.Array(Type.Unknown(), { default: [] })),
});
export type ReplyProposal = Static<typeof ReplyProposal>;
