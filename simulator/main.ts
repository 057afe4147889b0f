import { parseArgs } from 'node:util';
import { controlOf } from './control.ts';
import { reportStudents } from './crm/workflow.ts';
import { STANDING } from './moodle/troubles.ts';
import { seed } from './seed.ts';
import { Sender } from './sender.ts';
import { MODULE } from './student-deliveries.ts';
import { SimulatedWorld } from './world.ts';

const PORT = 8002;
const HELP = `Stands in for Zoho (accounts, CRM, Desk with its keys) and Moodle, with invented students and tickets.

Usage: npm run simulator -- [--port PORT] [--hub URL --secret SECRET]

  --port PORT   the first of four ports (${PORT}): its own, Zoho's accounts and CRM, Zoho Desk, Moodle; 0 for any
  --hub URL     where the service runs: it gets a webhook for each student that you save in the simulated Zoho CRM
  --secret …    its ZOHO_WEBHOOK_SECRET

While it runs, on the first port:
  POST   /_faults  {"api": "accounts|crm|desk|moodle", "kind": "latency|429|500|drop|redirect|html|empty|expire-token", "count": 1}
                   {"api": "crm", "kind": "authentication-failure|internal-error", "count": 1}
                   {"api": "moodle", "kind": "…"} stays so until the DELETE. The kinds are:
${listed(STANDING)}
  DELETE /_faults  everything works again
  GET    /_log     what was asked and what was written, oldest first
`;

const { values } = parseArgs({
  options: {
    port: { type: 'string' },
    hub: { type: 'string' },
    secret: { type: 'string', default: '' },
    help: { type: 'boolean', short: 'h' },
  },
});
const port = Number(values.port ?? PORT);
if (values.help) process.stdout.write(HELP);
else if (Number.isInteger(port) && port >= 0 && port <= 65_532) await run(port);
else {
  process.stderr.write('--port must be a number from 0 to 65532.\n');
  process.exitCode = 2;
}

/** Wrapped to the width of the other lines. */
function listed(kinds: readonly string[]): string {
  const lines = [''];
  for (const kind of kinds) {
    const line = `${lines.at(-1)} ${kind}`;
    if (line.length <= 84) lines[lines.length - 1] = line;
    else lines.push(` ${kind}`);
  }
  return lines.map((line) => `                  ${line}`).join('\n');
}

async function run(first: number): Promise<void> {
  const world = await SimulatedWorld.start({ port: first === 0 ? 0 : first + 1 });
  seed(world, Date.now());
  if (values.hub !== undefined) {
    const sender = new Sender({ url: values.hub, secret: values.secret, keys: world.desk.keys });
    const say = (line: string) => void process.stdout.write(`${line}\n`);
    reportStudents(world.zoho.crm.records, (delivery) => sender.send(delivery), say);
  }
  const control = controlOf(world);
  const url = await control.listen({ host: '127.0.0.1', port: first });
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, async () => {
      await Promise.all([control.close(), world.close()]);
    });
  }
  const lines = Object.entries(world.settings).map(([key, value]) => `${key}=${value}`);
  process.stdout.write(`Zoho and Moodle are simulated here until you press Ctrl+C. Put this into .env and start the service:

${lines.join('\n')}

What is asked and written: ${url}/_log. Faults: POST to ${url}/_faults, see --help.
Send {"zoho_id": "4554000000000000001"} to the service: the student is read from here. 4554000000000000005 (Sara Ali) has
no e-mail address and fails; mend her in the simulated Zoho CRM: ${world.settings.ZOHO_CRM_URL}/crm/tab/${MODULE}
`);
}
