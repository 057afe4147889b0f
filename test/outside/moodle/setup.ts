import { MoodleSimulator } from '../../../simulator/moodle/moodle.ts';
import { connectMoodle } from '../../../src/outside/moodle/connect.ts';
import { type Test, TestClock } from '../../harness.ts';

/** A Moodle on a free port, closed after the test. */
export async function startMoodle(t: Test): Promise<{ moodle: MoodleSimulator; url: string }> {
  const moodle = new MoodleSimulator();
  const url = await moodle.listen();
  t.teardown(() => moodle.close());
  return { moodle, url };
}

/** The client, over real HTTP to a simulator. `lines` collects what it logs. */
export async function startClient(t: Test, { path = '', token = 'moodle-token' } = {}) {
  const { moodle, url } = await startMoodle(t);
  const clock = new TestClock();
  const lines: object[] = [];
  const log = { info: (fields: object) => void lines.push(fields) };
  const settings = { MOODLE_BASE_URL: `${url}${path}`, MOODLE_TOKEN: token };
  const client = connectMoodle(settings, { fetch, clock, random: () => 0, log });
  if (client === null) throw new Error('Moodle is not connected');
  return { moodle, url, clock, lines, client, signal: new AbortController().signal };
}

/** How Moodle says no: with status 200. */
export function refused(errorcode: string): { status: number; json: object } {
  const exception = 'core\\exception\\moodle_exception';
  return { status: 200, json: { exception, errorcode, message: '<p>Sara Ali</p>' } };
}
