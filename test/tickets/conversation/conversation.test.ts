import type { Json } from '../../../simulator/desk/records.ts';
import { type Test, test } from '../../harness.ts';
import { ALL_ON, autoSendRules, flags, LINK, message, startTickets, TICKET } from '../setup.ts';

const CUSTOMER = 'jean.exemple@example.test';
const SUPPLIER = { fromEmailAddress: 'fournisseur@vendor.example', author: null };
const OURS = {
  direction: 'out',
  fromEmailAddress: 'reply0@example.edu',
  to: CUSTOMER,
  author: { type: 'AGENT' },
};
const AGENT = { type: 'AGENT', email: 'agent@example.edu' };
const PUPIL = { type: 'END_USER', email: CUSTOMER };

type Desk = Awaited<ReturnType<typeof startTickets>>['simulator'];

/** One run, after what was said; answers the proposed reply and how the step ended. */
async function replyTo(t: Test, say: (desk: Desk) => void) {
  const service = await startTickets(t);
  say(service.simulator);
  const { result, waiting } = await service.run();
  const proposal = waiting.find(({ step }) => step === 'reply')?.proposal;
  return { ...service, proposal, reply: result.steps.reply, result };
}

test("a supplier's private answer to our forward is never answered, and does not move the ticket", async (t) => {
  const { proposal, reply } = await replyTo(t, (desk) => {
    message(desk, 'Je voudrais un remboursement');
    message(desk, 'Pouvez-vous vérifier ?', {
      ...OURS,
      visibility: 'private',
      to: 'fournisseur@vendor.example',
    });
    message(desk, 'La facture est en route, ne le dites pas encore', { ...SUPPLIER, visibility: 'private' });
  });
  t.match(proposal, { to: CUSTOMER, message: 'Je voudrais un remboursement', intents: ['refund'] });
  t.equal(reply.status, 'suggested');
});

test('another person who writes in public is not answered in the place of the customer, and is a doubt', async (t) => {
  const { proposal, reply } = await replyTo(t, (desk) => {
    message(desk, 'Je voudrais un remboursement', { cc: 'Chef <chef@employer.example>' });
    message(desk, 'Je confirme la facture', { ...SUPPLIER, fromEmailAddress: 'chef@employer.example' });
  });
  t.match(proposal, { to: CUSTOMER, copies: ['support@example.edu', 'chef@employer.example'] });
  t.match(reply.reason, /Somebody else has written/);
});

test('the contact of the ticket is the customer from an address of their own too', async (t) => {
  const { proposal } = await replyTo(t, (desk) => {
    message(desk, 'Bonjour');
    const author = { id: '198709000000042032', type: 'END_USER', email: 'jean@home.example' };
    message(desk, 'De chez moi', { fromEmailAddress: 'jean@home.example', author });
  });
  t.match(proposal, { to: 'jean@home.example', message: 'De chez moi' });
});

test('a form of a website that writes from a machine is answered where it says', async (t) => {
  const { proposal } = await replyTo(t, (desk) => {
    desk.putTicket({ id: TICKET, email: null });
    message(desk, 'Je voudrais une facture', {
      ...SUPPLIER,
      fromEmailAddress: 'noreply@website.example',
      replyTo: `Jean <${CUSTOMER}>`,
    });
  });
  t.match(proposal, { to: CUSTOMER });
});

test('an address of another department of ours is no customer', async (t) => {
  for (const hasOneAddressList of [true, false]) {
    const { result } = await replyTo(t, (desk) => {
      desk.hasOneAddressList = hasOneAddressList;
      desk.putTicket({ id: TICKET, subject: 'TR: facture' });
      message(desk, 'Pour vous', { fromEmailAddress: 'new4@example.edu', author: { type: 'END_USER' } });
    });
    t.match(result.steps.reply, { status: 'skipped', code: 'own_message' });
  }
});

test('a mail of ours that failed is no answer, and is told', async (t) => {
  const { reply } = await replyTo(t, (desk) => {
    message(desk, 'Je voudrais une facture');
    message(desk, 'Voici', { ...OURS, status: 'FAILED' });
  });
  t.match(reply, { status: 'suggested', reason: /was not delivered/ });
});

test('a mail of ours that went out and came back is not written again', async (t) => {
  const { simulator, run, written } = await startTickets(t, {
    flags: flags('reply'),
    rules: autoSendRules(t),
  });
  simulator.delivery = 'FAILED';
  message(simulator, 'Je demande un remboursement');
  await run();
  t.match((await run()).result.steps.reply, { status: 'skipped', code: 'not_delivered' });
  t.same(written(), ['sendReply']);
});

test('a message that names nobody, on a ticket that does neither, is for a person to answer', async (t) => {
  const { result } = await replyTo(t, (desk) => {
    desk.putTicket({ id: TICKET, email: null });
    message(desk, 'Je voudrais une facture', { fromEmailAddress: 'undisclosed', author: null });
  });
  t.notOk(result.steps.reply.status === 'suggested', 'nobody is guessed');
});

test('a public comment of a colleague is an answer, a private one is none', async (t) => {
  for (const isPublic of [true, false]) {
    const { reply } = await replyTo(t, (desk) => {
      message(desk, 'Je voudrais une facture');
      desk.putComment(TICKET, { content: 'Elle arrive', isPublic, commenter: AGENT });
    });
    t.match(
      reply,
      isPublic ? { code: 'already_answered', reason: /public comment/ } : { status: 'suggested' },
    );
  }
});

test('a forward of ours to somebody else is no answer to the customer', async (t) => {
  const { reply } = await replyTo(t, (desk) => {
    message(desk, 'Je voudrais une facture');
    message(desk, 'Voir dessous', { ...OURS, isForward: true, to: 'fournisseur@vendor.example' });
  });
  t.equal(reply.status, 'suggested');
});

const COMMENTS: [what: string, comment: Json, isTheirs: boolean][] = [
  ['by their address', { commenter: PUPIL }, true],
  ['by the kind of author alone', { commenter: { type: 'END_USER' }, commenterId: null }, true],
  ['by the id of the contact', { commenter: null, commenterId: '198709000000042032' }, true],
  [
    'of somebody else',
    { commenter: { type: 'END_USER', email: 'x@other.example' }, commenterId: '7' },
    false,
  ],
  ['of nobody known', { commenter: null, commenterId: '7' }, false],
  ['of a colleague in the portal', { commenter: { type: 'END_USER', email: 'reply3@example.edu' } }, false],
];
for (const [what, comment, isTheirs] of COMMENTS) {
  test(`a comment in the portal ${what} is ${isTheirs ? '' : 'not '}the customer's`, async (t) => {
    const { proposal } = await replyTo(t, (desk) => {
      message(desk, 'Je voudrais un remboursement');
      const content = '<p>Et la facture ?</p>';
      desk.putComment(TICKET, { content, contentType: 'html', isPublic: true, ...comment });
    });
    if (isTheirs) t.match(proposal, { to: CUSTOMER, message: 'Et la facture ?' });
    else t.not(proposal?.message, 'Et la facture ?');
  });
}

test('a comment of the customer makes a proposal stale', async (t) => {
  const { tickets, simulator, stores, signal, written } = await replyTo(t, (desk) => {
    message(desk, 'Ma facture ?');
  });
  simulator.putComment(TICKET, { content: 'Retrouvée, merci', isPublic: true, commenter: PUPIL });
  const { suggestions } = await stores.suggestions.list({}, { limit: 9, before: null });
  const id = suggestions.find(({ step }) => step === 'reply')?.id ?? 0;
  const by = { operator: 'sara', action: 'apply', target: 'x', detail: {} };
  t.match(await tickets.apply(id, by, undefined, signal), {
    is: 'stale',
    reason: { code: 'STALE_SINCE', params: { changes: [{ code: 'THE_CUSTOMER_WROTE_AGAIN' }] } },
  });
  t.same(written(), []);
});

test('by a channel that is no mail nothing is mailed', async (t) => {
  for (const channel of ['Chat', 'Facebook', 'Forums', 'Phone']) {
    const { reply } = await replyTo(t, (desk) => {
      desk.putTicket({ id: TICKET, channel });
      message(desk, 'Ma facture ?');
    });
    t.match(reply, { status: 'skipped', code: 'other_channel', reason: new RegExp(channel) });
  }
});

test('an automatic reply is known by its header lines, and the question before it waits on', async (t) => {
  const { proposal } = await replyTo(t, (desk) => {
    message(desk, 'Je voudrais un remboursement');
    const { id } = message(desk, 'Bonjour');
    desk.putOriginal(
      id,
      'Auto-Submitted: auto-replied\r\nSubject: =?UTF-8?Q?R=C3=A9?=\r\n folded\r\nodd\r\n\r\nx',
    );
  });
  t.match(proposal, { message: 'Je voudrais un remboursement' });
});

test('where nobody but others wrote, a person has to answer', async (t) => {
  const { result } = await replyTo(t, (desk) => {
    message(desk, 'Entre nous', { ...SUPPLIER, visibility: 'private' });
  });
  t.match(result.steps.link, { code: 'no_customer' });
});

test('what a move brings along stops no step, and a link that it empties is made again', async (t) => {
  const { simulator, run, written } = await startTickets(t, { flags: ALL_ON });
  message(simulator, 'Bonjour, je voudrais un remboursement.');
  simulator.onMove = () => ({ status: 'On Hold', statusType: 'On Hold', cf: { cf_opportunite: null } });
  const { result } = await run();
  t.match(result, {
    deal_linking: true,
    steps: { dispatch: { status: 'applied', written: [String, /emptied/] } },
  });
  t.equal(Object(simulator.ticket(TICKET)?.cf).cf_opportunite, LINK);
  for (const step of Object.values(result.steps)) t.not(step.code, 'stale');
  t.same(written().slice(0, 4), ['updateTicket', 'moveTicket', 'updateTicket', 'draftReply']);
});

test('a link that the new department does not take is named, and counts for none', async (t) => {
  const { simulator, run } = await startTickets(t, { flags: ALL_ON });
  message(simulator, 'Bonjour');
  simulator.onMove = () => {
    simulator.fail('updateTicket', { status: 422, json: { errorCode: 'INVALID_DATA' } });
    return { cf: {} };
  };
  const { result } = await run();
  t.match(result, { deal_linking: false, steps: { dispatch: { reason: /set it by hand/ } } });
});

test('a link that is not put back after the move, because Zoho is away, is named too', async (t) => {
  const { simulator, run } = await startTickets(t, { flags: ALL_ON });
  message(simulator, 'Bonjour');
  simulator.onMove = () => {
    simulator.fail('updateTicket', { status: 503, headers: { 'retry-after': '100' } });
    return { cf: {} };
  };
  t.match((await run()).result.steps.dispatch, { status: 'applied', reason: /set it by hand/ });
});

test('a link is not put back on a ticket that somebody changes after the move', async (t) => {
  const { simulator, run, connections, written } = await startTickets(t, { flags: ALL_ON });
  message(simulator, 'Bonjour');
  const getTicket = connections.desk.getTicket.bind(connections.desk);
  let looks = Number.NEGATIVE_INFINITY;
  simulator.onMove = () => {
    looks = 0;
    return { cf: {} };
  };
  connections.desk.getTicket = async (id, signal) => {
    looks += 1;
    if (looks === 2) Object.assign(simulator.ticket(TICKET) ?? {}, { status: 'On Hold' });
    return getTicket(id, signal);
  };
  t.match((await run()).result.steps.dispatch, { status: 'applied', reason: /set it by hand/ });
  t.same(written().slice(0, 2), ['updateTicket', 'moveTicket']);
});

test('a mistake of our own while a link is put back is not hidden', async (t) => {
  const { simulator, run, connections } = await startTickets(t, { flags: ALL_ON });
  message(simulator, 'Bonjour');
  simulator.onMove = () => {
    connections.desk.updateTicket = () => Promise.reject(new TypeError('a mistake'));
    return { cf: {} };
  };
  await t.rejects(run(), new TypeError('a mistake'));
});

test('a move that closes the ticket ends the work on it', async (t) => {
  const { simulator, run, written } = await startTickets(t, { flags: ALL_ON });
  message(simulator, 'Bonjour');
  simulator.onMove = () => ({ status: 'Closed', statusType: 'Closed' });
  t.match((await run()).result.steps.reply, { code: 'closed' });
  t.same(written(), ['updateTicket', 'moveTicket']);
});

test('what somebody does between a write of ours and the look after it stops the next one', async (t) => {
  const { simulator, run, written } = await startTickets(t, { flags: ALL_ON });
  message(simulator, 'Bonjour');
  simulator.onMove = () => {
    message(simulator, 'Oubliez');
    return {};
  };
  t.match((await run()).result.steps.reply, { code: 'stale' });
  t.same(written(), ['updateTicket', 'moveTicket']);
});

test('an outdated draft of ours is replaced, one of a colleague is flagged', async (t) => {
  const { simulator, run, written, stores } = await startTickets(t, { flags: flags('reply') });
  message(simulator, 'Quand est mon examen ?');
  await run();
  message(simulator, 'En fait je préfère un remboursement');
  await run();
  t.same(written(), ['draftReply', 'updateDraft']);
  t.equal(simulator.threads(TICKET).filter(({ status }) => status === 'DRAFT').length, 1);
  await stores.suggestions.replaceWaiting({ ticketId: TICKET, waiting: [] });
  const other = await replyTo(t, (desk) => {
    message(desk, 'Quand ?');
    message(desk, 'Demain', { ...OURS, status: 'DRAFT' });
    message(desk, 'En fait, ma facture');
  });
  t.match(other.reply, { status: 'suggested', reason: /A draft from before this message/ });
  const { suggestions } = await other.stores.suggestions.list(
    { status: 'waiting' },
    { limit: 9, before: null },
  );
  const id = suggestions.find(({ step }) => step === 'reply')?.id ?? 0;
  const by = { operator: '127.0.0.1', action: 'apply suggestion', target: `suggestion ${id}`, detail: {} };
  t.match(
    await other.tickets.apply(id, by, undefined, other.signal),
    { is: 'applied', reason: { told: undefined } },
    'whoever sends it is told of the draft again',
  );
});

test('no address gets more letters in a day without a person than the settings allow, over all tickets', async (t) => {
  const { simulator, run, written } = await startTickets(t, {
    flags: flags('reply'),
    rules: autoSendRules(t),
  });
  const reasons = [];
  for (let at = 0; at < 4; at++) {
    const id = `${TICKET}${at}`;
    simulator.putTicket({ id });
    message(simulator, 'Je demande un remboursement', {}, id);
    reasons.push((await run(id)).result.steps.reply);
  }
  t.match(reasons[2], { status: 'applied', reason: /was sent/ });
  t.match(reasons[3], { status: 'suggested', reason: /waits for one/ });
  t.same(written(), ['sendReply', 'sendReply', 'sendReply']);
});

test('without the header lines of a mail it is drafted, and not sent', async (t) => {
  const { simulator, run, written, stores } = await startTickets(t, {
    flags: flags('reply'),
    rules: autoSendRules(t),
  });
  const { id } = message(simulator, 'Je demande un remboursement');
  simulator.putOriginal(id, '');
  await run();
  t.same(written(), ['draftReply']);
  const { suggestions } = await stores.suggestions.list({}, { limit: 9, before: null });
  t.match(suggestions.find(({ step }) => step === 'reply')?.result, {
    not_sent_because: ['headers_unknown'],
  });
});

test('a ticket of 450 messages costs no more calls than the reading of its lists', async (t) => {
  const { simulator, run } = await startTickets(t, { flags: ALL_ON });
  for (let at = 0; at < 450; at++) message(simulator, `Bonjour ${at}`);
  t.equal((await run()).failure, null);
  const single = simulator.requests.filter((request) => /\/threads\/\d+\?/.test(request));
  t.ok(single.length <= 12, `${single.length} messages were read by themselves`);
  t.ok(simulator.requests.length < 150, `${simulator.requests.length} calls`);
});
