import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';
import type { Test } from '../../harness.ts';

/** A receiver of webhooks that keeps what was posted. */
export async function webhookReceiver(t: Test, status = 200) {
  const posted: { body: Record<string, unknown>; type: string | undefined }[] = [];
  const answer = { status };
  const server = createServer((request, response) => {
    let text = '';
    request.on('data', (chunk) => {
      text += chunk;
    });
    request.on('end', () => {
      posted.push({ body: JSON.parse(text), type: request.headers['content-type'] });
      response.writeHead(answer.status).end('no');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  t.teardown(() => server.close());
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`, posted, answer };
}

/** A mail server that keeps what it was given; it takes one name and password. */
export async function mailServer(t: Test) {
  const mails: { from: string; to: string[]; text: string }[] = [];
  const server = new SMTPServer({
    authOptional: false,
    allowInsecureAuth: true,
    disabledCommands: ['STARTTLS'],
    onAuth({ username, password }, _session, done) {
      if (username === 'hub' && password === 'secret') done(null, { user: username });
      else done(new Error('Wrong password'));
    },
    onData(stream, { envelope }, done) {
      let text = '';
      stream.on('data', (chunk) => {
        text += chunk;
      });
      stream.on('end', () => {
        const from = envelope.mailFrom === false ? '' : envelope.mailFrom.address;
        mails.push({ from, to: envelope.rcptTo.map(({ address }) => address), text });
        done();
      });
    },
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', () => resolve()));
  t.teardown(() => new Promise<void>((resolve) => server.close(resolve)));
  const { port } = server.server.address() as AddressInfo;
  return { url: `smtp://hub:secret@127.0.0.1:${port}`, wrong: `smtp://hub:no@127.0.0.1:${port}`, mails };
}
