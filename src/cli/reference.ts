import { COMMANDS, helpOf, overview } from './run.ts';

/** The command line as docs/reference/cli.md shows it: what `--help` prints, word for word. */
export function cliReference(): string {
  const sections = Object.entries(COMMANDS).map(
    ([name, command]) => `## ${name}\n\n${fenced(helpOf(command))}`,
  );
  return `# The command line

Written by \`npm run docs\` from the program itself; a test compares the two.

${fenced(overview())}

\`events\`, \`stats\`, \`replay\`, \`reconcile\`, \`erase\`, \`prune\`, \`export\`, \`backup\` and \`zoho\` open the database that \`DATABASE_URL\` names, also while the
service runs: SQLite lets them write in turns, and the service looks every two seconds whether another process wrote. \`send\`, \`tail\` and \`test\` speak to
the service over HTTP, and \`doctor\` does both. Progress is drawn on a terminal only; colours too, and not when \`NO_COLOR\` is set.

${sections.join('\n\n')}
`;
}

function fenced(text: string): string {
  return `\`\`\`text\n${text}\n\`\`\``;
}
