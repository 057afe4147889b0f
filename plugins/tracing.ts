import { FastifyOtelInstrumentation } from '@fastify/otel';
import fp from 'fastify-plugin';
import { linkToEvent, type Tracing } from '../src/service/tracing/tracing.ts';

/** A span for each request, with a link to the trace of the event that it brought. */
export default fp<{ tracing: Tracing }>(
  async (app, { tracing }) => {
    const requests = new FastifyOtelInstrumentation({
      instrumentHooks: false,
      instrumentHandler: false,
      // The message of an error may quote a person.
      recordExceptions: false,
      // A query may hold the secret of a webhook.
      requestHook: (span, request) => void span.setAttribute('url.path', request.url.replace(/\?.*/s, '')),
    });
    requests.setTracerProvider(tracing.provider);
    await app.register(requests.plugin());
    app.addHook('onSend', async (request) => {
      const { span } = request.opentelemetry();
      if (request.eventId !== null) span?.addLink(linkToEvent(request.eventId));
    });
  },
  { name: 'tracing', dependencies: ['request-log'] },
);
