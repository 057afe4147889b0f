import { createInterface } from 'node:readline/promises';

/**
 * Asks a person at a terminal; whoever is not at one has to say yes beforehand.
 *
 * @param yes what counts as yes, in lower case
 */
export async function confirm(
  question: string,
  yes: readonly string[],
  input: NodeJS.ReadableStream & { isTTY?: boolean },
  output: NodeJS.WritableStream,
): Promise<boolean> {
  if (!input.isTTY) return false;
  const lines = createInterface({ input, output });
  try {
    return yes.includes((await lines.question(question)).trim().toLowerCase());
  } finally {
    lines.close();
  }
}
