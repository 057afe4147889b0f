import { type Static, Type } from 'typebox';
import Value from 'typebox/value';
import { decidedBefore, type StepModule, skipped, unchanged } from './step.ts';

const MoveProposal = Type.Object({
  department_id: Type.String(),
  department: Type.String(),
  from_department_id: Type.String(),
});
type MoveProposal = Static<typeof MoveProposal>;

/** Moves the ticket to its department, by the id of an enabled one from the live list. */
export const dispatch: StepModule = {
  async propose(context) {
    const recommended = await context.recommendation();
    if (recommended === null)
      return skipped('Neither the deal nor the words of the customer say where it belongs.');
    const { department, reason, confidence } = recommended;
    const places = (await context.departments()).filter(
      ({ name, isEnabled }) => isEnabled && name === department,
    );
    const [place] = places;
    if (place === undefined || places.length > 1)
      return skipped(
        `${reason} But Zoho Desk has no enabled department "${department}", or several: check the rules file.`,
      );
    if (place.id === context.snapshot.department) return unchanged(`${reason} It is there already.`);
    const key = `${context.occasion}:${place.id}`;
    const decided = await decidedBefore(context, 'dispatch', key);
    if (decided !== null) return decided;
    const proposal: MoveProposal = {
      department_id: place.id,
      department,
      from_department_id: context.snapshot.department,
    };
    const needsPerson = confidence < context.world.rules.confidence.threshold;
    return { is: 'proposal', key, proposal, reason, confidence, needsPerson };
  },

  async apply(json, context) {
    const { department_id, department } = Value.Parse(MoveProposal, json);
    await context.guard();
    await context.world.desk.moveTicket(context.ticket.id, department_id, context.signal);
    return {
      written: ['the department of the ticket'],
      reason: `The ticket was moved to ${department}.`,
      snapshot: { department: department_id },
    };
  },

  async trace({ proposal }, { snapshot }) {
    const { department_id, department } = Value.Parse(MoveProposal, proposal);
    if (snapshot.department !== department_id) return null;
    const reason = `The ticket is in ${department}.`;
    return { written: [], reason, snapshot: { department: department_id } };
  },
};
