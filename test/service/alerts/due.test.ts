import type { Problem } from '../../../src/log/problem.ts';
import { inEnglish, reasonOf, tell } from '../../../src/sentences/tell.ts';
import {
  type AlertRules,
  type Counts,
  dueAlerts,
  type Look,
  NOTHING_TOLD,
  needsOf,
  type ToldSoFar,
} from '../../../src/service/alerts/due.ts';
import type { Suggestion } from '../../../src/tickets/suggestions/suggestion.ts';
import { START_MS, test } from '../../harness.ts';

const GIB = 1024 ** 3;
const HOUR_MS = 3_600_000;
const RULES: AlertRules = { suggestionHours: 24, silenceHours: 12, digestAt: null };
const QUIET: Look & Counts = {
  problems: [],
  oldSuggestions: { count: 0, newest: 0 },
  notLeft: [],
  warnings: [],
  newestEvent: null,
  freeBytes: null,
  usual: null,
  day: null,
};
const at = (hours: number) => new Date(START_MS + hours * HOUR_MS).toISOString();

function problem(id: number, changes: Partial<Problem> = {}): Problem {
  return {
    id,
    state: 'open',
    code: 'NUMBER_TAKEN',
    error_message: 'STU001 is used.',
    error_details: [tell('NUMBER_TAKEN', { number: 'STU001', record: '77' })],
    opened_at: at(0),
    closed_at: null,
    decided_by: null,
    reason: null,
    open_events: 3,
    events: 3,
    newest_event: 9,
    newest_at: at(0),
    ...changes,
  };
}

function notLeft(id: number, changes: Partial<Suggestion>): Suggestion {
  return {
    id,
    eventRow: null,
    ticketId: '1',
    step: 'reply',
    key: 'a',
    proposal: {},
    guard: {},
    status: 'waiting',
    createdAt: at(0),
    decidedAt: null,
    decidedBy: null,
    result: null,
    applyAt: null,
    words: null,
    trouble: null,
    ...changes,
  };
}

/** What one look tells, and what counts as told after it. */
function look(changes: Partial<Look & Counts>, told = NOTHING_TOLD, rules = RULES, hours = 0) {
  const due = dueAlerts({ ...QUIET, ...changes }, told, rules, START_MS + hours * HOUR_MS);
  return {
    alerts: due.flatMap(({ alert }) => (alert === null ? [] : [alert])),
    told: Object.assign({}, told, ...due.map(({ told: more }) => more)) as ToldSoFar,
  };
}

test('nothing is told while nothing is wrong', (t) => {
  t.same(look({}), { alerts: [], told: NOTHING_TOLD });
  t.end();
});

test('a new problem is told once, without whom it is about, and again when it begins again', (t) => {
  const first = look({ problems: [problem(1)] });
  t.match(first.alerts, [{ kind: 'problem', path: '/dashboard/problems/1' }]);
  t.equal(inEnglish(first.alerts[0]?.title ?? ''), 'A new problem needs you');
  t.equal(
    inEnglish(first.alerts[0]?.lines ?? ''),
    'Student_ID_Number … is already used by record …. Give one of the two another number in Zoho CRM. (3 open)',
  );
  t.same(look({ problems: [problem(1)] }, first.told).alerts, []);
  t.equal(look({ problems: [problem(1, { opened_at: at(1) })] }, first.told).alerts.length, 1);
  const closed = look({}, first.told);
  t.same(closed.told.problems, {}, 'what is over is forgotten');
  t.end();
});

test('of many new problems one message names ten', (t) => {
  const problems = Array.from({ length: 12 }, (_, id) =>
    problem(id, { error_details: null, error_message: 'STU001 is used.' }),
  );
  const { alerts } = look({ problems });
  t.match(alerts, [{ path: '/dashboard/problems' }]);
  t.equal(inEnglish(alerts[0]?.title ?? ''), '12 new problems need you');
  t.equal(alerts[0]?.lines.length, 11);
  t.match(inEnglish(alerts[0]?.lines ?? ''), /^… is used\. \(3 open\).* And 2 more\.$/);
  t.match(look({ problems: [problem(1, { error_details: null, error_message: null })] }).alerts, [{}]);
  t.end();
});

test('suggestions that are too old are told once, and again when another one is', (t) => {
  const first = look({ oldSuggestions: { count: 2, newest: 7 } });
  t.match(first.alerts, [{ kind: 'suggestions', path: '/dashboard/suggestions' }]);
  t.equal(
    inEnglish(first.alerts[0]?.title ?? ''),
    'Suggestions for tickets have waited longer than 24 hours: 2',
  );
  t.same(look({ oldSuggestions: { count: 1, newest: 7 } }, first.told).alerts, []);
  t.equal(look({ oldSuggestions: { count: 1, newest: 8 } }, first.told).alerts.length, 1);
  t.end();
});

test('what people decided and what did not leave is told once for each cause', (t) => {
  const away = notLeft(1, { trouble: reasonOf(tell('UNREACHABLE', { system: 'Zoho Desk' })) });
  const first = look({ notLeft: [away, { ...away, id: 2 }] });
  t.match(first.alerts, [{ kind: 'departures', path: '/dashboard/suggestions?decided=1,2' }]);
  t.equal(inEnglish(first.alerts[0]?.title ?? ''), 'Answers that people sent to customers did not leave: 2');
  t.equal(inEnglish(first.alerts[0]?.lines ?? ''), 'Zoho Desk cannot be reached. (2)');
  t.same(look({ notLeft: [{ ...away, id: 3 }] }, first.told, RULES, 5).alerts, []);
  const stale = notLeft(4, {
    step: 'note',
    status: 'stale',
    result: { reason: 'STU001 is no longer there' },
    trouble: null,
  });
  const second = look({ notLeft: [away, stale] }, first.told, RULES, 1);
  t.match(second.alerts, [{ path: '/dashboard/suggestions?decided=4' }]);
  t.equal(
    inEnglish(second.alerts[0]?.title ?? ''),
    'Decisions of people about tickets were not carried out: 1',
  );
  t.equal(inEnglish(second.alerts[0]?.lines ?? ''), '… is no longer there (1)', 'without whom it is about');
  const over = look({}, second.told, RULES, 8);
  t.equal(look({ notLeft: [away] }, over.told, RULES, 8).alerts.length, 1, 'and again after it was over');
  t.equal(look({ notLeft: [notLeft(5, { status: 'failed', result: null })] }).alerts.length, 1);
  t.end();
});

test('a refusal by another system is told once, and again after it was over for hours', (t) => {
  const told = [tell('REFRESH_TOKEN_REFUSED')];
  const warnings = [
    { code: 'PAUSED ZOHO_TOKEN', message: 'refused', told, since: at(0) },
    { code: 'CHECK_MOODLE', message: 'English only', told: null, since: at(0) },
    { code: 'SETTINGS_0', message: 'a setting', told: null, since: at(0) },
  ];
  const first = look({ warnings });
  t.match(first.alerts, [{ kind: 'credentials', lines: [{ code: 'REFRESH_TOKEN_REFUSED' }] }]);
  t.same(look({ warnings }, first.told, RULES, 5).alerts, []);
  const restarted = look({}, first.told, RULES, 1);
  t.same(look({ warnings }, restarted.told, RULES, 2).alerts, [], 'a restart tells nothing twice');
  const over = look({}, first.told, RULES, 7);
  t.equal(look({ warnings }, over.told, RULES, 8).alerts.length, 1);
  t.end();
});

test('silence is told once where something was usual a week before, or a day before in a young log', (t) => {
  const newestEvent = { id: 5, at: at(-12) };
  const usual = { weekBefore: 3, dayBefore: 0 };
  const first = look({ newestEvent, usual });
  t.match(first.alerts, [{ kind: 'silence', path: '/dashboard' }]);
  t.same(look({ newestEvent, usual }, first.told).alerts, []);
  t.equal(look({ newestEvent, usual: { weekBefore: null, dayBefore: 1 } }).alerts.length, 1);
  for (const nothing of [{ weekBefore: 0, dayBefore: 9 }, { weekBefore: null, dayBefore: null }, null])
    t.same(look({ newestEvent, usual: nothing }).alerts, []);
  t.same(look({ newestEvent: { id: 5, at: at(-11) }, usual }).alerts, []);
  t.same(look({ newestEvent, usual }, NOTHING_TOLD, { ...RULES, silenceHours: 0 }).alerts, []);
  t.end();
});

test('a disk that is nearly full is told once, until there is room again', (t) => {
  const first = look({ freeBytes: GIB / 2 });
  t.equal(inEnglish(first.alerts[0]?.title ?? ''), 'The disk of the data is nearly full: 512 MiB are free');
  t.same(look({ freeBytes: GIB / 4 }, first.told).alerts, []);
  const little = look({ freeBytes: 1.5 * GIB }, first.told);
  t.equal(little.told.disk, true, 'a little more room does not count');
  t.equal(look({ freeBytes: 3 * GIB }, first.told).told.disk, false);
  t.end();
});

test('the digest comes once a day after its time, with counts', (t) => {
  const rules = { ...RULES, digestAt: '06:00' };
  const day = { received: 40, completed: 38, failed: 2, waiting: 1, suggestions: 3 };
  const first = look({ day, problems: [] }, NOTHING_TOLD, rules);
  t.match(first.alerts, [{ kind: 'digest', lines: { length: 4 } }]);
  t.equal(inEnglish(first.alerts[0]?.title ?? ''), 'The last day: 38 went well, 0 problems need you');
  t.equal(first.told.digest, '2026-01-25');
  t.same(look({ day }, first.told, rules, 1).alerts, []);
  t.same(look({ day }, first.told, rules, 15).alerts, [], 'the next morning, but not six yet');
  t.equal(look({ day }, first.told, rules, 21).alerts.length, 1);
  t.end();
});

test('what takes a look through the log is asked for only where it is needed', (t) => {
  const silent = { ...QUIET, newestEvent: { id: 5, at: at(-12) } };
  t.same(needsOf(QUIET, NOTHING_TOLD, RULES, START_MS), { usual: false, day: false });
  t.same(needsOf(silent, NOTHING_TOLD, { ...RULES, digestAt: '06:00' }, START_MS), {
    usual: true,
    day: true,
  });
  t.end();
});
