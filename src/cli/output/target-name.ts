import type { Language } from '../../sentences/catalogue.ts';
import type { Target } from '../../subjects/action-targets.ts';
import { nameOf, type Subject } from '../../subjects/subjects.ts';
import type { TicketCard } from '../../tickets/suggestions/card.ts';
import type { LogTexts } from '../locales/load.ts';
import { COLONS, COMMAS, complaint, shortened } from './words.ts';

type Words = Pick<LogTexts['actions'], 'targets' | 'steps'>;

/** Whom or what an action was done to, named as its page names it. */
export function targetName(target: Target, { targets, steps }: Words, language: Language): string {
  const gone = (name: string) => `${name} ${targets.gone}`;
  const joined = (parts: readonly (string | null)[]) => parts.filter(Boolean).join(COMMAS[language]);
  const about = (name: string, more: string) => [name, more].filter(Boolean).join(COLONS[language]);
  const ticket = (ticketId: string, card: TicketCard | null) =>
    joined([targets.ticket(card?.number ?? ticketId), shortened(card?.subject ?? '')]);
  const whom = (subject: Subject) => {
    if (subject.is === 'ticket') return ticket(subject.ticketId, subject.card);
    return subject.is === 'student'
      ? joined([subject.name, subject.number].map((part) => shortened(part ?? '')))
      : '';
  };
  switch (target.is) {
    case 'event': {
      const name = targets.event(target.id);
      return target.subject === null ? gone(name) : about(name, whom(target.subject));
    }
    case 'problem': {
      const name = targets.problem(target.id);
      return target.problem === null ? gone(name) : about(name, complaint(target.problem, language));
    }
    case 'suggestion': {
      const name = targets.suggestion(target.id);
      if (target.found === null) return gone(name);
      const { suggestion, card } = target.found;
      return about(name, joined([steps[suggestion.step], ticket(suggestion.ticketId, card)]));
    }
    case 'student': {
      const record = `${targets.student} ${target.zohoId}`;
      if (target.student === null) return gone(record);
      const name = nameOf(target.student);
      return name === null ? record : joined([shortened(name), target.student.studentNumber]);
    }
    case 'unproven':
      return `${targets.unproven} ${target.day}`;
    case 'text':
      return target.text;
    default:
      return targets[target.is];
  }
}
