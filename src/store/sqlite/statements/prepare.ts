import type { Connection } from '../connect.ts';
import { clockStatements } from './clock.ts';
import { countingStatements } from './counting.ts';
import { keepingStatements } from './keeping.ts';
import { workingStatements } from './working.ts';

/** The statements of the hot path, prepared once per connection. Reading queries are in common/reading/. */
export function prepareStatements(db: Connection) {
  return {
    ...keepingStatements(db),
    ...workingStatements(db),
    ...clockStatements(db),
    ...countingStatements(db),
  };
}
export type Statements = ReturnType<typeof prepareStatements>;
