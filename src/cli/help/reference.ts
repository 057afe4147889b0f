import { COMMANDS } from '../commands.ts';
import { helpOf } from '../run.ts';
import { overview } from './overview.ts';

/** The command line as docs/reference/cli.md shows it: what `--help` prints, word for word. */
export async function cliReference(): Promise<string> {
  const sections: string[] = [];
  for (const [name, { load }] of Object.entries(COMMANDS))
    sections.push(`## ${name}\n\n${fenced(helpOf(await load()))}`);
  return `# The command line

Written by \`npm run docs\` from the program itself; a test compares the two.

${fenced(overview('en'))}

\`events\`, \`show\`, \`problems\`, \`actions\`, \`students\`, \`stats\`, \`replay\`, \`reconcile\`, \`erase\`, \`prune\`, \`export\`, \`backup\` and \`zoho\` open the database that \`DATABASE_URL\` names, also while the
service runs: SQLite lets them write in turns, and the service looks every two seconds whether another process wrote. \`send\`, \`tail\`, \`test\` and the decisions of \`suggestions\` speak to
the service over HTTP, and \`doctor\` does both. Progress is drawn on a terminal only; colours too, and not when \`NO_COLOR\` is set. What the log tells\nis told in the language of \`LANG\` where that is French or Arabic. Times are written everywhere as \`24h\` or \`7d\` ago, as a date (UTC) or as\nISO 8601 with a zone.

${sections.join('\n\n')}
`;
}

function fenced(text: string): string {
  return `\`\`\`text\n${text}\n\`\`\``;
}
