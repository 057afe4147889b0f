import { checkDatabase, checkLastEvents } from '../../../doctor/database.ts';
import { type Finding, type FindingState, problem } from '../../../doctor/finding.ts';
import { checkDisk, checkFolder, checkNode } from '../../../doctor/machine.ts';
import { checkOutside } from '../../../doctor/outside.ts';
import { checkSettings } from '../../../doctor/settings.ts';
import { checkPublicUrl, checkSecret, checkService } from '../../../doctor/webhooks.ts';
import { splitSecrets } from '../../../inbound/signatures/shared-secret.ts';
import type { StateStore } from '../../../log/stores.ts';
import type { Told } from '../../../log/told.ts';
import { connectMoodle } from '../../../outside/moodle/connect.ts';
import { connectZoho } from '../../../outside/zoho/connect.ts';
import { ChannelSubscriptions } from '../../../outside/zoho/crm/channels.ts';
import type { Language } from '../../../sentences/catalogue.ts';
import { dataFolder } from '../../../store/open.ts';
import { STUDENT_MODULE } from '../../../students/module.ts';
import { loadRules } from '../../../tickets/rules/rules.ts';
import type { Command, Context } from '../../command.ts';
import { SETUP, type SetupTexts } from '../../locales/load.ts';
import type { Line, Painted } from '../../output/line.ts';
import { inTerminalWords } from '../../output/words.ts';
import { serviceAddress } from '../../reach/address.ts';
import { withLog } from '../../reach/log-file.ts';

/** Looks at everything that has to work, from the machine to the last webhook. */
export const doctor: Command<SetupTexts['doctor']> = {
  texts: async (language) => (await SETUP[language]()).doctor,
  help: ({ rows, notes }, { names, service }) => ({
    usage: [`doctor ${names.OPTIONS}`],
    rows: [
      ['--url URL', service.url],
      ['--json', rows.json],
    ],
    notes,
    examples: ['doctor'],
  }),
  options: { url: { type: 'string' }, json: { type: 'boolean' } },
  async run(values, _files, context) {
    const address = serviceAddress(values, context);
    let made = 0;
    let wrong = 0;
    const say = (progress: Told) => {
      if (!values.json) void context.print(inTerminalWords(progress, context.language));
    };
    for await (const finding of findings(context, address, say, new AbortController().signal)) {
      await context.print(values.json ? JSON.stringify(finding) : show(finding, context.language));
      made += 1;
      if (finding.state === 'problem') wrong += 1;
    }
    if (!values.json) await context.print(context.own.total(made, wrong));
    return wrong === 0 ? 0 : 1;
  },
};

/** One after the other: who waits ten seconds for a system that is silent sees what is known so far. */
async function* findings(
  context: Context,
  address: URL,
  say: (progress: Told) => void,
  signal: AbortSignal,
): AsyncGenerator<Finding> {
  const { settings, cautions, clock } = context;
  const outside = { ...context.outside, log: { info() {} } };
  const folder = dataFolder(settings.DATABASE_URL) ?? '.';
  const valid = await checkSettings(settings, [
    () => connectZoho(settings, outside),
    () => connectMoodle(settings, outside),
    () => loadRules(settings.TICKET_RULES_FILE),
  ]);
  const database = await checkDatabase(settings.DATABASE_URL, clock, say);
  yield checkNode(process.versions.node);
  yield* valid;
  yield* (await cautions()).map((caution) => problem('CAUTION', caution));
  yield checkFolder(folder);
  yield checkDisk(folder);
  yield database;
  yield await checkService(outside, address, signal);
  yield checkSecret(settings);
  yield await checkPublicUrl(outside, settings, signal);
  // Nothing can be asked with settings that lead nowhere, and the log tells more only when it opens.
  if (valid.some(({ state }) => state === 'problem')) return;
  if (database.state !== 'well') return yield* await checkSystems(context, null, signal);
  yield* await withLog(context, ({ reading }) => checkLastEvents(reading));
  yield* await withLog(context, ({ state }) => checkSystems(context, state, signal));
}

function checkSystems({ settings, outside: given }: Context, state: StateStore | null, signal: AbortSignal) {
  const outside = { ...given, log: { info() {} } };
  const zoho = connectZoho(settings, outside);
  const [token] = splitSecrets(settings.ZOHO_NOTIFICATION_TOKEN);
  const { clock } = outside;
  const channels =
    zoho.crmChannels !== null && state !== null && token !== undefined
      ? new ChannelSubscriptions({
          channels: zoho.crmChannels,
          state,
          clock,
          modules: [STUDENT_MODULE],
          publicUrl: settings.PUBLIC_URL,
          token,
        })
      : null;
  return checkOutside(
    { settings, outside, zoho, moodle: connectMoodle(settings, outside), channels },
    signal,
  );
}

const MARKS: Record<FindingState, Painted> = {
  well: { text: '✓', colour: 'green' },
  problem: { text: '✗', colour: 'red' },
  off: { text: '–', colour: 'gray' },
};

function show({ state, message, told }: Finding, language: Language): Line {
  return [MARKS[state], ` ${inTerminalWords(told ?? message, language)}`];
}
