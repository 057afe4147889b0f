import fp from 'fastify-plugin';
import type { Clock } from '../src/clock.ts';
import { splitSecrets } from '../src/inbound/signatures/shared-secret.ts';
import type { Subscriptions } from '../src/outside/zoho/crm/subscriptions.ts';
import { tell } from '../src/sentences/tell.ts';
import { Repeating } from '../src/service/duties/repeating.ts';
import { turnOfHub } from '../src/service/duties/turn-of-hub.ts';
import { isOnServer } from '../src/store/open.ts';
import { STUDENT_MODULE } from '../src/students/module.ts';

declare module 'fastify' {
  interface FastifyInstance {
    /** The channels of Zoho CRM; null when none is used. */
    channels: Subscriptions | null;
    /** Keeps our CRM channels from ending; null without CRM credentials. */
    channelRenewal: Repeating | null;
  }
}

/** How often it is looked whether a channel needs renewal, in ms: shorter than the hour that Zoho may give. */
const EVERY_MS = 30 * 60_000;

/** Renews the channels that `npm run cli -- zoho subscribe` made; without any it asks Zoho nothing. */
export default fp<{ clock: Clock }>(
  async (app, { clock }) => {
    const { crmChannels: channels, state, config, log, warnings } = app;
    if (channels === null) {
      app.decorate('channels', null);
      app.decorate('channelRenewal', null);
      return;
    }
    const [token = ''] = splitSecrets(config.ZOHO_NOTIFICATION_TOKEN);
    const { ChannelSubscriptions } = await import('../src/outside/zoho/crm/channels.ts');
    const subscriptions = new ChannelSubscriptions({
      channels,
      state,
      clock,
      modules: [STUDENT_MODULE],
      publicUrl: config.PUBLIC_URL,
      token,
    });
    app.decorate('channels', token === '' ? null : subscriptions);
    const run = async (signal: AbortSignal) => {
      const renewed = await subscriptions.renewDue(signal);
      if (renewed > 0) log.info({ renewed }, 'renewed the channels of Zoho CRM');
    };
    const renewal = new Repeating({
      code: 'ZOHO_CHANNELS',
      complaint: (problem) => tell('CHANNELS_NOT_RENEWED', { problem }),
      everyMs: EVERY_MS,
      isOurs: turnOfHub({ state, isShared: isOnServer(config.DATABASE_URL) }, 'ZOHO_CHANNELS', EVERY_MS),
      run,
      clock,
      log,
      warnings,
    });
    app.decorate('channelRenewal', renewal);
    app.atWork(() => renewal.start());
    app.addHook('preClose', () => renewal.stop());
  },
  { name: 'zoho-channels', dependencies: ['duties', 'store', 'zoho', 'warnings'] },
);
