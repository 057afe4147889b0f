import { createInterface } from 'node:readline/promises';

/** Asks a person at a terminal; whoever is not at one has to say yes beforehand. */
export async function confirm(
  question: string,
  input: NodeJS.ReadableStream & { isTTY?: boolean },
  output: NodeJS.WritableStream,
): Promise<boolean> {
  if (!input.isTTY) return false;
  const lines = createInterface({ input, output });
  try {
    return /^y(es)?$/i.test((await lines.question(`${question} Go on? (yes/no) `)).trim());
  } finally {
    lines.close();
  }
}
