import { changeBackId, saysTheSame } from '../../../src/log/rules/repeat.ts';
import { newEvent, test } from '../../harness.ts';

const NEWEST = { id: 7, module: 'BTEC_Students', event_type: 'update', payload_sha256: 'abc' };

test('the same content for the same record is a repeat', async (t) => {
  t.ok(saysTheSame(newEvent(), 'abc', NEWEST));
});

test('another content, module or operation is none', async (t) => {
  t.notOk(saysTheSame(newEvent(), 'abd', NEWEST));
  t.notOk(saysTheSame(newEvent({ module: 'BTEC_Grades' }), 'abc', NEWEST));
  t.notOk(saysTheSame(newEvent({ eventType: 'delete' }), 'abc', NEWEST));
});

test('a change back is known by its content and by what came before it', async (t) => {
  t.equal(changeBackId(newEvent({ eventId: 'derived-1' }), NEWEST), 'derived-1-after-7');
});
