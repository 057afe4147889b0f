import type { Problem } from '../../log/problem.ts';
import { causeOf } from '../../log/rules/cause.ts';
import type { Told } from '../../log/told.ts';
import { tell } from '../../sentences/tell.ts';
import { whyNotLeft } from '../../tickets/suggestions/not-left.ts';
import type { Suggestion } from '../../tickets/suggestions/suggestion.ts';
import type { Warning } from '../sight/warnings.ts';
import { type Alert, withoutPersons } from './alert.ts';

/**
 * What was already told over one channel; kept in the database, so that a restart repeats nothing. Times are
 * ISO 8601.
 */
export type ToldSoFar = {
  /** By problem id: when the problem began, because one that begins again is told again. */
  problems: Record<string, string>;
  /** The newest suggestion that had waited too long. */
  suggestion: number;
  /** By the cause that kept people's decisions from leaving: when it was last seen. */
  departures: Record<string, string>;
  /** By warning code: when the warning was last seen. */
  warnings: Record<string, string>;
  /** The last event before the silence. */
  silence: number;
  disk: boolean;
  /** The day of the last digest. */
  digest: string;
};
export const NOTHING_TOLD: ToldSoFar = {
  problems: {},
  suggestion: 0,
  departures: {},
  warnings: {},
  silence: 0,
  disk: false,
  digest: '',
};

/** What there is to tell, as one check finds it. */
export type Look = {
  problems: readonly Problem[];
  /** Those that have waited longer than the settings allow: how many, and the newest. */
  oldSuggestions: { count: number; newest: number };
  /** What people decided but could not leave. */
  notLeft: readonly Suggestion[];
  warnings: readonly Warning[];
  newestEvent: { id: number; at: string } | null;
  /** Null when the free space cannot be determined. */
  freeBytes: number | null;
};
/** What requires reading part of the log, so it is looked up only when needed. */
export type Counts = {
  /** How much came in during the same hours a week ago and a day ago; null where the log is not that old. */
  usual: { weekBefore: number | null; dayBefore: number | null } | null;
  day: { received: number; completed: number; failed: number; waiting: number; suggestions: number } | null;
};

export type AlertRules = {
  suggestionHours: number;
  silenceHours: number;
  /** Hour and minute in UTC; null for no digest. */
  digestAt: string | null;
};

const HOUR_MS = 3_600_000;
/** How many problems one message names. */
const NAMED = 10;
/**
 * A warning or a cause that was gone this long is told again, in ms. After a restart it takes a while to be
 * raised again.
 */
const FORGOTTEN_MS = 6 * HOUR_MS;
const MIB = 1024 ** 2;
/** Less than this is nearly full, in bytes; more than twice this is enough room again. */
const FULL_BYTES = 1024 ** 3;
/** Warnings about what a person has to mend in another system. */
const OF_CREDENTIALS = /^(PAUSED|REFUSED|CHECK_)/;

/** One thing to tell, if any, and what counts as told afterwards. */
export type Due = { alert: Alert | null; told: Partial<ToldSoFar> };
type Step = (look: Look & Counts, told: ToldSoFar, rules: AlertRules, nowMs: number) => Due;

/** Which counts `dueAlerts` will ask for. */
export function needsOf(
  look: Look,
  told: ToldSoFar,
  rules: AlertRules,
  nowMs: number,
): Record<keyof Counts, boolean> {
  return { usual: isSilent(look, told, rules, nowMs), day: isDigestDue(told, rules, nowMs) };
}

/** What has to be told now, in order. */
export function dueAlerts(look: Look & Counts, told: ToldSoFar, rules: AlertRules, nowMs: number): Due[] {
  return [ofProblems, ofDepartures, ofSuggestions, ofWarnings, ofSilence, ofDisk, ofDigest].map((step) =>
    step(look, told, rules, nowMs),
  );
}

const NOTHING_NEW: Due = { alert: null, told: {} };

const ofProblems: Step = ({ problems }, told) => {
  const known = Object.fromEntries(problems.map(({ id, opened_at }) => [id, opened_at]));
  const fresh = problems.filter(({ id, opened_at }) => told.problems[id] !== opened_at);
  const [first] = fresh;
  if (first === undefined) return { alert: null, told: { problems: known } };
  const isOne = fresh.length === 1;
  const lines = fresh.slice(0, NAMED).map((problem) => {
    const sentence = sentenceOf(problem);
    return tell('ALERT_PROBLEM_LINE', { problem: sentence, count: problem.open_events });
  });
  const more = fresh.length > NAMED ? [tell('ALERT_MORE', { count: fresh.length - NAMED })] : [];
  const alert: Alert = {
    kind: 'problem',
    title: isOne ? tell('ALERT_NEW_PROBLEM') : tell('ALERT_NEW_PROBLEMS', { count: fresh.length }),
    lines: [...lines, ...more],
    path: isOne ? `/dashboard/problems/${first.id}` : '/dashboard/problems',
  };
  return { alert, told: { problems: known } };
};

function sentenceOf({ error_details, error_message }: Problem): string | Told[] {
  return error_details === null ? causeOf(error_message ?? '') : withoutPersons(error_details);
}

/** Whoever decided believes that it has left. */
const ofDepartures: Step = ({ notLeft }, told, _rules, nowMs) => {
  const causes = Map.groupBy(notLeft, (suggestion) => causeOfStaying(suggestion).key);
  const fresh = [...causes].filter(([key]) => told.departures[key] === undefined);
  const seen = { departures: remember(told.departures, [...causes.keys()], nowMs) };
  if (fresh.length === 0) return { alert: null, told: seen };
  const suggestions = fresh.flatMap(([, ofCause]) => ofCause);
  const answers = suggestions.filter(({ step }) => step === 'reply').length;
  const alert: Alert = {
    kind: 'departures',
    title:
      answers > 0
        ? tell('ALERT_ANSWERS_NOT_LEFT', { count: answers })
        : tell('ALERT_DECISIONS_NOT_LEFT', { count: suggestions.length }),
    lines: fresh.slice(0, NAMED).map(([, ofCause]) => {
      const problem = causeOfStaying(ofCause[0] as Suggestion).sentence;
      return tell('ALERT_CAUSE_LINE', { problem, count: ofCause.length });
    }),
    path: `/dashboard/suggestions?decided=${suggestions.map(({ id }) => id).join(',')}`,
  };
  return { alert, told: seen };
};

function causeOfStaying(suggestion: Suggestion): { key: string; sentence: string | Told[] } {
  const why = whyNotLeft(suggestion);
  const reason = causeOf(why?.reason ?? '');
  if (!why?.told?.[0]) return { key: reason, sentence: reason };
  return { key: why.told[0].code, sentence: withoutPersons(why.told) };
}

/** What is there now, and what was there until recently. */
function remember(
  before: Readonly<Record<string, string>>,
  standing: readonly string[],
  nowMs: number,
): Record<string, string> {
  const lately = Object.entries(before).filter(([, at]) => nowMs - Date.parse(at) < FORGOTTEN_MS);
  const now = new Date(nowMs).toISOString();
  return Object.fromEntries([...lately, ...standing.map((key): [string, string] => [key, now])]);
}

const ofSuggestions: Step = ({ oldSuggestions: { count, newest } }, told, { suggestionHours }) => {
  if (count === 0 || newest <= told.suggestion) return NOTHING_NEW;
  const title = tell('ALERT_SUGGESTIONS', { hours: suggestionHours, count });
  return {
    alert: { kind: 'suggestions', title, lines: [], path: '/dashboard/suggestions' },
    told: { suggestion: newest },
  };
};

const ofWarnings: Step = ({ warnings }, told, _rules, nowMs) => {
  const standing = warnings.filter(({ code }) => OF_CREDENTIALS.test(code));
  const fresh = standing.filter(({ code }) => told.warnings[code] === undefined);
  const codes = standing.map(({ code }) => code);
  const seen = { warnings: remember(told.warnings, codes, nowMs) };
  if (fresh.length === 0) return { alert: null, told: seen };
  const lines = fresh.flatMap(({ told: codes }) => (codes === null ? [] : withoutPersons(codes)));
  const alert: Alert = {
    kind: 'credentials',
    title: tell('ALERT_CREDENTIALS'),
    lines,
    path: '/dashboard/health',
  };
  return { alert, told: seen };
};

const ofSilence: Step = (look, told, rules, nowMs) => {
  const { newestEvent, usual } = look;
  if (newestEvent === null || !isSilent(look, told, rules, nowMs)) return NOTHING_NEW;
  if ((usual?.weekBefore ?? usual?.dayBefore ?? 0) === 0) return NOTHING_NEW;
  const alert: Alert = {
    kind: 'silence',
    title: tell('ALERT_SILENCE', { hours: rules.silenceHours }),
    lines: [tell('ALERT_SILENCE_ADVICE')],
    path: '/dashboard',
  };
  return { alert, told: { silence: newestEvent.id } };
};

function isSilent(
  { newestEvent }: Look,
  told: ToldSoFar,
  { silenceHours }: AlertRules,
  nowMs: number,
): boolean {
  if (silenceHours === 0 || newestEvent === null || told.silence === newestEvent.id) return false;
  return nowMs - Date.parse(newestEvent.at) >= silenceHours * HOUR_MS;
}

const ofDisk: Step = ({ freeBytes }, told) => {
  if (freeBytes === null) return NOTHING_NEW;
  if (freeBytes >= FULL_BYTES)
    return { alert: null, told: { disk: told.disk && freeBytes < 2 * FULL_BYTES } };
  if (told.disk) return NOTHING_NEW;
  const title = tell('ALERT_DISK', { free: Math.floor(freeBytes / MIB) });
  return {
    alert: { kind: 'disk', title, lines: [tell('ALERT_DISK_ADVICE')], path: '/dashboard/health' },
    told: { disk: true },
  };
};

/** Once a day, at the first check after its time. */
const ofDigest: Step = ({ day, problems }, told, rules, nowMs) => {
  if (day === null || !isDigestDue(told, rules, nowMs)) return NOTHING_NEW;
  const lines = [
    tell('ALERT_DIGEST_RECEIVED', { count: day.received }),
    tell('ALERT_DIGEST_FAILED', { count: day.failed }),
    tell('ALERT_DIGEST_WAITING', { count: day.waiting }),
    tell('ALERT_DIGEST_SUGGESTIONS', { count: day.suggestions }),
  ];
  const title = tell('ALERT_DIGEST', { well: day.completed, problems: problems.length });
  return {
    alert: { kind: 'digest', title, lines, path: '/dashboard' },
    told: { digest: new Date(nowMs).toISOString().slice(0, 10) },
  };
};

function isDigestDue({ digest }: ToldSoFar, { digestAt }: AlertRules, nowMs: number): boolean {
  const now = new Date(nowMs).toISOString();
  return digestAt !== null && digest !== now.slice(0, 10) && now.slice(11, 16) >= digestAt;
}
