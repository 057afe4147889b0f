import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import type { Clock } from '../clock.ts';
import { Type } from '../schema.ts';
import { STUDENT_FLAGS } from '../students/permissions.ts';
import { FLAGS } from '../tickets/flags.ts';

const Counts = Type.Record(Type.String(), Type.Integer());
const Answer = Type.Object({
  service: Type.String(),
  status: Type.Literal('running'),
  role: Type.String({ description: '`all`, or `web` where other instances do the work' }),
  configuration: Type.Record(Type.String(), Type.Boolean(), {
    description: 'the six flags for tickets, the four for students, signature_verification',
  }),
  counters: Type.Object({ total_events: Type.Integer(), by_status: Counts, by_source: Counts }),
  timestamp: Type.String(),
});

/** The state of the ladder of automation; for everyone, as in the earlier service. */
export const webhookStatsRoute: FastifyPluginAsyncTypebox<{
  clock: Clock;
  openRoutes: readonly string[];
}> = async (app, { clock, openRoutes }) => {
  const schema = { summary: 'The flags as they stand, and counters', response: { 200: Answer } };
  app.get('/webhook/stats', { schema, onRequest: app.limitReads }, async () => {
    const { total_events, by_status, by_source } = await app.reading.stats({});
    const flags = Object.fromEntries([
      ...FLAGS.map(({ option, key }) => [option, app.config[key]]),
      ...STUDENT_FLAGS.map((key) => [key.toLowerCase(), app.config[key]]),
    ]);
    return {
      service: 'zoho-event-hub',
      status: 'running' as const,
      role: app.config.HUB_ROLE,
      configuration: { ...flags, signature_verification: openRoutes.length === 0 },
      counters: { total_events, by_status, by_source },
      timestamp: new Date(clock.now()).toISOString(),
    };
  });
};
