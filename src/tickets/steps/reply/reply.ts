import { values } from '../../../inbound/values.ts';
import type { JsonObject } from '../../../log/event.ts';
import { PermanentFailure, TemporaryFailure } from '../../../log/failures.ts';
import type { Told } from '../../../log/told.ts';
import type { DeskReply } from '../../../outside/zoho/desk/ticket.ts';
import { inEnglish, tell } from '../../../sentences/tell.ts';
import { refuseChannel, refuseReply } from '../../conversation/guards.ts';
import type { Question } from '../../conversation/question.ts';
import type { OpenTicket } from '../../run/open-ticket.ts';
import { LeftToPerson } from '../../run/stale.ts';
import type { Suggestion } from '../../suggestions/suggestion.ts';
import {
  type Applied,
  type Attempt,
  decidedBefore,
  type StepModule,
  skipped,
  type Undecided,
} from '../step.ts';
import { type Begun, findWritten, readBegun } from './begun.ts';
import { compose } from './compose.ts';
import { doubtsAboutLanguage, doubtsOf, FAILED, isFailed, OLD_DRAFT } from './doubts.ts';
import { draftOf } from './drafts.ts';
import { refusalsOfGate } from './gate.ts';
import { ReplyProposal } from './proposal.ts';

/** Answers the customer by e-mail: sent when a person says so or every condition of the gate is met, else a draft. */
export const reply: StepModule = {
  async propose(ticket) {
    const { question, customer, occasion: key } = ticket;
    if (question === null) return skipped(tell('NO_QUESTION'));
    const earlier = await ticket.findEarlier('reply', key);
    const traced = isOpenOrInDoubt(earlier) ? await trace(earlier, ticket) : null;
    if (traced !== null) return { is: 'unchanged', reason: traced.reason, detail: traced.detail };
    const refusal =
      refuseReply(question) ?? refuseChannel(question.message, ticket.ticket, ticket.connections.rules);
    if (refusal !== null) return skipped(refusal.reason, refusal.code);
    const drafted = await draftOf(ticket);
    if (drafted.is === 'current') return skipped(tell('DRAFT_EXISTS'), 'draft_exists');
    if (earlier?.status === 'stale' || earlier?.status === 'failed') return skipped(IN_DOUBT);
    const decided = await decidedBefore(ticket, 'reply', key);
    if (decided !== null) return question.since.some(isFailed) ? skipped(FAILED, 'not_delivered') : decided;
    if (customer === null) return skipped(tell('NOBODY_TO_ANSWER'));
    // Thought out before: neither paid for again nor put in other words while a person reads it.
    const words = earlier === null ? await compose(ticket, customer.address) : earlier.proposal;
    const doubts = [...doubtsOf(question, drafted), ...(await doubtsAboutLanguage(ticket))];
    const proposal = {
      ...words,
      copies: copiesOf(question, ticket),
      doubts: doubts.map(inEnglish),
      doubts_told: doubts,
    };
    const { source, confidence } = values().Parse(ReplyProposal, proposal);
    const reason = [REASONS[source], ...doubts];
    return { is: 'proposal', key, proposal, reason, confidence, needsPerson: doubts.length > 0 };
  },

  async write(json, ticket, attempt) {
    const proposal = values().Parse(ReplyProposal, json);
    const text = (attempt.by.is === 'operator' && attempt.by.text) || proposal.text;
    const from = await senderAddress(ticket);
    const mail = { from, to: proposal.to, html: toHtml(text, proposal.language) };
    const refusals = await refusalsOf(ticket, proposal, attempt);
    const after = ticket.conversation.messages.findLast(({ kind }) => kind === 'thread')?.at ?? '';
    const begun: Begun = { begun: refusals.length === 0 ? 'send' : 'draft', after, from, text };
    await ticket.guard();
    if (refusals.length > 0) {
      // What was perhaps sent stays noted as that: a draft that fails too must not make the next attempt send.
      if (!refusals.includes(PERHAPS_SENT)) await attempt.note(begun);
      return draft(ticket, mail, refusals);
    }
    if (!(await attempt.noteLetter(begun, proposal.to))) throw new LeftToPerson(TOO_MANY);
    return send(ticket, mail, attempt);
  },

  trace,
};

const IN_DOUBT = tell('PERHAPS_SENT');
const TOO_MANY = tell('TOO_MANY_LETTERS');

function isOpenOrInDoubt(earlier: Suggestion | null): earlier is Suggestion {
  return earlier !== null && earlier.status !== 'applied' && earlier.status !== 'dismissed';
}

/** What an attempt whose end is not known has written, recognised by its words. */
async function trace(
  { result }: Undecided,
  ticket: OpenTicket,
): Promise<(Applied & { detail: JsonObject }) | null> {
  const begun = readBegun(result);
  const found = begun && (await findWritten(ticket, begun));
  if (found === null) return null;
  return {
    written: [],
    reason: tell('ANSWER_FOUND'),
    detail: { mode: found.delivery === 'draft' ? 'draft' : 'sent', thread: found.id },
  };
}

const REASONS: Record<ReplyProposal['source'], Told> = {
  template: tell('FROM_TEMPLATE'),
  assistant: tell('BY_ASSISTANT'),
  fallback: tell('FROM_FALLBACK'),
};

/** Who else reads what the customer wrote. */
function copiesOf({ message }: Question, { customer, book }: OpenTicket): string[] {
  const others = [...message.to, ...message.cc];
  const addresses = others.filter((each) => !book.isOwn(each)).map(({ address }) => address);
  return [...new Set(addresses)].filter((address) => address !== customer?.address);
}

async function send(ticket: OpenTicket, mail: DeskReply, attempt: Attempt): Promise<Applied> {
  const { desk } = ticket.connections;
  const drafted = await draftOf(ticket);
  const { id } = await desk.sendReply(ticket.ticket.id, mail, ticket.signal).catch(async (error) => {
    // Refused at the door, or never got there: nothing went out, and the next attempt may send.
    if (error instanceof TemporaryFailure && error.isUndone) await attempt.note(null);
    throw error;
  });
  return {
    written: [tell('AN_E_MAIL_TO_THE_CUSTOMER')],
    reason: [tell('ANSWER_SENT'), ...(drafted.is === 'outdated' ? [OLD_DRAFT] : [])],
    own: { messages: [id] },
    detail: { mode: 'sent', thread: id },
  };
}

/** A draft of ours that answers an earlier message gives way: left as it is, a colleague would send it. */
async function draft(ticket: OpenTicket, mail: DeskReply, refusals: string[]): Promise<Applied> {
  const { desk } = ticket.connections;
  const drafted = await draftOf(ticket);
  const isReplaced = drafted.is === 'outdated' && drafted.isOurs;
  const { id, already } = isReplaced
    ? await desk.updateDraft(ticket.ticket.id, drafted.id, mail, ticket.signal)
    : await desk.createDraft(ticket.ticket.id, mail, ticket.signal);
  return {
    written: already ? [] : [tell('A_DRAFT_OF_AN_ANSWER')],
    reason: tell(refusals.includes(PERHAPS_SENT) ? 'PERHAPS_SENT_DRAFTED' : 'ANSWER_DRAFTED'),
    own: { messages: [id] },
    detail: { mode: 'draft', thread: id, not_sent_because: refusals },
  };
}

/** The code of an answer that may be with the customer already. Twice is worse than late. */
const PERHAPS_SENT = 'perhaps_sent_already';

/** An address that Zoho has verified for the department; never one out of the ticket, which may be the customer's. */
async function senderAddress({ connections, snapshot, signal }: OpenTicket): Promise<string> {
  const addresses = await connections.desk.organisation.listReplyAddresses(snapshot.department, signal);
  const [address] = [...addresses.filter(({ isDefault }) => isDefault), ...addresses];
  if (address === undefined) throw new PermanentFailure(tell('NO_REPLY_ADDRESS'));
  return address.address;
}

/** Why it is not sent but left as a draft; a person may send anything but what was perhaps sent. */
async function refusalsOf(
  ticket: OpenTicket,
  proposal: ReplyProposal,
  { by, earlier }: Attempt,
): Promise<string[]> {
  if (readBegun(earlier)?.begun === 'send') return [PERHAPS_SENT];
  return by.is === 'operator' ? [] : refusalsOfGate(ticket, proposal);
}

function toHtml(text: string, language: string): string {
  const escaped = text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  const paragraphs = escaped.split(/\n{2,}/).map((part) => `<p>${part.trim().replaceAll('\n', '<br>')}</p>`);
  return `<div dir="${language === 'ar' ? 'rtl' : 'ltr'}">${paragraphs.join('')}</div>`;
}
