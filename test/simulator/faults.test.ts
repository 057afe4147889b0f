import { test, until } from '../harness.ts';
import { startSimulator } from '../outside/zoho/setup.ts';

for (const fault of [{ drops: true }, { hangs: true }] as const) {
  const how = Object.keys(fault).join();
  test(`an answer that ${how} is lost, before the work or after it`, async (t) => {
    const { zoho, url } = await startSimulator(t);
    const asks = new AbortController();
    const mint = (signal?: AbortSignal) =>
      fetch(new URL('/oauth/v2/token', url), {
        method: 'POST',
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
        body: 'grant_type=refresh_token&refresh_token=refresh',
        signal: signal ?? null,
      });
    zoho.failToken(fault, { ...fault, isDone: true }, { status: 503 });
    const lost = [mint(asks.signal), mint(asks.signal)].map((call) => t.rejects(call));
    await until(() => zoho.requests.length === 2);
    t.equal((await mint()).status, 503);
    asks.abort();
    await Promise.all(lost);
    t.match(await (await mint()).json(), { access_token: 'token-2' });
  });
}
