import type { IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';

/** A rest up to this size is passed over, in bytes; for more, a new connection is the smaller cost. */
const PASSED_OVER = 65_536;
/** How long the sender of a refused body has to read why, in ms. */
const LINGER_MS = 2_000;

/**
 * True when an answer goes out before a large body came in: the connection has to end with it. It is not cut at once,
 * because a sender that still writes would get a reset in the place of the answer.
 */
export function endsAfterAnswer(request: IncomingMessage, lingerMs = LINGER_MS): boolean {
  const { headers, socket, readableEnded } = request;
  const isLarge =
    headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > PASSED_OVER;
  if (!isLarge || readableEnded) return false;
  // Node calls this once the answer is written, and would close the socket under the bytes that still come.
  socket.destroySoon = () => {
    endGently(socket, '', lingerMs);
    // Node begins to pass the body over, in two steps. Unread it costs nothing: the sender's own side holds it back.
    process.nextTick(() => process.nextTick(() => socket.pause()));
  };
  return true;
}

/** Says the last word, and closes for good a moment later even if the other side never does. */
export function endGently(socket: Socket, lastWord: string, lingerMs = LINGER_MS): void {
  socket.end(lastWord);
  const timer = setTimeout(() => socket.destroy(), lingerMs);
  socket.once('close', () => clearTimeout(timer));
}
