import type { Counter } from '../../common/counters.ts';
import type { Connection } from '../connect.ts';

/** The counters, the minutes of the chart, and the proof that the disk takes a write. */
export function countingStatements(db: Connection) {
  return {
    addToCounter: db.prepare<Counter>(`
      INSERT INTO event_counters (source, module, status, payload_differs, count)
      VALUES (@source, @module, @status, @payload_differs, @count)
      ON CONFLICT (source, module, status, payload_differs) DO UPDATE SET count = count + excluded.count`),

    addToMinute: db.prepare<{ minute: string; accepted: number; processed: number }>(`
      INSERT INTO minute_counts (minute, accepted, processed) VALUES (@minute, @accepted, @processed)
      ON CONFLICT (minute) DO UPDATE SET accepted = accepted + excluded.accepted,
                                         processed = processed + excluded.processed`),

    forgetMinutes: db.prepare<[string]>(`DELETE FROM minute_counts WHERE minute < ?`),

    heartbeat: db.prepare<[string]>(`
      INSERT INTO heartbeat (id, at) VALUES (1, ?) ON CONFLICT (id) DO UPDATE SET at = excluded.at`),
  };
}
