const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]']);

/** True for an address on this machine: a secret that is sent there leaves nobody's hands. */
export function isLoopback({ hostname }: URL): boolean {
  return LOOPBACK.has(hostname);
}
