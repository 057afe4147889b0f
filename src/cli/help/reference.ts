import { COMMANDS, isCommand } from '../commands.ts';
import { COMMON } from '../locales/load.ts';
import { helpText } from './help.ts';
import { overview } from './overview.ts';

/** The command line as docs/reference/cli.md shows it: what `--help` prints, word for word. */
export async function cliReference(): Promise<string> {
  const { common } = await COMMON.en();
  const sections: string[] = [];
  for (const name of Object.keys(COMMANDS).filter(isCommand)) {
    const command = await COMMANDS[name]();
    const help = command.help(await command.texts('en'), common);
    sections.push(`## ${name}\n\n${fenced(helpText(name, help, common))}`);
  }
  return `# The command line

Written by \`npm run docs\` from the program itself; a test compares the two.

${fenced(overview(common))}

\`events\`, \`show\`, \`problems\`, \`actions\`, \`students\`, \`stats\`, \`replay\`, \`reconcile\`, \`erase\`, \`prune\`, \`export\`, \`backup\` and \`zoho\` open the database that \`DATABASE_URL\` names, also while the
service runs: SQLite lets them write in turns, and the service looks every two seconds whether another process wrote. \`send\`, \`tail\`, \`test\` and the decisions of \`suggestions\` speak to
the service over HTTP, and \`doctor\` does both. Progress is drawn on a terminal only; colours too, and not when \`NO_COLOR\` is set. Help, questions, results and complaints are in the language of
\`LC_ALL\`, \`LC_MESSAGES\` or \`LANG\` where that is French or Arabic, and in English everywhere else; what \`--json\` prints has the same keys and codes in each. Times are written everywhere as \`24h\` or \`7d\` ago, as a date (UTC) or as
ISO 8601 with a zone.

${sections.join('\n\n')}
`;
}

function fenced(text: string): string {
  return `\`\`\`text\n${text}\n\`\`\``;
}
