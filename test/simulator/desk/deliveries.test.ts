import { delugeDelivery, deskDelivery } from '../../../simulator/desk/deliveries.ts';
import { TICKETS } from '../../../simulator/seed.ts';
import { START_MS, test } from '../../harness.ts';
import { startAll } from '../setup.ts';

const UPDATE = { eventType: 'Ticket_Update', atMs: START_MS, payload: { id: TICKETS.dossier } };

test('Zoho Desk proves itself with a signature that is fresh on each delivery', async (t) => {
  const { app, sender } = await startAll(t);
  t.match(await sender.send(deskDelivery([UPDATE]), 'desk-jwt'), {
    status: 200,
    body: { ticket_id: TICKETS.dossier, status: 'queued' },
  });
  t.match(await app.reading.get(1), { verified_by: /^jwt:/, event_type: 'Ticket_Update' });
  t.match(await sender.send(deskDelivery([UPDATE]), 'desk-jwt'), { body: { status: 'duplicate' } });
});

test('a signature for somebody else, or one that is over, is refused', async (t) => {
  const { sender } = await startAll(t);
  for (const changes of [{ orgId: '1' }, { wrongKey: true }, { issuedAt: START_MS / 1000 - 3600 }])
    t.match(await sender.sendSigned(deskDelivery([UPDATE]), changes), { status: 401 });
});

test('a Deluge function proves itself with the secret', async (t) => {
  const { app, sender } = await startAll(t);
  t.match(await sender.send(delugeDelivery(TICKETS.invoice), 'secret'), { status: 200 });
  t.match(await app.reading.get(1), { verified_by: 'secret:1', record_id: TICKETS.invoice });
});
