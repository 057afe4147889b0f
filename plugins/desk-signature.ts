import fp from 'fastify-plugin';
import type { Clock } from '../src/clock.ts';
import type { DeskJwt } from '../src/inbound/signatures/desk-jwt.ts';
import { HeldDeliveries } from '../src/inbound/signatures/held-deliveries.ts';
import type { KeysOptions } from '../src/inbound/signatures/published-keys.ts';
import { zohoHosts } from '../src/outside/zoho/account/hosts.ts';
import { tell } from '../src/sentences/tell.ts';
import { BadSettings, type Settings } from '../src/settings.ts';

declare module 'fastify' {
  interface FastifyInstance {
    /** The check of Zoho Desk's own signature, or null when its settings are empty. */
    deskJwt: DeskJwt | null;
    heldDeliveries: HeldDeliveries;
  }
}

/** Where the state of the service keeps Zoho Desk's public keys. */
const KEYS = 'desk_keys';

/** Checks what Zoho Desk signs, at once or, while its keys are away, later. */
export default fp<{ clock: Clock; fetch: typeof fetch }>(
  async (app, { clock, fetch }) => {
    const jwt = await openDeskJwt(app.config, {
      clock,
      fetch,
      log: app.log,
      memory: {
        read: () => app.state.read(KEYS),
        write: (text) => app.state.write(KEYS, text),
      },
    });
    const held = new HeldDeliveries({ store: app.held, jwt, clock, log: app.log });
    app.decorate('deskJwt', jwt);
    app.decorate('heldDeliveries', held);
    // Not before the port is ours: a second start by mistake must not take the work of the first. Whoever receives holds.
    if (app.duties.receives) app.addHook('onListen', () => held.start());
    app.addHook('preClose', () => held.stop());
  },
  { name: 'desk-signature', dependencies: ['duties', 'store'] },
);

async function openDeskJwt(settings: Settings, outside: Omit<KeysOptions, 'url'>): Promise<DeskJwt | null> {
  const { ZOHO_DESK_ORG_ID: orgId, ZOHO_DESK_WEBHOOK_ID: webhookId } = settings;
  if (webhookId === '') return null;
  if (orgId === '') throw new BadSettings(tell('DESK_SIGNATURE_NEEDS_ORG'));
  // Only where it is used: the library is as heavy as a third of a start.
  const { DeskJwt } = await import('../src/inbound/signatures/desk-jwt.ts');
  const { PublishedKeys } = await import('../src/inbound/signatures/published-keys.ts');
  const url = new URL('/.well-known/jwks.json', zohoHosts(settings).desk);
  return new DeskJwt({ orgId, webhookId, keys: new PublishedKeys({ ...outside, url }) });
}
