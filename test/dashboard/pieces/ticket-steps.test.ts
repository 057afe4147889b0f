import { ticketSteps } from '../../../src/dashboard/pieces/ticket-steps.ts';
import { toReader } from '../../../src/dashboard/reader.ts';
import type { JsonObject } from '../../../src/log/event.ts';
import type { Told } from '../../../src/log/told.ts';
import { tell } from '../../../src/sentences/tell.ts';
import { type Outcome, stepResult } from '../../../src/tickets/run/result.ts';
import { STEPS } from '../../../src/tickets/suggestions/suggestion.ts';
import { test } from '../../harness.ts';

const reader = (language: string) => toReader(language, {}, { path: '/', name: '', nowMs: 0, mayAct: true });
const THE_TICKET = tell('THE_TICKET');
const ended = (status: Outcome['status'], ...reason: Told[]): Outcome => ({ status, reason, written: [] });
const skipped = stepResult(ended('skipped', tell('TICKET_CLOSED')), [THE_TICKET]);

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
  link: stepResult(
    {
      ...ended(
        'applied',
        tell('DEAL_CHOSEN', { count: 2, rule: 'won' }),
        tell('LINKED_TO_DEAL', { deal: '7' }),
      ),
      written: [tell('OF_THE_TICKET', { field: 'cf_opportunite' })],
    },
    [THE_TICKET, tell('DEALS', { count: 2 })],
  ),
  dispatch: stepResult(
    { ...ended('unchanged', tell('ASSISTANT_SAYS'), tell('THERE_ALREADY')), confidence: 0.98 },
    [],
  ),
  note: stepResult(
    ended('failed', tell('REFUSED', { system: 'Zoho CRM', deed: tell('ADD_A_NOTE'), status: 400 })),
    [],
  ),
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

test('a run that an earlier version kept is shown in its English', async (t) => {
  const old = { status: 'skipped', reason: 'An older reason.', read: ['an older thing'], written: [] };
  const text = plain(ticketSteps(reader('fr'), run({ reply: old })));
  t.match(text, 'An older reason.');
  t.match(text, 'an older thing');
});

test('what waits for a person is led to', async (t) => {
  const reply = stepResult(ended('suggested', tell('BY_ASSISTANT')), []);
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
