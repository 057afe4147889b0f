import { type Static, Type } from 'typebox';
import Value from 'typebox/value';
import type { JsonObject, JsonValue } from '../../log/event.ts';
import { CredentialsFailure, PermanentFailure } from '../../log/failures.ts';
import type { TicketContext } from '../context.ts';
import { refuseReply } from '../guards.ts';
import { detectLanguage, LANGUAGES } from '../rules/language.ts';
import { refusalsToSend } from './auto-send.ts';
import { type Begun, findWritten, readBegun } from './begun.ts';
import {
  type Applied,
  type Applier,
  type Attempt,
  decidedBefore,
  type StepModule,
  skipped,
  type Undecided,
} from './step.ts';
import type { Suggestion } from './suggestion.ts';

const ReplyProposal = Type.Object({
  to: Type.String(),
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
});
type ReplyProposal = Static<typeof ReplyProposal>;

/** What is kept of the customer's message beside a proposal, in characters. */
const MAX_MESSAGE = 4_000;

/** Answers the customer by e-mail: sent when a person says so or every condition of the gate is met, else a draft. */
export const reply: StepModule = {
  async propose(context) {
    const key = context.occasion;
    const earlier = await context.findEarlier('reply', key);
    const traced = isOpenOrInDoubt(earlier) ? await trace(earlier, context) : null;
    if (traced !== null) return { is: 'unchanged', reason: traced.reason, detail: traced.detail };
    const refusal = refuseReply(context);
    if (refusal !== null) return skipped(refusal.reason);
    if (earlier?.status === 'stale' || earlier?.status === 'failed') return skipped(IN_DOUBT);
    const decided = await decidedBefore(context, 'reply', key);
    if (decided !== null) return decided;
    const { customer } = await context.message();
    if (customer === null) return skipped('There is no address of a customer to answer to.');
    // Thought out before: neither paid for again nor put in other words while a person reads it.
    const proposal = earlier === null ? await compose(context, customer.address) : earlier.proposal;
    const { source, confidence } = Value.Parse(ReplyProposal, proposal);
    return { is: 'proposal', key, proposal, reason: REASONS[source], confidence };
  },

  async apply(json, context, attempt) {
    const proposal = Value.Parse(ReplyProposal, json);
    const { by, earlier } = attempt;
    const text = (by.is === 'operator' && by.text) || proposal.text;
    const from = await senderAddress(context);
    const refusals = await refusalsOf(context, proposal, by, readBegun(earlier));
    const mail = { from, to: proposal.to, html: toHtml(text, proposal.language) };
    const begun: Begun = {
      begun: refusals.length === 0 ? 'send' : 'draft',
      after: context.threads.at(-1)?.createdTime ?? '',
      from,
      text,
    };
    await context.guard();
    await attempt.note(begun);
    return refusals.length === 0 ? send(context, mail, attempt) : draft(context, mail, refusals);
  },

  trace,
};

const IN_DOUBT =
  'It is not known whether an earlier attempt sent the answer: look at the conversation in Zoho Desk, and answer there.';

function isOpenOrInDoubt(earlier: Suggestion | null): earlier is Suggestion {
  return earlier !== null && earlier.status !== 'applied' && earlier.status !== 'dismissed';
}

/** What an attempt whose end is not known has written, recognised by its words. */
async function trace(
  { result }: Undecided,
  context: TicketContext,
): Promise<(Applied & { detail: JsonObject }) | null> {
  const begun = readBegun(result);
  const thread = begun && (await findWritten(context, begun));
  if (thread === null) return null;
  return {
    written: [],
    reason: 'The answer of an attempt that was cut off is on the ticket.',
    snapshot: { thread: thread.id },
    detail: { mode: thread.status === 'DRAFT' ? 'draft' : 'sent' },
  };
}

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

type Mail = { from: string; to: string; html: string };

async function send(context: TicketContext, mail: Mail, attempt: Attempt): Promise<Applied> {
  const { desk } = context.world;
  const { id } = await desk.sendReply(context.ticket.id, mail, context.signal).catch(async (error) => {
    // Refused at the door: nothing went out, and the next attempt may send.
    if (error instanceof CredentialsFailure) await attempt.note(null);
    throw error;
  });
  return {
    written: ['an e-mail to the customer'],
    reason: 'The answer was sent.',
    snapshot: { thread: id },
    detail: { mode: 'sent' },
  };
}

async function draft(context: TicketContext, mail: Mail, refusals: string[]): Promise<Applied> {
  const { id, already } = await context.world.desk.createDraft(context.ticket.id, mail, context.signal);
  return {
    written: already ? [] : ['a draft of an answer'],
    reason: refusals.includes(PERHAPS_SENT)
      ? 'It is not known whether an earlier attempt sent the answer, so it was left as a draft: look at the conversation in Zoho Desk before you send it.'
      : 'The answer was left as a draft.',
    snapshot: { thread: id },
    detail: { mode: 'draft', not_sent_because: refusals },
  };
}

/** The code of an answer that may be with the customer already. Twice is worse than late. */
const PERHAPS_SENT = 'perhaps_sent_already';

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

/** Why it is not sent but left as a draft; a person may send anything but what was perhaps sent. */
async function refusalsOf(
  context: TicketContext,
  proposal: ReplyProposal,
  by: Applier,
  begun: Begun | null,
): Promise<string[]> {
  if (begun?.begun === 'send') return [PERHAPS_SENT];
  return by.is === 'operator' ? [] : refusalsOfGate(context, proposal);
}

async function refusalsOfGate(context: TicketContext, proposal: ReplyProposal): Promise<string[]> {
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
    },
    auto_send,
  );
}

function toHtml(text: string, language: string): string {
  const escaped = text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  const paragraphs = escaped.split(/\n{2,}/).map((part) => `<p>${part.trim().replaceAll('\n', '<br>')}</p>`);
  return `<div dir="${language === 'ar' ? 'rtl' : 'ltr'}">${paragraphs.join('')}</div>`;
}
