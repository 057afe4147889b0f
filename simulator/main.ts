import { parseArgs } from 'node:util';
import { controlOf } from './control.ts';
import { STANDING } from './moodle-troubles.ts';
import { seed } from './seed.ts';
import { SimulatedWorld } from './world.ts';

const PORT = 8002;
const HELP = `Stands in for Zoho (accounts, CRM, Desk with its keys) and Moodle, with invented students and tickets.

Usage: npm run simulator -- [--port PORT]

  --port PORT   the first of four ports (${PORT}): its own, Zoho's accounts and CRM, Zoho Desk, Moodle; 0 for any

While it runs, on the first port:
  POST   /_faults  {"api": "accounts|crm|desk|moodle", "kind": "latency|429|500|drop|redirect|html|empty|expire-token", "count": 1}
                   {"api": "crm", "kind": "authentication-failure|internal-error", "count": 1}
                   {"api": "moodle", "kind": "…"} stays so until the DELETE. The kinds are:
${listed(STANDING)}
  DELETE /_faults  everything works again
  GET    /_log     what was asked and what was written, oldest first
`;

const { values } = parseArgs({
  options: { port: { type: 'string' }, help: { type: 'boolean', short: 'h' } },
});
const port = Number(values.port ?? PORT);
if (values.help) process.stdout.write(HELP);
else if (Number.isInteger(port) && port >= 0 && port <= 65_532) await run(port);
else {
  process.stderr.write('--port must be a number from 0 to 65532.\n');
  process.exitCode = 2;
}

/** In lines as long as the others. */
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
Send {"zoho_id": "4554000000000000001"} to the service: the student is read from here. 4554000000000000005 has no
e-mail address and fails.
`);
}
