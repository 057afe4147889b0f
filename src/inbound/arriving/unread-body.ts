import type { IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';

/** A remainder up to this size, in bytes, is read and dropped; beyond that a new connection is cheaper. */
const PASSED_OVER = 65_536;
/** How long the sender of a refused body has to read why, in ms. */
const LINGER_MS = 2_000;

/**
 * True when an answer goes out before a large body has come in: the connection has to end with it. It is not cut at once,
 * because a sender that is still writing would get a reset instead of the answer.
 */
export function endsAfterAnswer(request: IncomingMessage, lingerMs = LINGER_MS): boolean {
  const { headers, socket, readableEnded } = request;
  const isLarge =
    headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > PASSED_OVER;
  if (!isLarge || readableEnded) return false;
  // Node calls this once the answer is written, and would close the socket on the bytes that are still coming.
  socket.destroySoon = () => {
    endGently(socket, '', lingerMs);
    // Node begins to pass the body over, in two steps. Unread it costs nothing: the sender's own side holds it back.
    process.nextTick(() => process.nextTick(() => socket.pause()));
  };
  return true;
}

/** Half-closes the connection, and closes it for good a moment later even if the other side never does. */
export function endGently(socket: Socket, lastWord: string, lingerMs = LINGER_MS): void {
  socket.end(lastWord);
  const timer = setTimeout(() => socket.destroy(), lingerMs);
  socket.once('close', () => clearTimeout(timer));
}
