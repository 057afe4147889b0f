import Fastify, { type FastifyInstance, type FastifyRequest } from 'fastify';
import { CrmSimulator } from './crm/crm.ts';
import type { CrmRecord } from './crm/records.ts';
import { type Answer, type Fault, Faults } from './faults.ts';
import { crmPages } from './web/crm-pages.ts';

/** Calls that are posted but change nothing. */
const READ_BY_POST = new Set(['POST /oauth/v2/token', 'POST /crm/v8/coql']);

/**
 * A stand-in for Zoho's accounts server and CRM, with the habits that clients must know: token errors come
 * with status 200, an empty answer is 204 without a body, a refused token is named by a code.
 */
export class ZohoSimulator {
  /** The requests in order: method and path, never a body. */
  readonly requests: string[] = [];
  readonly crm: CrmSimulator;
  readonly #app: FastifyInstance = Fastify({ forceCloseConnections: true });
  readonly #tokens = new Set<string>();
  readonly #tokenFaults = new Faults();
  #minted = 0;

  /** @param now its clock, in epoch ms */
  constructor(now: () => number = Date.now) {
    this.crm = new CrmSimulator(now);
    this.#app.addContentTypeParser(
      'application/x-www-form-urlencoded',
      { parseAs: 'string' },
      (_request, body, done) => done(null, Object.fromEntries(new URLSearchParams(String(body)))),
    );
    this.#app.addHook('onRequest', async (request) => {
      this.requests.push(`${request.method} ${request.url}`);
    });
    this.#app.addContentTypeParser('multipart/form-data', { parseAs: 'buffer' }, readMultipart);
    // Zoho accepts a form, JSON, or everything in the address.
    this.#app.post('/oauth/v2/token', (request, reply) =>
      this.#tokenFaults.answer(reply, () =>
        this.#mint({ ...Object(request.query), ...Object(request.body) }),
      ),
    );
    this.crm.register(this.#app, (header) => header !== undefined && this.#tokens.has(header));
    crmPages(this.#app, this.crm.records);
  }

  /** The requests that asked for a change. */
  get writes(): string[] {
    return this.requests.filter(
      (request) => !request.startsWith('GET ') && !READ_BY_POST.has(request.replace(/\?.*/, '')),
    );
  }

  /** Listens on this machine and returns its address. */
  listen(port = 0): Promise<string> {
    return this.#app.listen({ host: '127.0.0.1', port });
  }

  close(): Promise<void> {
    return this.#app.close();
  }

  put(module: string, record: CrmRecord): void {
    this.crm.records.put(module, record);
  }

  failToken(...faults: Fault[]): void {
    this.#tokenFaults.add(...faults);
  }

  failCrm(...faults: Fault[]): void {
    this.crm.faults.add(...faults);
  }

  /** Drops the faults that are still waiting. */
  clearFaults(): void {
    this.#tokenFaults.clear();
    this.crm.faults.clear();
  }

  /** Invalidates every issued token, as when an account hands out too many. */
  expireTokens(): void {
    this.#tokens.clear();
  }

  #mint({ grant_type, refresh_token }: Record<string, string>): Answer {
    if (grant_type !== 'refresh_token' || refresh_token === 'revoked') {
      return { status: 200, json: { error: 'invalid_code' } };
    }
    const token = `token-${++this.#minted}`;
    this.#tokens.add(`Zoho-oauthtoken ${token}`);
    return { status: 200, json: { access_token: token, token_type: 'Bearer', expires_in: 3600 } };
  }
}

async function readMultipart({ headers }: FastifyRequest, body: string | Buffer): Promise<object> {
  const form = await new Response(body, {
    headers: { 'content-type': String(headers['content-type']) },
  }).formData();
  return Object.fromEntries(form);
}
