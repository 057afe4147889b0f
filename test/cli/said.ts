import { UsageError } from '../../src/cli/command.ts';
import { common } from '../../src/cli/locales/en/common.ts';

/** What the usage error that this throws says in English; nothing when it throws none. */
export function said(wrong: () => unknown): string {
  try {
    wrong();
    return '';
  } catch (error) {
    if (error instanceof UsageError) return error.say(common);
    throw error;
  }
}
