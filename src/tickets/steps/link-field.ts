/** The id of the deal in a link field, in any of the forms that people and programs have put there; null when none is. */
export function linkedDealId(value: string | null): string | null {
  if (value === null) return null;
  const inUrl = /\/(?:Potentials|Deals)\/(\d+)/i.exec(value)?.[1];
  return inUrl ?? /\d{10,}/.exec(value)?.[0] ?? null;
}
