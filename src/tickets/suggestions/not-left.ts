import type { Told } from '../../log/told.ts';
import { readTold } from '../../sentences/read.ts';
import type { Suggestion } from './suggestion.ts';

/** Why what a person decided did not leave, in English and in codes; null where an earlier version kept no reason. */
export function whyNotLeft({ status, trouble, result }: Pick<Suggestion, 'status' | 'trouble' | 'result'>): {
  reason: string;
  told: readonly Told[] | null;
} | null {
  const { reason, told }: { reason?: unknown; told?: unknown } =
    (status === 'failed' || status === 'stale' ? result : trouble) ?? {};
  return typeof reason === 'string' ? { reason, told: readTold(told) } : null;
}
