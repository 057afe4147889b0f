import { MATCHING, OLD } from '../log/operator-action.ts';
import type { Reading } from '../log/ports.ts';
import type { Problem, ProblemStore } from '../log/problem.ts';
import type { KeptAction } from '../log/readings.ts';
import type { People, StudentName, SuggestionStore } from '../log/stores.ts';
import type { TicketCard } from '../tickets/suggestions/card.ts';
import type { Suggestion } from '../tickets/suggestions/suggestion.ts';
import { type Subject, subjectsOf } from './subjects.ts';

/** What an action was done to, with what is known about it now: it may have been pruned or erased since. */
export type Target =
  | { is: 'event'; id: number; subject: Subject | null }
  | { is: 'problem'; id: number; problem: Problem | null }
  | { is: 'suggestion'; id: number; found: { suggestion: Suggestion; card: TicketCard | null } | null }
  | { is: 'student'; zohoId: string; student: StudentName | null }
  | { is: 'unproven'; day: string }
  | { is: 'matching' | 'old' | 'address' | 'erased' }
  /** As it was written, when there are no words for it. */
  | { is: 'text'; text: string };

type Stores = {
  reading: Pick<Reading, 'summaries'>;
  people: People;
  problems: Pick<ProblemStore, 'get'>;
  suggestions: Pick<SuggestionStore, 'get'>;
};
type Mention = Pick<KeptAction, 'target' | 'detail'>;

/** Looks up what these actions were done to, in their order. */
export async function targetsOf(stores: Stores, actions: readonly Mention[]): Promise<Target[]> {
  const targets = actions.map(readTarget);
  const ids = (kind: 'event' | 'problem' | 'suggestion') => [
    ...new Set(targets.flatMap((target) => (target.is === kind ? [target.id] : []))),
  ];
  const records = targets.flatMap((target) => (target.is === 'student' ? [target.zohoId] : []));
  const [events, problems, suggestions, students] = await Promise.all([
    stores.reading.summaries(ids('event')),
    Promise.all(ids('problem').map((id) => stores.problems.get(id))),
    Promise.all(ids('suggestion').map((id) => stores.suggestions.get(id))),
    stores.people.students([...new Set(records)]),
  ]);
  const known = suggestions.filter((suggestion) => suggestion !== null);
  const [subjects, cards] = await Promise.all([
    subjectsOf(stores.people, events),
    stores.people.tickets([...new Set(known.map(({ ticketId }) => ticketId))]),
  ]);
  return targets.map((target) => {
    switch (target.is) {
      case 'event':
        return { ...target, subject: subjects.get(target.id) ?? null };
      case 'problem':
        return { ...target, problem: problems.find((problem) => problem?.id === target.id) ?? null };
      case 'suggestion': {
        const suggestion = known.find(({ id }) => id === target.id);
        if (suggestion === undefined) return target;
        const card = cards.find(({ ticketId }) => ticketId === suggestion.ticketId) ?? null;
        return { ...target, found: { suggestion, card } };
      }
      case 'student':
        return { ...target, student: students.find(({ zohoId }) => zohoId === target.zohoId) ?? null };
      default:
        return target;
    }
  });
}

/** The target of an action is stored as text, which the earlier services' SQL reads too. */
function readTarget({ target, detail }: Mention): Target {
  const [, record] = /^record (\d+)$/.exec(target) ?? [];
  if (record !== undefined) return { is: 'student', zohoId: record, student: null };
  const [, kind, number] = /^(?:problem \d+, )?(event|problem|suggestion) (\d+)$/.exec(target) ?? [];
  const id = Number(number);
  if (kind === 'event') return { is: 'event', id, subject: null };
  if (kind === 'problem') return { is: 'problem', id, problem: null };
  if (kind === 'suggestion') return { is: 'suggestion', id, found: null };
  const [, day] = /^held events of (\d{4}-\d\d-\d\d): /.exec(target) ?? [];
  if (day !== undefined) return { is: 'unproven', day };
  if (target === MATCHING) return ofFilter(detail);
  const plain = PLAIN.get(target);
  return plain === undefined ? { is: 'text', text: target } : { is: plain };
}

/** A replay of everything in one problem was requested on that problem's page. */
function ofFilter({ filter }: Mention['detail']): Target {
  const problem =
    typeof filter === 'object' && filter !== null && 'problem' in filter ? Number(filter.problem) : 0;
  return problem > 0 ? { is: 'problem', id: problem, problem: null } : { is: 'matching' };
}

const PLAIN: ReadonlyMap<string, 'old' | 'address' | 'erased'> = new Map([
  [OLD, 'old'],
  ['an e-mail address', 'address'],
  ['erased', 'erased'],
]);
