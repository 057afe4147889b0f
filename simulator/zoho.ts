import Fastify, { type FastifyInstance } from 'fastify';
import { type Answer, type Fault, Faults } from './faults.ts';

export type CrmRecord = { id: string; [field: string]: unknown };

/**
 * A stand-in for Zoho's accounts server and CRM, with the habits that clients have to know: token errors come with
 * status 200, an empty answer is 204 without a body, a refused token is named by a code.
 */
export class ZohoSimulator {
  /** What was asked, in order: method and path, never a body. */
  readonly requests: string[] = [];
  readonly #app: FastifyInstance = Fastify({ forceCloseConnections: true });
  readonly #records = new Map<string, CrmRecord>();
  readonly #tokens = new Set<string>();
  readonly #tokenFaults = new Faults();
  readonly #crmFaults = new Faults();
  #minted = 0;

  constructor() {
    this.#app.addContentTypeParser(
      'application/x-www-form-urlencoded',
      { parseAs: 'string' },
      (_request, body, done) => done(null, Object.fromEntries(new URLSearchParams(String(body)))),
    );
    this.#app.addHook('onRequest', async (request) => {
      this.requests.push(`${request.method} ${request.url}`);
    });
    this.#app.post('/oauth/v2/token', (request, reply) =>
      this.#tokenFaults.answer(reply, () => this.#mint(request.body)),
    );
    this.#app.get('/crm/v8/:module/:id', (request, reply) =>
      this.#crmFaults.answer(reply, () => {
        if (!this.#isKnownToken(request.headers.authorization)) return INVALID_TOKEN;
        const { module, id } = request.params as { module: string; id: string };
        const record = this.#records.get(`${module}/${id}`);
        return record === undefined ? { status: 204 } : { status: 200, json: { data: [record] } };
      }),
    );
  }

  /** Listens on this machine and answers the address. */
  listen(port = 0): Promise<string> {
    return this.#app.listen({ host: '127.0.0.1', port });
  }

  close(): Promise<void> {
    return this.#app.close();
  }

  put(module: string, record: CrmRecord): void {
    this.#records.set(`${module}/${record.id}`, record);
  }

  failToken(...faults: Fault[]): void {
    this.#tokenFaults.add(...faults);
  }

  failCrm(...faults: Fault[]): void {
    this.#crmFaults.add(...faults);
  }

  /** Every token that was given out stops working, as when an account hands out too many. */
  expireTokens(): void {
    this.#tokens.clear();
  }

  #mint(body: unknown): Answer {
    const { grant_type, refresh_token } = body as Record<string, string>;
    if (grant_type !== 'refresh_token' || refresh_token === 'revoked') {
      return { status: 200, json: { error: 'invalid_code' } };
    }
    const token = `token-${++this.#minted}`;
    this.#tokens.add(`Zoho-oauthtoken ${token}`);
    return { status: 200, json: { access_token: token, token_type: 'Bearer', expires_in: 3600 } };
  }

  #isKnownToken(header: string | undefined): boolean {
    return header !== undefined && this.#tokens.has(header);
  }
}

const INVALID_TOKEN = {
  status: 401,
  json: { code: 'INVALID_TOKEN', details: {}, message: 'invalid oauth token', status: 'error' },
};
