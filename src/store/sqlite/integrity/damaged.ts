import type { Told } from '../../../log/told.ts';
import { tell } from '../../../sentences/tell.ts';
/** For the log, `/ready` and the doctor; the dashboard shows it in three languages. */
export const DAMAGED: Told = tell('DATABASE_DAMAGED');
