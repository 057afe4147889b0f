import { once } from 'node:events';
import { type AddressInfo, connect, type Socket } from 'node:net';
import type { FastifyInstance } from 'fastify';
import type { Test } from './harness.ts';

/** A connection on which every byte is ours. */
export type Line = {
  socket: Socket;
  send(...pieces: (string | Buffer)[]): void;
  /** What has come back so far. */
  heard(): string;
  /** Waits for these words. */
  hear(words: string): Promise<string>;
  /** Waits until the other side has closed; answers all that came. */
  closed(): Promise<string>;
};

/** Listens on a free port of this machine; answers a way to connect to it. */
export async function listening(t: Test, app: Pick<FastifyInstance, 'listen' | 'server'>) {
  await app.listen({ host: '127.0.0.1', port: 0 });
  const { port } = app.server.address() as AddressInfo;
  return () => dial(t, port);
}

async function dial(t: Test, port: number): Promise<Line> {
  const socket = connect({ port, host: '127.0.0.1' });
  t.teardown(() => socket.destroy());
  let text = '';
  socket.on('data', (piece) => (text += piece.toString('latin1')));
  // A reset is an end as well.
  socket.on('error', () => {});
  const closing = new Promise<void>((resolve) => socket.once('close', () => resolve()));
  await once(socket, 'connect');
  return {
    socket,
    send: (...pieces) => {
      for (const piece of pieces) socket.write(piece);
    },
    heard: () => text,
    async hear(words) {
      while (!text.includes(words)) {
        if (socket.destroyed) throw new Error(`closed before ${words}: ${text}`);
        await Promise.race([once(socket, 'data'), closing]);
      }
      return text;
    },
    async closed() {
      await closing;
      return text;
    },
  };
}

/** The head of a request, as text. */
export function head(path: string, headers: Record<string, string | number>, method = 'POST'): string {
  const lines = Object.entries({ host: 'localhost', ...headers }).map(
    ([name, value]) => `${name}: ${value}\r\n`,
  );
  return `${method} ${path} HTTP/1.1\r\n${lines.join('')}\r\n`;
}
