import fp from 'fastify-plugin';
import type { Clock } from '../src/clock.ts';
import { TooManyStreams } from '../src/errors.ts';
import { ChangeFeed } from '../src/log/feed.ts';
import { type EventStream, EventStreams } from '../src/service/event-streams.ts';
import { withNames } from '../src/subjects/subjects.ts';

declare module 'fastify' {
  interface FastifyInstance {
    /** What the log's commits change. */
    feed: ChangeFeed;
    /** Aborted when the service begins to stop: long work of a request ends early. */
    stopping: AbortSignal;
    /** A stream of server-sent events; answer with its `body`. Throws 503 when every place is taken. */
    openStream(reply: FastifyReply, onClose: () => void): EventStream;
  }
}

/** Seconds after which a reader that found no place may try again. */
const RETRY_AFTER_S = 30;

/** What happens, as it happens. */
export default fp<{ clock: Clock }>(
  async (app, { clock }) => {
    const streams = new EventStreams(clock);
    const stopping = new AbortController();
    app.decorate(
      'feed',
      new ChangeFeed({
        store: app.reading,
        named: (events) => withNames(app.people, events),
        clock,
        log: app.log,
      }),
    );
    app.decorate('stopping', stopping.signal);
    app.decorate('openStream', (reply, onClose) => {
      const stream = streams.open(onClose);
      if (stream === null) {
        reply.header('retry-after', RETRY_AFTER_S);
        throw new TooManyStreams();
      }
      // A proxy that gathers an answer before it passes it on (nginx) would hold every message back.
      reply.headers({ 'cache-control': 'no-store', 'x-accel-buffering': 'no' }).type('text/event-stream');
      return stream;
    });
    // preClose, because an open stream would hold the shutdown.
    app.addHook('preClose', async () => {
      stopping.abort();
      streams.closeAll();
    });
  },
  { name: 'live', dependencies: ['store'] },
);
