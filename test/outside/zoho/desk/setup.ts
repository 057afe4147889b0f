import { DeskSimulator } from '../../../../simulator/desk/desk.ts';
import { DeskKeys } from '../../../../simulator/desk/keys.ts';
import { OutsideApi } from '../../../../src/outside/api.ts';
import { ZohoDesk } from '../../../../src/outside/zoho/desk/desk.ts';
import { deskAway } from '../../../../src/outside/zoho/desk/refusals.ts';
import { type Test, TestClock } from '../../../harness.ts';
import { startClients } from '../setup.ts';

export const TICKET = '198709000044517001';
/** Departments of the simulator. */
export const CONTACT = '198709000000006907';
export const DOC = '198709000000006908';

/** Making an RSA key takes a quarter of a second: one for all tests of a file. */
const keys = DeskKeys.create();

/** A Zoho Desk on a free port, closed after the test. */
export async function startDesk(t: Test, clock = new TestClock()) {
  const simulator = new DeskSimulator(await keys, () => clock.now());
  const url = new URL(await simulator.listen());
  t.teardown(() => simulator.close());
  return { simulator, url, clock };
}

/** The client, over real HTTP to a simulator with one ticket. */
export async function startDeskClient(t: Test, spacingMs = 0) {
  const { tokens, zoho, clock, lines, signal } = await startClients(t);
  const { simulator, url } = await startDesk(t, clock);
  const log = { info: (fields: object) => void lines.push(fields) };
  const api = new OutsideApi({
    system: 'Zoho Desk',
    concurrency: 5,
    spacingMs,
    fetch,
    clock,
    random: () => 0,
    log,
    away: deskAway,
  });
  const desk = new ZohoDesk({ api, tokens, base: url, orgId: DeskSimulator.orgId, clock });
  simulator.putTicket({ id: TICKET });
  return { desk, simulator, url, zoho, clock, lines, signal };
}
