import { type Static, Type } from 'typebox';
import Value from 'typebox/value';
import type { JsonValue } from '../events/event.ts';
import { PermanentFailure } from '../events/failures.ts';
import { refusalsToSend } from './auto-send.ts';
import type { TicketContext } from './context.ts';
import { isAnswered, refuseReply } from './guards.ts';
import { detectLanguage, LANGUAGES } from './language.ts';
import { type Applied, decidedBefore, type StepModule, skipped, unchanged } from './step.ts';

const ReplyProposal = Type.Object({
  to: Type.String(),
  text: Type.String(),
  language: Type.Enum([...LANGUAGES]),
  intents: Type.Array(Type.String()),
  confidence: Type.Number(),
  /** What wrote it; `fallback` is the template where the assistant failed. */
  source: Type.Enum(['template', 'assistant', 'fallback']),
  /** Why the assistant was not heard, and what it cost. */
  assistant: Type.Unsafe<JsonValue>(Type.Unknown()),
  /** What the customer wrote, to be read beside the answer. */
  message: Type.String(),
});
type ReplyProposal = Static<typeof ReplyProposal>;

/** What is kept of the customer's message beside a proposal, in characters. */
const MAX_MESSAGE = 4_000;

/** Answers the customer by e-mail: sent when a person says so or every condition of the gate is met, else a draft. */
export const reply: StepModule = {
  async propose(context) {
    const key = context.occasion;
    const earlier = await context.findEarlier('reply', key);
    const refusal = refuseReply(context);
    // The process died after our own writing: what it wrote is on the ticket.
    if (refusal !== null && earlier?.status === 'applying') {
      const mode = isAnswered(context.threads) ? 'sent' : 'draft';
      await context.world.suggestions.finish(earlier.id, 'applied', { mode, written: [] });
      return unchanged('The answer of an attempt that was cut off is on the ticket.');
    }
    if (refusal !== null) return skipped(refusal.reason);
    const decided = await decidedBefore(context, 'reply', key);
    if (decided !== null) return decided;
    const { customer } = await context.message();
    if (customer === null) return skipped('There is no address of a customer to answer to.');
    // Thought out before: neither paid for again nor put in other words while a person reads it.
    const proposal = earlier === null ? await compose(context, customer.address) : earlier.proposal;
    const { source, confidence } = Value.Parse(ReplyProposal, proposal);
    return { is: 'proposal', key, proposal, reason: REASONS[source], confidence };
  },

  async apply(json, context, by) {
    const proposal = Value.Parse(ReplyProposal, json);
    const text = (by.is === 'operator' && by.text) || proposal.text;
    const from = await senderAddress(context);
    const mail = { from, to: proposal.to, html: toHtml(text, proposal.language) };
    const refusals = by.is === 'operator' ? [] : await refusalsOf(context, proposal);
    return refusals.length === 0 ? send(context, mail) : draft(context, mail, refusals);
  },
};

const REASONS: Record<ReplyProposal['source'], string> = {
  template: 'Written from a template of the rules file.',
  assistant: 'Written by the assistant.',
  fallback: 'Written from a template, because the assistant was not heard.',
};

async function compose(context: TicketContext, to: string): Promise<ReplyProposal> {
  const { rules } = context.world;
  const { text } = await context.message();
  const { intents } = await context.wording();
  const advice = await context.advice();
  const common = { to, message: text.slice(0, MAX_MESSAGE) };
  if (advice?.is === 'advice') {
    const { language, primary_intent, secondary_intents, confidence, answer, usage } = advice;
    const all = [primary_intent, ...secondary_intents];
    return {
      ...common,
      text: answer,
      language,
      intents: all,
      confidence,
      source: 'assistant',
      assistant: { usage },
    };
  }
  const language = detectLanguage(`${context.ticket.subject ?? ''}\n${text}`, rules.reply.default_language);
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

async function send(
  context: TicketContext,
  mail: { from: string; to: string; html: string },
): Promise<Applied> {
  const { id } = await context.world.desk.sendReply(context.ticket.id, mail, context.signal);
  return {
    written: ['an e-mail to the customer'],
    reason: 'The answer was sent.',
    snapshot: { thread: id },
    detail: { mode: 'sent' },
  };
}

async function draft(
  context: TicketContext,
  mail: { from: string; to: string; html: string },
  refusals: string[],
): Promise<Applied> {
  const { id, already } = await context.world.desk.createDraft(context.ticket.id, mail, context.signal);
  return {
    written: already ? [] : ['a draft of an answer'],
    reason: 'The answer was left as a draft.',
    snapshot: { thread: id },
    detail: { mode: 'draft', not_sent_because: refusals },
  };
}

/** An address that Zoho has verified for the department; never one out of the ticket, which may be the customer's. */
async function senderAddress({ world, snapshot, signal }: TicketContext): Promise<string> {
  const addresses = await world.desk.listReplyAddresses(snapshot.department, signal);
  const [address] = [...addresses.filter(({ isDefault }) => isDefault), ...addresses];
  if (address === undefined)
    throw new PermanentFailure(
      'The department has no verified address to answer from. Add one in Zoho Desk, Setup, Channels, Email.',
    );
  return address.address;
}

async function refusalsOf(context: TicketContext, proposal: ReplyProposal): Promise<string[]> {
  const { world, ticket, threads, signal } = context;
  const { auto_send } = world.rules.reply;
  // With an empty list nothing can be sent, and nothing more has to be read to know it.
  if (auto_send.length === 0) return ['not_on_allow_list'];
  const { deal } = await context.deal();
  const message = await context.message();
  const count = (direction: 'in' | 'out') =>
    threads.filter((thread) => thread.direction === direction).length;
  return refusalsToSend(
    {
      subject: ticket.subject,
      intents: proposal.intents,
      state: deal?.stage ?? 'none',
      confidence: proposal.confidence,
      isFallback: proposal.source === 'fallback',
      inboundCount: count('in'),
      outboundCount: count('out'),
      commentCount: (await world.desk.listComments(ticket.id, signal)).length,
      attachmentCount: message.attachmentCount,
      message: message.text,
      recipient: proposal.to,
      contactEmail: ticket.email,
      answer: proposal.text,
      isFresh: (await context.changes()).length === 0,
    },
    auto_send,
  );
}

function toHtml(text: string, language: string): string {
  const escaped = text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  const paragraphs = escaped.split(/\n{2,}/).map((part) => `<p>${part.trim().replaceAll('\n', '<br>')}</p>`);
  return `<div dir="${language === 'ar' ? 'rtl' : 'ltr'}">${paragraphs.join('')}</div>`;
}
