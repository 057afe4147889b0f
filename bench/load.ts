import { createHmac } from 'node:crypto';
import { connect, type Socket } from 'node:net';

/** `port`: given several, connections use them in turn. */
export type Load = {
  port: number | readonly number[];
  requests: readonly Buffer[];
  connections: number;
  ratePerSecond?: number;
};
export type LoadResult = {
  requests: number;
  seconds: number;
  perSecond: number;
  latenciesMs: Float64Array;
  failed: number;
};

/**
 * A client that costs less than the server it measures: requests are made beforehand, and each connection has
 * one in flight. With `ratePerSecond` requests leave on schedule, and a late answer counts from when its
 * request should have left.
 */
export async function runLoad({ port, requests, connections, ratePerSecond }: Load): Promise<LoadResult> {
  const ports = [port].flat();
  const sockets = await Promise.all(
    Array.from({ length: connections }, (_, index) => open(Number(ports[index % ports.length]))),
  );
  const latenciesMs = new Float64Array(requests.length);
  let next = 0;
  let failed = 0;
  const started = performance.now();
  await Promise.all(
    sockets.map(async (socket) => {
      while (next < requests.length) {
        const index = next++;
        const due = ratePerSecond ? started + (index * 1000) / ratePerSecond : performance.now();
        const early = due - performance.now();
        if (early > 0) await new Promise((resolve) => setTimeout(resolve, early));
        const answer = await exchange(socket, requests[index] as Buffer);
        if (!answer.startsWith('HTTP/1.1 200')) failed += 1;
        latenciesMs[index] = performance.now() - due;
      }
    }),
  );
  const seconds = (performance.now() - started) / 1000;
  for (const socket of sockets) socket.destroy();
  return {
    requests: requests.length,
    seconds,
    perSecond: requests.length / seconds,
    latenciesMs: latenciesMs.sort(),
    failed,
  };
}

/** Signed student events, each with its own id and record, as whole HTTP requests. */
export function studentRequests(
  count: number,
  secret: string,
  prefix: string,
  bodies: readonly object[] = [],
): Buffer[] {
  return Array.from({ length: count }, (_, index) => {
    const number = `${prefix}${String(index).padStart(7, '0')}`;
    const body = JSON.stringify(
      bodies[index] ?? {
        notification_id: `event_${number}`,
        timestamp: '2026-01-25T10:00:00Z',
        module: 'BTEC_Students',
        operation: 'update',
        record_id: `4554${number}`,
        data: {
          Student_ID_Number: `STU${number}`,
          Academic_Email: `student.${number}@example.edu`,
          Name: 'Sara Ali',
          First_Name: 'Sara',
          Last_Name: 'Ali',
          Phone: '+962 79 555 01 23',
          Date_of_Birth: '2004-05-17',
          Gender: 'Female',
          Address: '12 Example Street, Building 4',
          City: 'Amman',
          Country: 'Jordan',
          Postal_Code: '11181',
          Student_Status: 'Active',
          Emergency_Contact_Name: 'Jean Exemple',
          Emergency_Contact_Phone: '+962 79 555 04 56',
        },
      },
    );
    const signature = createHmac('sha256', secret).update(body).digest('hex');
    return Buffer.from(
      `POST /api/v1/events/zoho/student HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nX-Zoho-Signature: ${signature}\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
    );
  });
}

export function percentile(sorted: Float64Array, share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}

function open(port: number): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => resolve(socket));
    socket.setNoDelay(true);
    socket.once('error', reject);
  });
}

/** Answers are far smaller than a packet, so each arrives in one piece; it ends with the closing brace. */
function exchange(socket: Socket, request: Buffer): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = '';
    const take = (chunk: Buffer) => {
      text += chunk.toString('latin1');
      if (!text.endsWith('}')) return;
      socket.off('data', take);
      socket.off('close', fail);
      resolve(text);
    };
    const fail = () => reject(new Error('the server closed the connection'));
    socket.on('data', take);
    socket.on('close', fail);
    socket.write(request);
  });
}

export function median(numbers: readonly number[]): number {
  return [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? Number.NaN;
}
