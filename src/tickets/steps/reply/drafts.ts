import { isDraft, type OpenTicket } from '../../run/open-ticket.ts';

/** Whether an answer is being written already. One from before the newest question answers another one. */
export type Drafted = { is: 'none' } | { is: 'current' } | { is: 'outdated'; id: string; isOurs: boolean };

/** Results that are looked at for the draft of an earlier run. */
const MAX_RESULTS = 50;

export async function draftOf({ conversation, question, ticket, connections }: OpenTicket): Promise<Drafted> {
  const drafts = conversation.messages.filter(isDraft);
  const [outdated] = drafts;
  if (outdated === undefined) return { is: 'none' };
  if (drafts.some(({ at }) => at >= (question?.message.at ?? ''))) return { is: 'current' };
  const filter = { ticketId: ticket.id, status: 'applied' } as const;
  const { suggestions } = await connections.suggestions.list(filter, { limit: MAX_RESULTS, before: null });
  const isOurs = suggestions.some(({ step, result }) => step === 'reply' && result?.thread === outdated.id);
  return { is: 'outdated', id: outdated.id, isOurs };
}
