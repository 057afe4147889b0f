import { values } from '../../inbound/values.ts';
import { PermanentFailure, TemporaryFailure } from '../../log/failures.ts';
import { type Static, Type } from '../../schema.ts';
import { tell } from '../../sentences/tell.ts';
import type { OpenTicket } from '../run/open-ticket.ts';
import { StaleProposal } from '../run/stale.ts';
import { decidedBefore, type StepModule, skipped, unchanged } from './step.ts';

const MoveProposal = Type.Object({
  department_id: Type.String(),
  department: Type.String(),
  from_department_id: Type.String(),
});
type MoveProposal = Static<typeof MoveProposal>;

/** Moves the ticket to its department, by the id of an enabled one from the live list. */
export const dispatch: StepModule = {
  async propose(ticket) {
    const recommended = await ticket.recommendation();
    if (recommended === null) return skipped(tell('NO_DEPARTMENT'));
    const { department, reason, confidence } = recommended;
    const places = (await ticket.departments()).filter(
      ({ name, isEnabled }) => isEnabled && name === department,
    );
    const [place] = places;
    if (place === undefined || places.length > 1)
      return skipped([reason, tell('DEPARTMENT_UNKNOWN', { department })]);
    if (place.id === ticket.snapshot.department) return unchanged([reason, tell('THERE_ALREADY')]);
    const key = `${ticket.occasion}:${place.id}`;
    const decided = await decidedBefore(ticket, 'dispatch', key);
    if (decided !== null) return decided;
    const proposal: MoveProposal = {
      department_id: place.id,
      department,
      from_department_id: ticket.snapshot.department,
    };
    const needsPerson = confidence < ticket.connections.rules.confidence.threshold;
    return { is: 'proposal', key, proposal, reason, confidence, needsPerson };
  },

  async write(json, ticket) {
    const { department_id, department } = values().Parse(MoveProposal, json);
    await ticket.guard();
    const { link } = ticket.snapshot;
    await ticket.connections.desk.moveTicket(ticket.ticket.id, department_id, ticket.signal);
    const moved = tell('TICKET_MOVED', { department });
    await ticket.settle({ department: department_id });
    const written = [tell('THE_DEPARTMENT_OF_THE_TICKET')];
    // The new department may have no such field, or empties it.
    if (link === null || ticket.snapshot.link !== null) return { written, reason: moved };
    if (await putBack(ticket, link))
      return { written: [...written, tell('THE_LINK_THAT_THE_MOVE_HAD_EMPTIED')], reason: moved };
    return { written, reason: [moved, tell('LINK_LOST')] };
  },

  async trace({ proposal }, { snapshot }) {
    const { department_id, department } = values().Parse(MoveProposal, proposal);
    if (snapshot.department !== department_id) return null;
    return { written: [], reason: tell('TICKET_IN', { department }) };
  },
};

/** The layout of the new department decides whether it takes the link. */
async function putBack(ticket: OpenTicket, link: string): Promise<boolean> {
  const { desk, rules } = ticket.connections;
  try {
    await ticket.guard();
    await desk.updateTicket(ticket.ticket.id, { cf: { [rules.link_field]: link } }, ticket.signal);
  } catch (error) {
    // The move stands; its proposal must neither fail nor be made again for what came with it.
    if (isExpected(error)) return false;
    throw error;
  }
  await ticket.settle({});
  return ticket.snapshot.link === link;
}

function isExpected(error: unknown): boolean {
  return (
    error instanceof PermanentFailure || error instanceof TemporaryFailure || error instanceof StaleProposal
  );
}
