import fp from 'fastify-plugin';
import secureJson from 'secure-json-parse';
import { InvalidJson } from '../src/errors.ts';

/** Larger than any order of an operator, in bytes. */
const LIMIT = 65_536;

/** For the routes of one scope: the body is JSON, whatever type is declared; none at all is an empty order. */
export default fp(
  async (app) => {
    app.removeAllContentTypeParsers();
    app.addContentTypeParser('*', { parseAs: 'string', bodyLimit: LIMIT }, (_request, body, done) => {
      try {
        done(null, body === '' ? {} : secureJson.parse(String(body)));
      } catch {
        done(new InvalidJson());
      }
    });
  },
  { name: 'json-body' },
);
