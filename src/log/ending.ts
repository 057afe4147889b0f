import type { Reading } from './ports.ts';
import type { Ending } from './processor.ts';

/** How an event ended; null while it is at work, and when it is gone. */
export async function endingOf(reading: Pick<Reading, 'get'>, id: number): Promise<Ending | null> {
  const event = await reading.get(id);
  if (event?.status !== 'completed' && event?.status !== 'failed') return null;
  return { status: event.status, result: event.result, error_message: event.error_message };
}
