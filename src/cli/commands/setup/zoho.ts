import { splitSecrets } from '../../../inbound/signatures/shared-secret.ts';
import { PermanentFailure } from '../../../log/failures.ts';
import type { StateStore } from '../../../log/stores.ts';
import { ChannelSubscriptions } from '../../../outside/zoho/crm/channels.ts';
import type { Subscription, Subscriptions } from '../../../outside/zoho/crm/subscriptions.ts';
import { DeskSubscriptions } from '../../../outside/zoho/desk/subscriptions.ts';
import { inEnglish } from '../../../sentences/tell.ts';
import { STUDENT_MODULE } from '../../../students/module.ts';
import { type Command, type Context, UsageError, type Values } from '../../command.ts';
import { SETUP, type SetupTexts } from '../../locales/load.ts';
import { inTerminalWords } from '../../output/words.ts';
import { withLog } from '../../reach/log-file.ts';
import { zohoOf } from '../../reach/outside.ts';

type Own = SetupTexts['zoho'];
const ACTIONS = ['subscribe', 'renew', 'list', 'unsubscribe'] as const;
type Action = (typeof ACTIONS)[number];

/** Tells Zoho where to post what changes. The only command that changes something in Zoho. */
export const zoho: Command<SetupTexts['zoho']> = {
  texts: async (language) => (await SETUP[language]()).zoho,
  help: ({ rows, notes }, { names, jsonLines }) => ({
    usage: [`zoho subscribe|renew|list|unsubscribe ${names.OPTIONS}`],
    rows: [
      ['subscribe', rows.subscribe(STUDENT_MODULE)],
      ['renew', rows.renew],
      ['list', rows.list],
      ['unsubscribe', rows.unsubscribe],
      ['--dry-run', rows.dryRun],
      ['--json', jsonLines],
    ],
    notes,
    examples: ['zoho subscribe --dry-run'],
  }),
  options: { 'dry-run': { type: 'boolean' }, json: { type: 'boolean' } },
  operands: 1,
  async run(values, [name], context) {
    const action = ACTIONS.find((known) => known === name);
    if (action === undefined) throw new UsageError(context.own.sayWhat(ACTIONS.join(', ')));
    await withLog(context, async ({ state }) => {
      for (const subscriptions of subscriptionsOf(context, state))
        await act(subscriptions, action, values, context);
    });
    return 0;
  },
};

async function act(subscriptions: Subscriptions, action: Action, values: Values, context: Context<Own>) {
  const asJson = values.json === true;
  if (action === 'subscribe') await announce(subscriptions, asJson, context);
  if (action === 'subscribe' && values['dry-run']) return;
  const done = await subscriptions[action](new AbortController().signal);
  for (const one of done)
    await context.print(
      asJson ? json(one, subscriptions.system, action) : show(one, subscriptions.system, action, context.own),
    );
  if (done.length === 0 && !asJson) await context.print(context.own.nothing(subscriptions.system));
}

/** Every product that can be subscribed to. */
function subscriptionsOf(context: Context, state: StateStore): Subscriptions[] {
  const { PUBLIC_URL: publicUrl, ZOHO_NOTIFICATION_TOKEN } = context.settings;
  const [token = ''] = splitSecrets(ZOHO_NOTIFICATION_TOKEN);
  const { crmChannels: channels, desk } = zohoOf(context);
  const { clock } = context;
  return [
    new ChannelSubscriptions({ channels, state, clock, modules: [STUDENT_MODULE], publicUrl, token }),
    ...(desk === null ? [] : [new DeskSubscriptions(desk, publicUrl)]),
  ];
}

/** Says what will be made, after a look at what would make it useless. */
async function announce(
  subscriptions: Subscriptions,
  asJson: boolean,
  { settings, print, own, language }: Context<Own>,
) {
  if (!/^https:\/\/[^/]/.test(settings.PUBLIC_URL) || !URL.canParse(settings.PUBLIC_URL))
    throw new PermanentFailure(own.publicUrl);
  const { plan } = subscriptions;
  await print(asJson ? JSON.stringify({ plan: inEnglish(plan) }) : inTerminalWords(plan, language));
}

function json({ id, what, url, endsAt, isOurs }: Subscription, system: string, action: Action): string {
  return JSON.stringify({ system, action, id, what, url, ends_at: endsAt, ours: isOurs });
}

function show(subscription: Subscription, system: string, action: Action, own: Own): string {
  const { id, what, url, endsAt, isOurs, isOff } = subscription;
  const end = action === 'unsubscribe' || endsAt === null ? '' : own.until(endsAt);
  const watched = isOff ? own.switchedOff(what) : what;
  return own.done(system, own.verbs[action], watched, url, isOurs ? id : own.notOurs(id)) + end;
}
