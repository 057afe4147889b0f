import { type Static, Type } from 'typebox';
import Value from 'typebox/value';
import { PermanentFailure, TemporaryFailure } from '../../log/failures.ts';
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
    if (recommended === null)
      return skipped('Neither the deal nor the words of the customer say where it belongs.');
    const { department, reason, confidence } = recommended;
    const places = (await ticket.departments()).filter(
      ({ name, isEnabled }) => isEnabled && name === department,
    );
    const [place] = places;
    if (place === undefined || places.length > 1)
      return skipped(
        `${reason} But Zoho Desk has no enabled department "${department}", or several: check the rules file.`,
      );
    if (place.id === ticket.snapshot.department) return unchanged(`${reason} It is there already.`);
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
    const { department_id, department } = Value.Parse(MoveProposal, json);
    await ticket.guard();
    const { link } = ticket.snapshot;
    await ticket.connections.desk.moveTicket(ticket.ticket.id, department_id, ticket.signal);
    const moved = `The ticket was moved to ${department}.`;
    await ticket.settle({ department: department_id });
    const written = ['the department of the ticket'];
    // The new department may have no such field, or empties it.
    if (link === null || ticket.snapshot.link !== null) return { written, reason: moved };
    if (await putBack(ticket, link))
      return { written: [...written, 'the link that the move had emptied'], reason: moved };
    return { written, reason: `${moved} The link to the deal was lost with the move: set it by hand.` };
  },

  async trace({ proposal }, { snapshot }) {
    const { department_id, department } = Value.Parse(MoveProposal, proposal);
    if (snapshot.department !== department_id) return null;
    return { written: [], reason: `The ticket is in ${department}.` };
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
