import { detectLanguage } from '../../rules/language.ts';
import type { OpenTicket } from '../../run/open-ticket.ts';
import type { ReplyProposal } from './proposal.ts';

/** What is kept of the customer's message beside a proposal, in characters. */
const MAX_MESSAGE = 4_000;

/** The words of an answer, of the assistant or of a template. */
export async function compose(
  ticket: OpenTicket,
  to: string,
): Promise<Omit<ReplyProposal, 'copies' | 'doubts' | 'doubts_told'>> {
  const { rules } = ticket.connections;
  const { own: text } = await ticket.words();
  const { intents } = await ticket.wording();
  const advice = await ticket.advice();
  const common = { to, message: text.slice(0, MAX_MESSAGE) };
  if (advice?.is === 'advice') {
    const { language, primary_intent, secondary_intents, confidence, answer } = advice;
    const all = [primary_intent, ...secondary_intents];
    return {
      ...common,
      text: answer,
      language,
      intents: all,
      confidence,
      source: 'assistant',
      assistant: advice,
    };
  }
  const language = detectLanguage(`${ticket.ticket.subject ?? ''}\n${text}`, rules.reply.default_language);
  const template = rules.intents.find(({ name }) => name === intents[0])?.template ?? rules.reply.fallback;
  return {
    ...common,
    text: template[language],
    language,
    intents,
    confidence: intents.length === 1 ? rules.confidence.keyword : rules.confidence.hint,
    source: advice === null ? 'template' : 'fallback',
    assistant: advice,
  };
}
