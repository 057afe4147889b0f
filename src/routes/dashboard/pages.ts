import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import type { Clock } from '../../clock.ts';
import { actionPages } from './actions.ts';
import { displayRoute } from './display.ts';
import { eventPages } from './events.ts';
import { healthPages } from './health.ts';
import { overviewPages } from './overview.ts';
import { problemPages } from './problems.ts';
import { signInRoutes } from './sign-in.ts';
import { studentPages } from './students.ts';
import { suggestionPages } from './suggestions.ts';
import { ticketPages } from './tickets.ts';

export type PageOptions = { openRoutes: readonly string[]; version: string; clock: Clock };

/** The operator's pages; plugins/pages.ts makes them pages. */
export const dashboardPages: FastifyPluginAsyncTypebox<PageOptions> = async (app, options) => {
  await app.register(signInRoutes);
  await app.register(displayRoute);
  await app.register(async (signedIn) => {
    signedIn.addHook('onRequest', app.requireSignIn);
    await signedIn.register(overviewPages, options);
    await signedIn.register(problemPages);
    await signedIn.register(eventPages, options);
    await signedIn.register(suggestionPages, options);
    await signedIn.register(ticketPages);
    await signedIn.register(studentPages);
    await signedIn.register(actionPages);
    await signedIn.register(healthPages, options);
  });
};
