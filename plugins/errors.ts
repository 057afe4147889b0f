import type { Socket } from 'node:net';
import type {
  ConnectionError,
  FastifyError,
  FastifyInstance,
  FastifyReply,
  FastifyRequest,
  FastifySchemaValidationError,
} from 'fastify';
import fp from 'fastify-plugin';
import {
  BodyCrowdedOut,
  BodyTooLarge,
  EndpointNotFound,
  Internal,
  InvalidRequest,
  MethodNotAllowed,
  NotAReceiver,
  Unavailable,
} from '../src/errors.ts';
import { endGently, endsAfterAnswer } from '../src/inbound/arriving/unread-body.ts';
import { StoreUnavailable } from '../src/log/ports.ts';
import { Refusal } from '../src/refusal.ts';
import { languageFor } from '../src/sentences/accepted.ts';
import { inEnglish, inWords, tell } from '../src/sentences/tell.ts';

/** Seconds after which a sender may try again when the store could not commit. */
const RETRY_AFTER_S = 5;

/** One shape for every refusal: `{success, error, code}`; what went wrong inside stays in the log. */
export default fp(
  async (app) => {
    const endpoints = new Map<string, Set<string>>();
    app.addHook('onRoute', ({ url, method }) => {
      const methods = endpoints.get(url) ?? new Set();
      for (const name of [method].flat()) methods.add(name);
      endpoints.set(url, methods);
    });

    app.setErrorHandler((error: FastifyError, request, reply) => {
      const answer = toAnswer(error);
      if (isOurFault(answer, error))
        request.log.error({ err: error, method: request.method }, inEnglish(answer.saying));
      if (endsAfterAnswer(request.raw)) reply.header('connection', 'close');
      if (error instanceof StoreUnavailable || error instanceof BodyCrowdedOut)
        reply.header('retry-after', RETRY_AFTER_S);
      return reply.headers(BY_LANGUAGE).code(answer.statusCode).send(bodyOf(answer, request));
    });

    app.setNotFoundHandler(async (request, reply) => {
      const allowed = methodsOf(endpoints, pathOf(request));
      if (allowed.length > 0) {
        reply.header('allow', allowed.join(', '));
        return app.refuse(request, reply, new MethodNotAllowed(allowed.join(', ')));
      }
      await app.refuse(request, reply, new EndpointNotFound()).catch((error) => {
        if (!(error instanceof EndpointNotFound)) throw error;
      });
      return notFound(request, reply, [...endpoints.keys()].filter(isForPeople).sort());
    });
  },
  { name: 'errors', dependencies: ['rate-limit'] },
);

/** What is no HTTP is answered in our shape. Only the code is logged: the packet may hold a secret. */
export function refuseConnection(this: FastifyInstance, error: ConnectionError, socket: Socket): void {
  // Node calls this again for each packet that follows; one connection is worth one line.
  if (!socket.writable) return;
  this.log.info({ code: error.code }, 'a connection did not speak HTTP');
  const [status, message] = CONNECTION_ERRORS.get(String(error.code)) ?? [
    '400 Bad Request',
    'The request is not valid HTTP',
  ];
  const body = JSON.stringify({ success: false, error: message, code: 'INVALID_REQUEST' });
  endGently(
    socket,
    `HTTP/1.1 ${status}\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\nConnection: close\r\n\r\n${body}`,
  );
}

const CONNECTION_ERRORS = new Map<string, readonly [status: string, message: string]>([
  ['ERR_HTTP_REQUEST_TIMEOUT', ['408 Request Timeout', 'The request took too long to arrive']],
  ['HPE_HEADER_OVERFLOW', ['431 Request Header Fields Too Large', 'The headers are too large']],
]);

/** A URL that cannot be decoded is refused before any route or plugin; it gets the same shape, without the URL itself. */
export function refuseUrl(_error: FastifyError, request: FastifyRequest, reply: FastifyReply): void {
  const answer = toAnswer(new InvalidRequest(tell('ADDRESS_UNREADABLE')));
  void reply.headers(BY_LANGUAGE).code(answer.statusCode).send(bodyOf(answer, request));
}

export type Answer = Pick<Refusal, 'statusCode' | 'code' | 'saying'>;

/** A proxy that kept a refusal would hand it to readers of another language. */
const BY_LANGUAGE = { vary: 'accept-language' };

/** In the language that the request wishes for. Only here, so that what is accepted costs nothing of it. */
function bodyOf({ code, saying }: Answer, { headers }: FastifyRequest) {
  const error =
    typeof saying === 'string' ? saying : inWords(saying, languageFor(headers['accept-language']));
  return { success: false, error, code };
}

/** Our own errors pass; Fastify's are put in our words; everything else is a defect and says nothing about itself. */
export function toAnswer(error: FastifyError | Refusal): Answer {
  if (error instanceof Refusal) return error;
  if (error instanceof StoreUnavailable) return new Unavailable();
  if (error.code === 'FST_ERR_CTP_BODY_TOO_LARGE') return new BodyTooLarge('this address takes');
  if (error.validation) return new InvalidRequest(describeInvalid(error.validation));
  const { statusCode = 500, code, message } = error;
  if (statusCode >= 500) return new Internal();
  return { statusCode, saying: message, code: String(code).startsWith('FST_') ? 'INVALID_REQUEST' : code };
}

/** To be looked into; a flood of bodies is said elsewhere, and once, and a load balancer that takes a worker for a receiver is not ours. */
export function isOurFault({ statusCode }: Answer, error: Error): boolean {
  return statusCode >= 500 && !(error instanceof BodyCrowdedOut || error instanceof NotAReceiver);
}

/** `limit must be integer`, where Fastify says `querystring/limit must be integer`. */
function describeInvalid(problems: readonly FastifySchemaValidationError[]): string {
  return problems.map(({ instancePath, message }) => `${instancePath.slice(1)} ${message}`.trim()).join('; ');
}

function notFound(request: FastifyRequest, reply: FastifyReply, endpoints: string[]) {
  if (endsAfterAnswer(request.raw)) reply.header('connection', 'close');
  const body = bodyOf(toAnswer(new EndpointNotFound()), request);
  return reply
    .headers(BY_LANGUAGE)
    .code(404)
    .send({ ...body, available_endpoints: endpoints });
}

/** Scripts, styles and inner pages are found from the page that they belong to. */
function isForPeople(url: string): boolean {
  return !/^\/(dashboard|docs)\//.test(url);
}

/** As the router reads it: without the query, doubled slashes and one at the end. */
function pathOf(request: FastifyRequest): string {
  const path = request.url.replace(/\?.*$/s, '').replace(/\/{2,}/g, '/');
  return path.length > 1 ? path.replace(/\/$/, '') : path;
}

function methodsOf(endpoints: ReadonlyMap<string, ReadonlySet<string>>, path: string): string[] {
  const parts = path.split('/');
  for (const [url, methods] of endpoints) {
    const pattern = url.split('/');
    const fits =
      pattern.length === parts.length &&
      pattern.every((part, i) => part.startsWith(':') || part === parts[i]);
    if (fits) return [...methods].sort();
  }
  return [];
}
