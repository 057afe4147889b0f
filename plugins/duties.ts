import fp from 'fastify-plugin';
import { type Duties, dutiesOf } from '../src/service/duties/duties.ts';

declare module 'fastify' {
  interface FastifyInstance {
    duties: Duties;
    /** Begins work once the port is ours, where this instance works at all: a second start by mistake must not take the work of the first. */
    atWork(begin: () => unknown): void;
  }
}

/** What HUB_ROLE leaves to this instance. */
export default fp(
  async (app) => {
    const duties = dutiesOf(app.config);
    app.decorate('duties', duties);
    app.decorate('atWork', (begin) => {
      if (duties.works)
        app.addHook('onListen', async () => {
          await begin();
        });
    });
  },
  { name: 'duties' },
);
