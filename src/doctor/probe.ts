import { isObject } from '../inbound/body.ts';
import { OutsideApi, type OutsideOptions, type Reply } from '../outside/api.ts';

export type ProbeOptions = Pick<OutsideOptions, 'clock' | 'random' | 'fetch' | 'log'>;

/**
 * Calls an address once, without any credentials. Throws TemporaryFailure when nothing answers there, or
 * something that fails without an explanation.
 *
 * @param system what a sentence about it calls the other side
 */
export function probe(outside: ProbeOptions, system: string, url: URL, signal: AbortSignal): Promise<Reply> {
  const api = new OutsideApi({ ...outside, system, concurrency: 1, isClear: isObject });
  return api.call({ name: 'probe', method: 'GET', url, headers: {}, isIdempotent: false }, signal);
}
