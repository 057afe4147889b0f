import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { test } from '../../../harness.ts';
import { CREDENTIALS, startClients } from '../setup.ts';

const REFRESH = 'POST /oauth/v2/token';

test('a hundred callers at once cost one refresh', async (t) => {
  const { tokens, zoho } = await startClients(t);
  const got = await Promise.all(Array.from({ length: 100 }, () => tokens.get()));
  t.same(new Set(got), new Set(['token-1']));
  t.same(zoho.requests, [REFRESH]);
});

test('a token is used until five minutes before its end', async (t) => {
  const { tokens, clock } = await startClients(t);
  t.equal(await tokens.get(), 'token-1');
  clock.advance(55 * 60_000 - 1);
  t.equal(await tokens.get(), 'token-1');
  clock.advance(1);
  t.equal(await tokens.get(), 'token-2');
});

test('a restart uses the token of the file, which is for its owner only', async (t) => {
  const { tokens, makeTokens, zoho, file } = await startClients(t);
  await tokens.get();
  t.equal(statSync(file).mode & 0o777, 0o600);
  t.notMatch(readFileSync(file, 'utf8'), CREDENTIALS.refreshToken);
  t.equal(await makeTokens().get(), 'token-1');
  t.same(zoho.requests, [REFRESH]);
});

test('a token of another account, or a broken file, is not used', async (t) => {
  const { tokens, makeTokens, file } = await startClients(t);
  await tokens.get();
  t.equal(await makeTokens({ ...CREDENTIALS, refreshToken: 'other' }).get(), 'token-2');
  writeFileSync(file, '{"cut');
  t.equal(await makeTokens().get(), 'token-3');
});

test('without a file each process asks for a token of its own', async (t) => {
  const { makeTokens, zoho, file } = await startClients(t);
  t.equal(await makeTokens(CREDENTIALS, null).get(), 'token-1');
  t.equal(await makeTokens(CREDENTIALS, null).get(), 'token-2');
  t.equal(existsSync(file), false);
  t.equal(zoho.requests.length, 2);
});

test('a token that was replaced meanwhile is not thrown away', async (t) => {
  const { tokens, zoho } = await startClients(t);
  const first = await tokens.get();
  tokens.invalidate(first);
  t.equal(await tokens.get(), 'token-2');
  tokens.invalidate(first);
  t.equal(await tokens.get(), 'token-2');
  t.equal(zoho.requests.length, 2);
});

test('an answer without a lifetime counts as an hour', async (t) => {
  const { tokens, zoho, clock } = await startClients(t);
  zoho.failToken({ status: 200, json: { access_token: 'short' } });
  t.equal(await tokens.get(), 'short');
  clock.advance(54 * 60_000);
  t.equal(await tokens.get(), 'short');
});

for (const expires_in of ['abc', 0, -5, null, 3_600_000]) {
  test(`an answer with the lifetime ${expires_in} counts as an hour, and costs one token`, async (t) => {
    const { tokens, zoho, clock } = await startClients(t);
    zoho.failToken({ status: 200, json: { access_token: 'odd', expires_in } });
    t.equal(await tokens.get(), 'odd');
    clock.advance(54 * 60_000);
    t.equal(await tokens.get(), 'odd');
    clock.advance(2 * 60_000);
    t.equal(await tokens.get(), 'token-1');
  });
}

test('a token with a short life is used for a minute all the same', async (t) => {
  const { tokens, zoho, clock } = await startClients(t);
  zoho.failToken({ status: 200, json: { access_token: 'short', expires_in: 30 } });
  t.equal(await tokens.get(), 'short');
  clock.advance(59_000);
  t.equal(await tokens.get(), 'short');
  clock.advance(1_000);
  t.equal(await tokens.get(), 'token-1');
});

for (const [error, sentence] of [
  ['invalid_code', /ZOHO_REFRESH_TOKEN/],
  ['invalid_client', /ZOHO_CLIENT_ID/],
  ['invalid_client_secret', /ZOHO_CLIENT_SECRET/],
  ['Access Denied', /ten minutes/],
  ['general_error', /no access token/],
  ['constructor', /no access token/],
] as const) {
  test(`"${error}" with status 200 is a failure of the credentials with a sentence`, async (t) => {
    const { tokens, zoho } = await startClients(t);
    zoho.failToken({ status: 200, json: { error } });
    await t.rejects(tokens.get(), { name: 'CredentialsFailure', message: sentence, retryAfterMs: 600_000 });
  });
}

test('a refusal is asked for once, however many wait, until its pause ends', async (t) => {
  const { tokens, zoho, clock, warnings } = await startClients(t);
  zoho.failToken({ status: 200, json: { error: 'invalid_code' } });
  await t.rejects(tokens.get(), { name: 'CredentialsFailure' });
  clock.advance(60_000);
  for (let n = 0; n < 100; n++)
    await t.rejects(tokens.get(), { message: /ZOHO_REFRESH_TOKEN/, retryAfterMs: 540_000 });
  t.same(zoho.requests, [REFRESH]);
  t.match(warnings.list(), [{ code: 'PAUSED ZOHO_TOKEN', message: /ZOHO_REFRESH_TOKEN/ }]);
  clock.advance(540_000);
  t.same(warnings.list(), [], 'the pause is over');
  t.equal(await tokens.get(), 'token-1');
});

test('a refresh is never tried twice by itself, because each may cost one of ten tokens', async (t) => {
  const { tokens, zoho } = await startClients(t);
  zoho.failToken({ status: 500 });
  await t.rejects(tokens.get(), { name: 'TemporaryFailure', message: 'Zoho Accounts answered 500.' });
  t.same(zoho.requests, [REFRESH]);
});

test('a page in the place of a token waits for a person, and is asked for once', async (t) => {
  const { tokens, zoho } = await startClients(t);
  zoho.failToken({ status: 200, json: '<html>Sign in</html>' });
  for (let n = 0; n < 3; n++)
    await t.rejects(tokens.get(), { name: 'CredentialsFailure', message: /no access token/ });
  t.same(zoho.requests, [REFRESH]);
});

test('an empty answer gives no token', async (t) => {
  const { tokens, zoho } = await startClients(t);
  zoho.failToken({ status: 200 });
  await t.rejects(tokens.get(), { name: 'CredentialsFailure' });
});

test('a revoked refresh token is named', async (t) => {
  const { makeTokens } = await startClients(t);
  await t.rejects(makeTokens({ ...CREDENTIALS, refreshToken: 'revoked' }).get(), {
    message: /ZOHO_REFRESH_TOKEN/,
  });
});
