import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createAssistant, type Question } from '../../src/tickets/assistant.ts';
import { type Test, test } from '../harness.ts';
import { ALL_ON, message, startTickets, TICKET } from './setup.ts';

const ADVICE = {
  language: 'fr',
  primary_intent: 'exam_date',
  secondary_intents: ['refund'],
  department: 'Comptabilité',
  confidence: 0.93,
  answer: 'Bonjour, nous regardons votre dossier.',
};
const QUESTION: Question = {
  subject: 'Question de jean.exemple@example.test',
  text: `Mon numéro est +33 6 00 00 00 00. ${'x'.repeat(7_000)}`,
  departments: ['DOC', 'Comptabilité'],
  intents: ['refund'],
};
const never = new AbortController().signal;
type Answer = { status?: number; input?: unknown };

/** A stand-in for the model's API; `asked` collects the bodies. */
async function start(t: Test, ...answers: Answer[]) {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk) => {
      body += chunk;
    });
    request.on('end', () => {
      asked.push(body);
      const { status = 200, input = ADVICE } = answers[asked.length - 1] ?? {};
      const content = [{ type: 'tool_use', id: 't', name: 'advise', input }];
      const usage = { input_tokens: 10, output_tokens: 20 };
      // The library waits before its second try, unless it is told not to.
      response.writeHead(status, { 'content-type': 'application/json', 'retry-after-ms': '1' });
      response.end(JSON.stringify(status === 200 ? { content, usage } : { error: { message: 'no' } }));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  t.teardown(() => server.close());
  const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const assistant = await createAssistant({ apiKey: 'key', baseUrl, model: 'a-model', fetch });
  return { assistant, asked, server };
}

test('the assistant is asked without addresses and numbers, and briefly', async (t) => {
  const { assistant, asked } = await start(t);
  const advice = await assistant.ask(QUESTION, never);
  t.same(advice, {
    is: 'advice',
    ...ADVICE,
    usage: { model: 'a-model', input_tokens: 10, output_tokens: 20 },
  });
  t.equal(asked.length, 1);
  t.match(asked[0], /Question de \[address\].*Mon numéro est \[number\]/);
  t.ok(JSON.parse(asked[0] ?? '').messages[0].content.length <= 6_000);
});

test('a department that does not exist is none', async (t) => {
  const { assistant } = await start(t, { input: { ...ADVICE, department: 'Customer Success' } });
  t.match(await assistant.ask(QUESTION, never), { is: 'advice', department: null });
});

test('an answer in another form is no answer, and its cost is known', async (t) => {
  const wrong = [
    { ...ADVICE, confidence: '80%' },
    { ...ADVICE, confidence: 80 },
    { ...ADVICE, answer: ' ' },
    null,
  ];
  const { assistant } = await start(t, ...wrong.map((input) => ({ input })));
  for (const _ of wrong)
    t.match(await assistant.ask(QUESTION, never), {
      is: 'none',
      reason: /another form/,
      usage: { input_tokens: 10 },
    });
});

test('a second try is made once, and then the reason is told', async (t) => {
  const { assistant, asked } = await start(
    t,
    { status: 500 },
    { status: 200 },
    { status: 529 },
    { status: 529 },
  );
  t.match(await assistant.ask(QUESTION, never), { is: 'advice' });
  t.same(await assistant.ask(QUESTION, never), { is: 'none', reason: 'The assistant answered 529.' });
  t.equal(asked.length, 4);
});

test('a wrong key and a wrong model are named', async (t) => {
  const { assistant } = await start(t, { status: 401 }, { status: 404 });
  t.match(await assistant.ask(QUESTION, never), { reason: /does not accept ANTHROPIC_API_KEY/ });
  t.match(await assistant.ask(QUESTION, never), { reason: /does not know the model of AGENT_MODEL/ });
});

test('an assistant that is away says so, and one that is stopped stops', async (t) => {
  const { assistant, server } = await start(t);
  await new Promise((resolve) => server.close(resolve));
  t.same(await assistant.ask(QUESTION, never), { is: 'none', reason: 'The assistant gave no answer.' });
  const stop = AbortSignal.abort(new Error('stopped'));
  await t.rejects(assistant.ask(QUESTION, stop), { message: 'stopped' });
});

test('without another address the library uses its own', async (t) => {
  const asked: string[] = [];
  const fetch = async (url: string | URL | Request) => {
    asked.push(String(url));
    return new Response('{"error":{}}', { status: 400 });
  };
  const assistant = await createAssistant({ apiKey: 'key', baseUrl: '', model: 'm', fetch });
  t.match(await assistant.ask(QUESTION, never), { reason: 'The assistant answered 400.' });
  t.match(asked[0], /^https:\/\/api\.anthropic\.com\//);
});

test('its answer is proposed, with what it cost, and a run asks once', async (t) => {
  const { assistant, asked } = await start(t);
  const { simulator, run, stores } = await startTickets(t, { assistant, flags: ALL_ON });
  message(simulator, 'Bonjour');
  const { result } = await run();
  t.match(result.steps.reply, { status: 'applied', confidence: 0.93, reason: /Written by the assistant/ });
  const { suggestions } = await stores.suggestions.list({}, { limit: 10, before: null });
  t.match(
    suggestions.find(({ step }) => step === 'reply'),
    {
      proposal: { text: ADVICE.answer, source: 'assistant', assistant: { usage: { output_tokens: 20 } } },
      result: { mode: 'draft', not_sent_because: ['not_on_allow_list'] },
    },
  );
  await run();
  t.equal(asked.length, 1, 'a second run pays nothing');
});

test('where it fails the template is used, and the reason is kept', async (t) => {
  const { assistant } = await start(t, { input: null });
  const { simulator, run, stores } = await startTickets(t, { assistant });
  message(simulator, 'Hello, when is my exam? Thanks');
  await run();
  const { suggestions } = await stores.suggestions.list({}, { limit: 10, before: null });
  t.match(suggestions.find(({ step }) => step === 'reply')?.proposal, {
    source: 'fallback',
    language: 'en',
    text: /^Hello/,
    assistant: { reason: /another form/ },
  });
});

test('where neither deal nor words say the department, the assistant does', async (t) => {
  const { assistant } = await start(t);
  const { simulator, zoho, run } = await startTickets(t, { assistant });
  zoho.crm.records.remove('Deals', '4554000000012345678');
  message(simulator, 'Bonjour');
  t.match((await run()).result, {
    summary: { recommended_department: 'Comptabilité' },
    steps: { dispatch: { status: 'suggested', confidence: 0.93, reason: 'The assistant says so.' } },
  });
});

test('a ticket without a subject is asked about by its words, and one without words is not', async (t) => {
  const { assistant, asked } = await start(t);
  const { simulator, run } = await startTickets(t, { assistant });
  simulator.putTicket({ id: TICKET, subject: null });
  message(simulator, '> vous trouverez');
  await run();
  t.equal(asked.length, 0);
  message(simulator, 'Bonjour');
  await run();
  t.equal(asked.length, 1);
});

test('what a message cost stands in the result of the run that paid, and no later run pays again', async (t) => {
  const { assistant, asked } = await start(t);
  const { simulator, zoho, run, connections, stores } = await startTickets(t, { assistant });
  zoho.crm.records.remove('Deals', '4554000000012345678');
  message(simulator, 'Bonjour');
  t.match((await run()).result.assistant, { model: 'a-model', input_tokens: 10, output_tokens: 20 });
  t.equal((await run()).result.assistant, null);
  // As after a restart: nothing is left in memory.
  connections.advices.set(`${TICKET}/${simulator.threads(TICKET)[0]?.id}`, null as never);
  t.match((await run()).result.steps.dispatch, { reason: 'The assistant says so.' });
  await stores.suggestions.replaceWaiting({ ticketId: TICKET, waiting: [] });
  t.match((await run()).result.steps.reply, { reason: 'Written by the assistant.' });
  t.equal(asked.length, 1);
});

test('a run that is tried again does not pay again', async (t) => {
  const { assistant, asked } = await start(t);
  const { simulator, zoho, run } = await startTickets(t, { assistant, flags: ALL_ON });
  zoho.crm.records.remove('Deals', '4554000000012345678');
  message(simulator, 'Bonjour');
  simulator.fail('moveTicket', { status: 503, headers: { 'retry-after': '100' } });
  await t.rejects(run(), { name: 'SystemAway' });
  t.equal((await run()).result.steps.dispatch.status, 'applied');
  t.equal(asked.length, 1);
});

test('where a draft waits for a person already, nobody is asked', async (t) => {
  const { assistant, asked } = await start(t);
  const { simulator, zoho, run } = await startTickets(t, { assistant });
  zoho.crm.records.remove('Deals', '4554000000012345678');
  message(simulator, 'Bonjour');
  simulator.putThread(TICKET, { direction: 'out', status: 'DRAFT', author: { type: 'AGENT' } });
  t.match((await run()).result, { assistant: null, steps: { dispatch: { status: 'unchanged' } } });
  t.equal(asked.length, 0);
});

test('an assistant that was not heard for nothing is asked again by the next run', async (t) => {
  const { assistant, asked } = await start(t, { status: 401 });
  const { simulator, zoho, run } = await startTickets(t, { assistant });
  zoho.crm.records.remove('Deals', '4554000000012345678');
  message(simulator, 'Bonjour');
  t.equal((await run()).result.assistant, null);
  t.match((await run()).result.assistant, { output_tokens: 20 });
  t.equal(asked.length, 2);
});

for (const [what, text] of [
  ['one word', 'a'.repeat(1_000_000)],
  ['at signs', '@'.repeat(1_000_000)],
  ['digits that end in none', `1${'. '.repeat(500_000)}`],
] as const) {
  test(`a megabyte of ${what} is asked about by its beginning`, async (t) => {
    const { assistant, asked } = await start(t);
    await assistant.ask({ ...QUESTION, subject: text, text }, never);
    t.ok(JSON.parse(asked[0] ?? '').messages[0].content.length <= 6_000);
  });
}
