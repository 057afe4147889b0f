import { readFileSync } from 'node:fs';
import { values } from '../../../inbound/values.ts';
import type { JsonObject } from '../../../log/event.ts';
import { type Static, Type } from '../../../schema.ts';
import { explainTicket } from '../../../tickets/rules/explain.ts';
import { loadRules } from '../../../tickets/rules/rules.ts';
import { type Command, textOf, UsageError } from '../../command.ts';

const Sample = Type.Object({
  subject: Type.String({ default: '' }),
  text: Type.String({ default: '' }),
  html: Type.Union([Type.String(), Type.Null()], { default: null }),
  earlier: Type.Array(Type.String(), { default: [] }),
  deals: Type.Array(Type.Unsafe<JsonObject>(Type.Object({})), { default: [] }),
});

/** Says which rule fires on a ticket, without asking Zoho anything. */
export const rules: Command = {
  summary: 'Say which rules fire on a ticket in a file, and why',
  help: `
Usage: npm run cli -- rules test --ticket FILE [--json]

  --ticket FILE  JSON with what the rules look at; the rules are those of TICKET_RULES_FILE:
                 {"subject": "Ma facture", "text": "Bonjour, …", "deals": [{"id": "1", "Stage": "GAGNÉ", "Amount": 20}]}
                 "html" may stand in the place of "text"; "earlier" holds what you wrote in the conversation before.
  --json         one object: the customer's own words, what was cut and why, what matched and where, and "lines"

Examples:
  npm run cli -- rules test --ticket ticket.json`,
  options: { ticket: { type: 'string' }, json: { type: 'boolean' } },
  operands: 1,
  async run(values, [order], { settings, clock, print }) {
    const file = textOf(values, 'ticket');
    if (order !== 'test' || file === undefined) throw new UsageError('Write: rules test --ticket FILE.');
    const today = new Date(clock.now()).toISOString().slice(0, 10);
    const explained = await explainTicket(readSample(file), loadRules(settings.TICKET_RULES_FILE), today);
    if (values.json) print(JSON.stringify(explained));
    else for (const line of explained.lines) print(line);
    return 0;
  },
};

function readSample(file: string): Static<typeof Sample> {
  const text = textIn(file);
  try {
    return values().Parse(Sample, values().Default(Sample, JSON.parse(text)));
  } catch {
    throw new UsageError(`The file ${file} is no JSON with "subject", "text" and "deals".`);
  }
}

function textIn(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    throw new UsageError(`The file ${file} cannot be read.`);
  }
}
