import { Server } from 'node:net';
import type { FastifyBaseLogger } from 'fastify';
import fp from 'fastify-plugin';
import type { Clock } from '../src/clock.ts';
import { UnprovenBodies } from '../src/inbound/arriving/unproven.ts';
import { Connections } from '../src/service/connections.ts';

declare module 'fastify' {
  interface FastifyInstance {
    /** The memory that bodies of unproven senders share. */
    unproven: UnprovenBodies;
    /** Takes no connection any more, and waits a moment until those that are open have been answered and left. */
    windDown(): Promise<void>;
  }
}

/** How often connections are looked at that take no answer, in ms. */
const SWEEP_MS = 10_000;
/**
 * A load balancer keeps connections open and sends the next request on one at any moment. Those that are used within this
 * time, in ms, leave with an answer that says so; what is closed afterwards was at rest.
 */
const WIND_DOWN_MS = 500;
/** How long a body that is on its way when the service stops may take, in ms: as long as the work that is finished first. */
const LAST_BODY_MS = 10_000;
/** A flood is said once in this time, in ms. */
const SAID_AGAIN_MS = 60_000;

/** Bounds what strangers can hold at the same time: connections, and bytes before their proof. */
export default fp<{ clock: Clock }>(
  async (app, { clock }) => {
    const sayConnections = seldom(
      clock,
      app.log,
      'every connection is taken; those unused longest are closed',
    );
    const sayBodies = seldom(
      clock,
      app.log,
      'bodies of senders that have proven nothing fill their share of memory; the slowest are refused',
    );
    const connections = new Connections({ onFull: (open) => sayConnections({ open }) });
    app.decorate('unproven', new UnprovenBodies({ clock, onFull: () => sayBodies({}) }));

    let isLeaving = false;
    let cancelLast = () => {};
    app.addHook('onRequest', async (_request, reply) => {
      if (isLeaving) reply.header('connection', 'close');
    });
    app.decorate('windDown', async () => {
      isLeaving = true;
      // Of the listener alone: the close of an HTTP server also cuts connections on which a request is on its way.
      Server.prototype.close.call(app.server);
      await connections.empty(clock, WIND_DOWN_MS);
      connections.closeResting();
      cancelLast = clock.after(LAST_BODY_MS, () => connections.closeUnfinished());
    });
    app.addHook('onClose', async () => cancelLast());

    app.server.on('connection', (socket) => connections.opened(socket));
    app.server.on('request', (request, response) => connections.used(request, response));
    let cancel = () => {};
    const plan = () => {
      cancel = clock.after(SWEEP_MS, () => {
        connections.sweep();
        plan();
      });
    };
    app.addHook('onListen', async () => plan());
    app.addHook('preClose', async () => cancel());
  },
  { name: 'connections' },
);

function seldom(clock: Clock, log: FastifyBaseLogger, sentence: string): (fields: object) => void {
  let saidAtMs = Number.NEGATIVE_INFINITY;
  return (fields) => {
    if (clock.now() - saidAtMs < SAID_AGAIN_MS) return;
    saidAtMs = clock.now();
    log.warn(fields, sentence);
  };
}
