import { performance } from 'node:perf_hooks';
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import type { Clock } from '../clock.ts';
import { Type } from '../schema.ts';
import { metricsText } from '../service/sight/metrics.ts';

/** Numbers for a monitoring system, in the text format of Prometheus. */
export const metricsRoute: FastifyPluginAsyncTypebox<{ clock: Clock; place: number | null }> = async (
  app,
  { clock, place },
) => {
  const schema = {
    summary: 'Numbers for a monitoring system (Prometheus)',
    response: { 200: { content: { 'text/plain': { schema: Type.String() } } } },
  };
  const isPublic = app.config.METRICS_PUBLIC && app.config.METRICS_TOKEN === '';
  const onRequest = isPublic ? app.limitReads : app.requireMonitor;
  app.get('/metrics', { schema, onRequest }, async (_request, reply) => {
    const { rss, heapUsed } = process.memoryUsage();
    const text = await metricsText({
      store: app.reading,
      problems: await app.problems.counts(),
      outside: app.outside.all(),
      nowMs: clock.now(),
      place,
      process: {
        uptimeS: process.uptime(),
        residentBytes: rss,
        heapBytes: heapUsed,
        eventLoopUtilization: performance.eventLoopUtilization().utilization,
      },
    });
    return reply.type('text/plain; version=0.0.4; charset=utf-8').send(text);
  });
};
