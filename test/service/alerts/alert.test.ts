import { tell } from '../../../src/sentences/tell.ts';
import { withoutPersons } from '../../../src/service/alerts/alert.ts';
import { test } from '../../harness.ts';

test('what may name a person or a record does not leave the house; systems and codes do', (t) => {
  t.same(withoutPersons([tell('NUMBER_TAKEN', { number: 'STU001', record: '4554' })]), [
    tell('NUMBER_TAKEN', { number: '…', record: '…' }),
  ]);
  t.same(withoutPersons([tell('ANSWERED_STATUS', { system: 'Moodle', status: 503 })]), [
    tell('ANSWERED_STATUS', { system: 'Moodle', status: 503 }),
  ]);
  const inner = tell('DESK_NO_TICKET', { ticket: '198709' });
  t.same(withoutPersons([tell('TICKETS_NOT_LOOKED_FOR', { problem: inner })]), [
    tell('TICKETS_NOT_LOOKED_FOR', { problem: tell('DESK_NO_TICKET', { ticket: '…' }) }),
  ]);
  t.same(withoutPersons([tell('TICKETS_NOT_LOOKED_FOR', { problem: [inner] })]), [
    tell('TICKETS_NOT_LOOKED_FOR', { problem: [tell('DESK_NO_TICKET', { ticket: '…' })] }),
  ]);
  t.end();
});
