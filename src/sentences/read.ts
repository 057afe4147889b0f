import type { Param, Told } from '../log/told.ts';

/**
 * The codes in JSON that this or another version stored; null when there are none, so that its English is
 * shown.
 */
export function readTold(kept: unknown): readonly Told[] | null {
  return Array.isArray(kept) && kept.length > 0 && kept.every(isTold) ? kept : null;
}

function isTold(value: unknown): value is Told {
  const { code, params } = Object(value);
  return (
    typeof code === 'string' && typeof params === 'object' && Object.values(Object(params)).every(isParam)
  );
}

function isParam(value: unknown): value is Param {
  return typeof value === 'string' || (Array.isArray(value) ? value.every(isTold) : isTold(value));
}
