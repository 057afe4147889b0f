import { values } from '../inbound/values.ts';
import type { Reading } from '../log/ports.ts';
import { type Static, Type } from '../schema.ts';
import { STEPS, type Suggestion } from '../tickets/suggestions/suggestion.ts';

const StepReason = Type.Object({
  reason: Type.String(),
  told: Type.Optional(Type.Unknown()),
  confidence: Type.Optional(Type.Number()),
});
export type SuggestionReason = Static<typeof StepReason>;
const Run = Type.Object({ steps: Type.Record(Type.Enum([...STEPS]), StepReason) });

/** Why each was suggested, taken from the run of its event. Nothing for a run that an operator requested. */
export async function reasonsOf(
  reading: Pick<Reading, 'get'>,
  suggestions: readonly Suggestion[],
): Promise<Map<number, SuggestionReason>> {
  const rows = [...new Set(suggestions.flatMap(({ eventRow }) => eventRow ?? []))];
  const runs = new Map<number, Static<typeof Run>>();
  for (const event of await Promise.all(rows.map((row) => reading.get(row)))) {
    if (event !== null && values().Check(Run, event.result)) runs.set(event.id, event.result);
  }
  return new Map(
    suggestions.flatMap(({ id, eventRow, step }) => {
      const said = runs.get(eventRow ?? 0)?.steps[step];
      return said === undefined ? [] : [[id, said] as const];
    }),
  );
}
