import { readFileSync } from 'node:fs';
import { values } from '../../../inbound/values.ts';
import type { JsonObject } from '../../../log/event.ts';
import { type Static, Type } from '../../../schema.ts';
import { inEnglish } from '../../../sentences/tell.ts';
import { type Explanation, explainTicket } from '../../../tickets/rules/explain.ts';
import { loadRules } from '../../../tickets/rules/rules.ts';
import { type Command, textOf, UsageError } from '../../command.ts';
import { TRYING, type TryingTexts } from '../../locales/load.ts';
import { inTerminalWords } from '../../output/words.ts';

const Sample = Type.Object({
  subject: Type.String({ default: '' }),
  text: Type.String({ default: '' }),
  html: Type.Union([Type.String(), Type.Null()], { default: null }),
  earlier: Type.Array(Type.String(), { default: [] }),
  deals: Type.Array(Type.Unsafe<JsonObject>(Type.Object({})), { default: [] }),
});

/** Says which rule fires on a ticket, without asking Zoho anything. */
export const rules: Command<TryingTexts['rules']> = {
  texts: async (language) => (await TRYING[language]()).rules,
  help: ({ rows }, { names }) => ({
    usage: [`rules test --ticket ${names.FILE} [--json]`],
    rows: [
      [`--ticket ${names.FILE}`, rows.ticket],
      ['--json', rows.json],
    ],
    examples: ['rules test --ticket ticket.json'],
  }),
  options: { ticket: { type: 'string' }, json: { type: 'boolean' } },
  operands: 1,
  async run(values, [order], { settings, clock, print, own, language }) {
    const file = textOf(values, 'ticket');
    if (order !== 'test' || file === undefined) throw new UsageError(own.sayWhat);
    const today = new Date(clock.now()).toISOString().slice(0, 10);
    const explained = await explainTicket(
      readSample(file, own),
      loadRules(settings.TICKET_RULES_FILE),
      today,
    );
    if (values.json) await print(JSON.stringify(forPrograms(explained)));
    else for (const line of explained.lines) await print(inTerminalWords(line, language));
    return 0;
  },
};

/** In English whatever the language of the terminal, with the codes beside it. */
function forPrograms({ cut, lines, ...explained }: Explanation) {
  return {
    ...explained,
    cut: cut.map(({ text, because }) => ({ text, because: inEnglish(because), told: [because] })),
    lines: lines.map(inEnglish),
    told: lines,
  };
}

function readSample(file: string, own: TryingTexts['rules']): Static<typeof Sample> {
  const text = textIn(file);
  try {
    return values().Parse(Sample, values().Default(Sample, JSON.parse(text)));
  } catch {
    throw new UsageError(own.notASample(file));
  }
}

function textIn(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    throw new UsageError((common) => common.fileUnreadable(file));
  }
}
