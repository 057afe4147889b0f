import { splitSecrets } from '../../../inbound/signatures/shared-secret.ts';
import { PermanentFailure } from '../../../log/failures.ts';
import type { StateStore } from '../../../log/ports.ts';
import { ChannelSubscriptions } from '../../../outside/zoho/crm/channels.ts';
import type { Subscription, Subscriptions } from '../../../outside/zoho/crm/subscriptions.ts';
import { DeskSubscriptions } from '../../../outside/zoho/desk/subscriptions.ts';
import { STUDENT_MODULE } from '../../../students/module.ts';
import { type Command, type Context, UsageError, type Values } from '../../command.ts';
import { withLog } from '../../reach/log-file.ts';
import { zohoOf } from '../../reach/outside.ts';

const ACTIONS = ['subscribe', 'renew', 'list', 'unsubscribe'] as const;
type Action = (typeof ACTIONS)[number];

/** Tells Zoho where to post what changes. The only command that changes something in Zoho. */
export const zoho: Command = {
  summary: 'Ask Zoho to post changes to this service, and see or end that',
  help: `
Usage: npm run cli -- zoho subscribe|renew|list|unsubscribe [options]

  subscribe          asks for the changes of ${STUDENT_MODULE}, and of tickets when ZOHO_DESK_ORG_ID is set, at
                     PUBLIC_URL; says first what it will make
  renew              makes what was subscribed last longer, with the present ZOHO_NOTIFICATION_TOKEN
  list               what Zoho has, also of other programs
  unsubscribe        ends what was subscribed
  --dry-run          with subscribe: only says what would be made
  --json             one JSON object a line

Zoho ends a channel after a week. A running service renews those that were subscribed here. Ends with 1 when Zoho
does not answer or refuses.

Example: npm run cli -- zoho subscribe --dry-run`,
  options: { 'dry-run': { type: 'boolean' }, json: { type: 'boolean' } },
  operands: 1,
  async run(values, [name], context) {
    const action = ACTIONS.find((known) => known === name);
    if (action === undefined) throw new UsageError(`Say what to do: ${ACTIONS.join(', ')}.`);
    await withLog(context, async ({ state }) => {
      for (const subscriptions of subscriptionsOf(context, state))
        await act(subscriptions, action, values, context);
    });
    return 0;
  },
};

async function act(subscriptions: Subscriptions, action: Action, values: Values, context: Context) {
  const asJson = values.json === true;
  if (action === 'subscribe') await announce(subscriptions, asJson, context);
  if (action === 'subscribe' && values['dry-run']) return;
  const done = await subscriptions[action](new AbortController().signal);
  for (const one of done) await context.print(show(one, subscriptions.system, action, asJson));
  if (done.length === 0 && !asJson) await context.print(`${subscriptions.system}: nothing.`);
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
async function announce(subscriptions: Subscriptions, asJson: boolean, { settings, print }: Context) {
  if (!/^https:\/\/[^/]/.test(settings.PUBLIC_URL) || !URL.canParse(settings.PUBLIC_URL))
    throw new PermanentFailure(
      'PUBLIC_URL must be the https address under which Zoho reaches this service, such as https://hub.example.edu.',
    );
  const { plan } = subscriptions;
  await print(asJson ? JSON.stringify({ plan }) : plan);
}

const DONE: Record<Action, string> = {
  subscribe: 'subscribed',
  renew: 'renewed',
  list: 'has',
  unsubscribe: 'ended',
};

function show(subscription: Subscription, system: string, action: Action, asJson: boolean): string {
  const { id, what, url, endsAt, isOurs } = subscription;
  if (asJson) return JSON.stringify({ system, action, id, what, url, ends_at: endsAt, ours: isOurs });
  const end = action === 'unsubscribe' || endsAt === null ? '' : `, until ${endsAt}`;
  return `${system} ${DONE[action]} ${what} → ${url} (${id}${isOurs ? '' : ', not ours'})${end}`;
}
