import { createHash } from 'node:crypto';
import {
  type Attributes,
  type Context,
  context,
  type Link,
  type Span,
  SpanKind,
  SpanStatusCode,
  TraceFlags,
  trace,
} from '@opentelemetry/api';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import {
  defaultResource,
  detectResources,
  envDetector,
  resourceFromAttributes,
} from '@opentelemetry/resources';
import { BatchSpanProcessor, NodeTracerProvider, RandomIdGenerator } from '@opentelemetry/sdk-trace-node';
import type { Handler } from '../../log/processor.ts';

/** Loaded only when traces are wanted: its packages cost 20 MB and a fifth of a second. */
export class Tracing {
  readonly provider: NodeTracerProvider;
  readonly #ids = new Ids();

  /** Everything is set by the standard `OTEL_*` environment variables, which the packages read themselves. */
  constructor(version: string) {
    const own = resourceFromAttributes({ 'service.name': 'zoho-event-hub', 'service.version': version });
    this.provider = new NodeTracerProvider({
      idGenerator: this.#ids,
      resource: defaultResource()
        .merge(own)
        .merge(detectResources({ detectors: [envDetector] })),
      spanProcessors: [new BatchSpanProcessor(new OTLPTraceExporter())],
    });
    this.provider.register();
  }

  /** Sends what is still in memory. */
  async close(): Promise<void> {
    await this.provider.shutdown();
    trace.disable();
    context.disable();
  }

  /**
   * Each attempt is a span of the event's own trace, whose id derives from the event's. Attempts hours apart,
   * after a restart or on another instance, therefore share one trace, and nothing about it has to be stored.
   */
  handler(next: Handler): Handler {
    return (event, signal) => {
      const attributes = {
        'hub.event_id': event.eventId,
        'hub.source': event.source,
        'hub.event_type': event.eventType,
        'hub.attempt': event.attempt,
      };
      this.#ids.nextTrace = traceOf(event.eventId);
      return this.#run(`${event.source} ${event.module}`, { root: true, attributes }, () =>
        next(event, signal),
      );
    };
  }

  /**
   * Calls to other systems. Records only the part of the address that names no record; adds no header, so
   * nobody outside sees our ids.
   */
  fetch(next: typeof fetch): typeof fetch {
    return (input, init) => {
      const url = new URL(input instanceof Request ? input.url : input);
      const method = init?.method ?? 'GET';
      const attributes = {
        'http.request.method': method,
        'server.address': url.hostname,
        'url.template': templateOf(url.pathname),
      };
      const about = { kind: SpanKind.CLIENT, attributes };
      return this.#run(`${method} ${attributes['url.template']}`, about, async (span) => {
        const answer = await next(input, init);
        span.setAttribute('http.response.status_code', answer.status);
        return answer;
      });
    };
  }

  async #run<T>(name: string, about: About, work: (span: Span) => Promise<T>): Promise<T> {
    const { root = false, ...options } = about;
    const tracer = this.provider.getTracer('zoho-event-hub');
    const parent: Context = context.active();
    const span = tracer.startSpan(name, { ...options, root }, parent);
    try {
      return await context.with(trace.setSpan(parent, span), () => work(span));
    } catch (error) {
      // Only its name: a message may quote a person.
      span.setStatus({
        code: SpanStatusCode.ERROR,
        message: error instanceof Error ? error.name : 'unknown',
      });
      throw error;
    } finally {
      span.end();
    }
  }
}
type About = { root?: boolean; kind?: SpanKind; attributes: Attributes };

/** From a request to the trace of the event that it brought. */
export function linkToEvent(eventId: string): Link {
  const traceId = traceOf(eventId);
  return {
    context: { traceId, spanId: traceId.slice(0, 16), traceFlags: TraceFlags.SAMPLED, isRemote: true },
  };
}

function traceOf(eventId: string): string {
  return createHash('sha256').update(eventId).digest('hex').slice(0, 32);
}

/** `/crm/v8/Students/4554000000012345678` without the part that names a record. */
function templateOf(path: string): string {
  return path.replace(/[^/]*\d{3}[^/]*|[^/]*@[^/]*/g, '{id}');
}

/** Random ids, except for an event's trace. A span takes its id from here before anything else runs. */
class Ids extends RandomIdGenerator {
  nextTrace: string | null = null;

  constructor() {
    super();
    const random = this.generateTraceId;
    this.generateTraceId = () => {
      const chosen = this.nextTrace ?? random();
      this.nextTrace = null;
      return chosen;
    };
  }
}
