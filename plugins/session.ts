import cookie from '@fastify/cookie';
import fp from 'fastify-plugin';
import type { Clock } from '../src/clock.ts';
import { SESSION_AGE_S, SESSION_COOKIE, type Session, Sessions } from '../src/dashboard/session.ts';

declare module 'fastify' {
  interface FastifyInstance {
    /** Makes this browser a signed-in one. */
    openSession(reply: FastifyReply, session: Session): void;
    closeSession(reply: FastifyReply): void;
  }
  interface FastifyRequest {
    /** Who signed in with this browser; null when nobody did, or too long ago. */
    session: Session | null;
    /** Who does this, for the record of actions. */
    operator: string;
  }
}

/** The dashboard's cookie. SameSite=Strict: a form on another site is sent without it. */
export default fp<{ operatorToken: string; clock: Clock }>(
  async (app, { operatorToken, clock }) => {
    const { READ_TOKEN } = app.config;
    const sessions = {
      operator: new Sessions('operator', operatorToken, clock),
      reader: READ_TOKEN === '' ? null : new Sessions('reader', READ_TOKEN, clock),
    };
    await app.register(cookie);
    app.decorate('openSession', (reply, { name, role }) => {
      reply.setCookie(SESSION_COOKIE, String(sessions[role]?.open(name)), {
        path: '/',
        httpOnly: true,
        sameSite: 'strict',
        secure: reply.request.protocol === 'https',
        maxAge: SESSION_AGE_S,
      });
    });
    app.decorate('closeSession', (reply) => void reply.clearCookie(SESSION_COOKIE, { path: '/' }));
    app.decorateRequest('session', {
      getter() {
        const value = this.cookies[SESSION_COOKIE];
        if (value === undefined) return null;
        return sessions.operator.read(value) ?? sessions.reader?.read(value) ?? null;
      },
    });
    app.decorateRequest('operator', {
      getter() {
        const name = this.session?.name ?? '';
        return name === '' ? this.ip : `${name} (${this.ip})`;
      },
    });
  },
  { name: 'session' },
);
