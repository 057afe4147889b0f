import { studentBody, test } from '../../harness.ts';
import { dashboard } from './support.ts';

for (const timestamp of ['25/01/2026 10:00', 'yesterday', '2026-01-25', '99999999999999999999'])
  test(`an event whose sender wrote the time "${timestamp}" has its page, and the time as it was written`, async (t) => {
    const { open } = await dashboard(t, [studentBody({ timestamp })]);
    const { statusCode, body } = await open('/dashboard/events/1');
    t.equal(statusCode, 200);
    t.match(body, `<span dir="auto">${timestamp}</span>`);
  });
