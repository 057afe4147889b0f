import { type Static, Type } from 'typebox';
import Value from 'typebox/value';
import type { Reading } from '../log/ports.ts';
import { STEPS, type Suggestion } from '../tickets/suggestion.ts';

const StepReason = Type.Object({ reason: Type.String(), confidence: Type.Optional(Type.Number()) });
const Run = Type.Object({ steps: Type.Record(Type.Enum([...STEPS]), StepReason) });
type Reason = { reason: string; confidence: number | undefined };

/** Why each was suggested: the run of its event says so. Nothing for a run that an operator asked for. */
export async function reasonsOf(
  reading: Pick<Reading, 'get'>,
  suggestions: readonly Suggestion[],
): Promise<Map<number, Reason>> {
  const rows = [...new Set(suggestions.flatMap(({ eventRow }) => eventRow ?? []))];
  const runs = new Map<number, Static<typeof Run>>();
  for (const event of await Promise.all(rows.map((row) => reading.get(row)))) {
    if (event !== null && Value.Check(Run, event.result)) runs.set(event.id, event.result);
  }
  return new Map(
    suggestions.flatMap(({ id, eventRow, step }) => {
      const said = runs.get(eventRow ?? 0)?.steps[step];
      return said === undefined ? [] : [[id, { reason: said.reason, confidence: said.confidence }] as const];
    }),
  );
}
