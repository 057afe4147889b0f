import { OPERATOR, OPERATOR_TOKEN, studentBody, type Test, testApp, until } from '../../harness.ts';

/** What a browser sends with a form of our own. */
const SAME_ORIGIN = { 'sec-fetch-site': 'same-origin' };

/** The service with these student webhooks processed, and ways to use its pages as a signed-in person. */
export async function dashboard(
  t: Test,
  bodies: readonly Record<string, unknown>[] = [],
  settings: Record<string, string> = {},
) {
  const { app, clock, lines } = await testApp(t, settings);
  for (const payload of bodies)
    await app.inject({ method: 'POST', url: '/api/v1/events/zoho/student', payload });
  const settled = () =>
    until(async () => {
      const { pending = 0, processing = 0 } = (await app.reading.stats({})).by_status;
      return pending + processing === 0;
    });
  await settled();
  const open = (url: string, headers: Record<string, string> = {}) =>
    app.inject({ url, headers: { ...OPERATOR, ...headers } });
  const post = (url: string, fields: Record<string, string> = {}, headers: Record<string, string> = {}) =>
    app.inject({
      method: 'POST',
      url,
      payload: new URLSearchParams(fields).toString(),
      headers: { 'content-type': 'application/x-www-form-urlencoded', ...SAME_ORIGIN, ...headers },
    });
  /** Signs in by the form; answers the cookies to send from then on. */
  const signIn = async (name = '') => {
    const answer = await post('/dashboard/sign-in', { token: OPERATOR_TOKEN, name });
    const [cookie] = answer.cookies;
    return { cookie: `${cookie?.name}=${cookie?.value}` };
  };
  return { app, clock, lines, open, post, signIn, settled };
}

export const noEmail = (id: string, record_id = recordIdOf(id)) =>
  studentBody({ notification_id: id, record_id, data: { Name: 'Sara Ali' } });

/** A record id as Zoho makes them, the same for the same word. */
export function recordIdOf(word: string): string {
  return `4554${[...word]
    .map((letter) => letter.charCodeAt(0))
    .join('')
    .padStart(15, '0')}`;
}
