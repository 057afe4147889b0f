import { ticketSteps } from '../../../src/dashboard/pieces/ticket-steps.ts';
import { toReader } from '../../../src/dashboard/reader.ts';
import type { JsonObject } from '../../../src/log/event.ts';
import { STEPS } from '../../../src/tickets/suggestion.ts';
import { test } from '../../harness.ts';

const reader = (language: string) => toReader(language, {}, { path: '/', name: '', nowMs: 0, mayAct: true });
const skipped = { status: 'skipped', reason: 'The ticket is closed.', read: ['the ticket'], written: [] };

function run(steps: JsonObject): JsonObject {
  const summary = {
    current_department: 'Contact',
    recommended_department: null,
    deal_name: 'BFS NP Jean Exemple',
  };
  const all = Object.fromEntries(STEPS.map((step) => [step, steps[step] ?? skipped]));
  return { action_taken: 'workflow', success: true, summary, steps: all };
}

const LINKED = run({
  link: {
    status: 'applied',
    reason: 'Chosen of 2 by the rule "won". The ticket links to deal 7.',
    read: ['the ticket', '2 deals'],
    written: ['cf_opportunite of the ticket'],
  },
  dispatch: {
    status: 'unchanged',
    reason: 'The assistant says so. It is there already.',
    read: [],
    written: [],
    confidence: 0.98,
  },
  note: { status: 'failed', reason: 'Zoho CRM refused to add a note (status 400).', read: [], written: [] },
});
/** A page as one reads it: tags away, one space between words. */
const plain = (body: string) => body.replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ');

test('each step of a run is told with its ending, its reason, what was written and what was read', async (t) => {
  const body = ticketSteps(reader('en-GB'), LINKED);
  const text = plain(body);
  t.match(text, 'Department before Contact Deal BFS NP Jean Exemple');
  t.notMatch(text, 'Department that fits', 'what is not known is left out');
  t.match(
    text,
    /Link the ticket to a deal Applied Chosen of 2 by the rule .*? links to deal 7\. Written cf_opportunite of the ticket Read the ticket , 2 deals/,
  );
  t.match(
    text,
    'Move the ticket to a department Nothing to do The assistant says so. It is there already. Confidence 98%',
  );
  t.match(text, 'Answer the customer Skipped The ticket is closed.');
  t.match(text, 'Leave a note on the deal Failed Zoho CRM refused to add a note (status 400).');
  t.equal(body.match(/<li class="step">/g)?.length, 6);
  t.notMatch(body, '/dashboard/suggestions', 'nothing waits');
});

test('in French and Arabic every word of it is translated', async (t) => {
  const french = plain(ticketSteps(reader('fr'), LINKED));
  t.match(french, 'Choisie parmi 2 par la règle « won ». Le ticket est relié à l’affaire 7 .');
  t.match(french, 'Zoho CRM a refusé cette opération : ajouter une note (statut 400 ).');
  const arabic = plain(ticketSteps(reader('ar'), LINKED));
  for (const word of ['the ', 'deal', 'Applied', 'Read']) t.notMatch(arabic, word);
});

test('what waits for a person is led to', async (t) => {
  const reply = { status: 'suggested', reason: 'Written by the assistant.', read: [], written: [] };
  const body = ticketSteps(reader('en'), run({ reply }));
  t.match(body, '<a href="/dashboard/suggestions">See the suggestions that wait</a>');
  t.match(body, /badge pending.*Suggested/s);
});

test('a ticket that was not to be touched is told once, not six times', async (t) => {
  const body = ticketSteps(reader('en'), run({}));
  t.equal(body.match(/The ticket is closed\./g)?.length, 1);
  t.match(plain(body), 'Nothing was done about this ticket Skipped The ticket is closed. Read the ticket');
});

test('what is no run of the workflow has no steps', async (t) => {
  t.equal(ticketSteps(reader('en'), null), '');
  t.equal(ticketSteps(reader('en'), { action_taken: 'created', steps: 'three' }), '');
});
