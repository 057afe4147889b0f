import { studentBody, test } from '../harness.ts';
import { dashboard } from '../routes/dashboard/support.ts';

const SCRIPTS = [
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  "' onmouseover='alert(1)",
  '</title><svg onload=alert(1)>',
  'javascript:alert(1)',
  '{{constructor.constructor("alert(1)")()}}',
];

test('a script in any field of a student or a ticket is text on every page, in every language', async (t) => {
  const bodies = SCRIPTS.map((script, n) =>
    studentBody({
      notification_id: `${script}${n}`,
      timestamp: script,
      operation: n % 2 === 0 ? 'update' : script,
      record_id: String(4554000000012345678n + BigInt(n)),
      data: {
        Student_ID_Number: script,
        Academic_Email: 'sara.ali@example.edu',
        Name: script,
        [script]: script,
      },
    }),
  );
  const { app, open, settled } = await dashboard(t, bodies);
  for (const script of SCRIPTS)
    await app.inject({
      method: 'POST',
      url: '/webhook/zoho-desk',
      payload: { ticket_id: '198709000044517001', subject: script, email: script, eventType: script },
    });
  await settled();
  const { events } = await app.reading.list({}, { limit: 200, before: null });
  t.ok(events.length > SCRIPTS.length);
  const query = new URLSearchParams({ q: String(SCRIPTS[0]), record_id: String(SCRIPTS[1]) });
  const { students } = await app.students.list({ deleted: true }, { limit: 200, after: null });
  const pages = [
    ...['', '/events', `/events?${query}`, '/students', '/suggestions', '/health', `/${SCRIPTS[0]}`],
    ...events.map(({ id }) => `/events/${id}`),
    ...students.map(({ zohoId }) => `/students/${encodeURIComponent(zohoId)}`),
  ];
  for (const [at, page] of pages.entries()) {
    const language = ['en', 'fr', 'ar'][at % 3];
    const { body, statusCode } = await open(`/dashboard${encodeURI(page)}`, {
      'accept-language': `${language}`,
    });
    t.ok(statusCode < 500, page);
    t.notMatch(
      body,
      /<script(?! src="\/dashboard\/assets\/)|<img|<svg onload|\son[a-z]+=|(href|action|src)="\s*javascript:/i,
      page,
    );
  }
});

test('what a sender writes makes no line of its own in the log', async (t) => {
  const forged = '\r\n{"level":30,"msg":"forged"}\r\n';
  const { app, lines, settled } = await dashboard(t, [
    studentBody({ notification_id: `event${forged}`, operation: `update${forged}`, module: `X${forged}` }),
    studentBody({ notification_id: `second${forged}` }),
  ]);
  await app.inject({
    url: `/nowhere/${encodeURIComponent(forged)}`,
    headers: { 'user-agent': 'x\u001b[2J' },
  });
  await settled();
  t.ok(lines.length > 2);
  for (const line of lines) {
    t.equal(line.indexOf('\n'), line.length - 1, line);
    t.not(JSON.parse(line).msg, 'forged');
    t.notMatch(line, '\u001b');
  }
});
