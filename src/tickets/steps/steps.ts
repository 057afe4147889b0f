import type { Step } from '../suggestions/suggestion.ts';
import { dealNote } from './deal-note.ts';
import { dealUpdate } from './deal-update.ts';
import { dispatch } from './dispatch.ts';
import { link } from './link.ts';
import { reply } from './reply/reply.ts';
import type { StepModule } from './step.ts';
import { ticketUpdate } from './ticket-update.ts';

/** Every kind of change, one file each. */
export const STEP_MODULES: Readonly<Record<Step, StepModule>> = {
  link,
  dispatch,
  reply,
  ticket: ticketUpdate,
  deal: dealUpdate,
  note: dealNote,
};
