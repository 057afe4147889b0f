import { randomBytes } from 'node:crypto';
import type { Command } from '../../command.ts';
import { SETUP, type SetupTexts } from '../../locales/load.ts';

/** In bytes; 43 letters and digits as text. */
const SIZE = 32;

/** A secret that nobody can guess, for a setting and for Zoho. */
export const secret: Command<SetupTexts['secret']> = {
  texts: async (language) => (await SETUP[language]()).secret,
  help: ({ rows, notes }) => ({
    usage: ['secret [--json]'],
    rows: [['--json', rows.json]],
    notes,
    examples: ['secret'],
  }),
  options: { json: { type: 'boolean' } },
  async run(values, _files, context) {
    const made = randomBytes(SIZE).toString('base64url');
    await context.print(values.json ? JSON.stringify({ secret: made }) : made);
    return 0;
  },
};
