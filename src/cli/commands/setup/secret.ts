import { randomBytes } from 'node:crypto';
import type { Command } from '../../command.ts';

/** In bytes; 43 letters and digits as text. */
const SIZE = 32;

/** A secret that nobody can guess, for a setting and for Zoho. */
export const secret: Command = {
  summary: 'Make a random secret',
  help: `
Usage: npm run cli -- secret [--json]

  --json         one JSON object with the secret

Letters, digits, - and _ only, so it needs no quotes in .env and no encoding in an address.

Example: npm run cli -- secret`,
  options: { json: { type: 'boolean' } },
  async run(values, _files, context) {
    const made = randomBytes(SIZE).toString('base64url');
    await context.print(values.json ? JSON.stringify({ secret: made }) : made);
    return 0;
  },
};
