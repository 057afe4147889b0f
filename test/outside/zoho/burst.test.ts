import { test, until } from '../../harness.ts';
import { connectedApp } from './setup.ts';

test('a token that expires in a burst of a hundred thin events is refreshed once, and every student arrives', async (t) => {
  const { app, zoho } = await connectedApp(t);
  const ids = Array.from({ length: 101 }, (_, n) => String(4554000000000000000n + BigInt(n)));
  for (const id of ids)
    zoho.put('BTEC_Students', {
      id,
      First_Name: 'Sara',
      Last_Name: 'Ali',
      Academic_Email: `sara.${id}@example.edu`,
    });
  const send = (id?: string) =>
    app.inject({ method: 'POST', url: '/api/v1/events/zoho/student', payload: { zoho_id: id } });
  const synced = async () => (await app.students.list({ deleted: false }, { limit: 1, after: null })).total;
  await send(ids[0]);
  await until(async () => (await synced()) === 1);

  zoho.expireTokens();
  await Promise.all(ids.slice(1).map((id) => send(id)));
  await until(async () => (await synced()) === 101);
  t.equal(zoho.requests.filter((request) => request === 'POST /oauth/v2/token').length, 2);
  t.match(await app.reading.stats({}), { total_events: 101, by_status: { completed: 101 } });
  t.same(zoho.writes, []);
});
