import {
  readReplyAddress,
  readThread,
  readTicket,
  readWebhook,
} from '../../../../src/outside/zoho/desk/replies.ts';
import { test } from '../../../harness.ts';

const TICKET = { id: '1892000000042034', status: 'Open', statusType: 'Open' };

test('the example of the documents is evened out', (t) => {
  t.same(
    readTicket({
      modifiedTime: 1466514974000,
      statusType: 'Open',
      subject: 'Hi. There is a sudden delay',
      departmentId: '1892000000006907',
      channel: 'FORUMS',
      contactId: '1892000000042032',
      id: '1892000000042034',
      threadCount: '121',
      phone: '1 555 010 0000',
      webUrl: 'https://desk.example.com/1',
      isSpam: false,
      status: 'Open',
      ticketNumber: '101',
      description: '',
      isDeleted: 'false',
      email: null,
      source: { type: ['SYSTEM'] },
      layoutDetails: { id: '5000000013466', layoutName: 'Default Ticket Layout' },
      cf: {
        cf_permanentaddress: null,
        cf_severitypercentage: 0.5,
        cf_modelname: 'F3 2017',
        cf_flag: true,
        cf_list: ['a'],
      },
      customFields: { 'Model name': 'never read' },
    }),
    {
      id: '1892000000042034',
      ticketNumber: '101',
      subject: 'Hi. There is a sudden delay',
      description: null,
      status: 'Open',
      statusType: 'Open',
      channel: 'FORUMS',
      email: null,
      phone: '1 555 010 0000',
      contactId: '1892000000042032',
      departmentId: '1892000000006907',
      layoutName: 'Default Ticket Layout',
      isSpam: false,
      sourceType: 'SYSTEM',
      cf: {
        cf_permanentaddress: null,
        cf_severitypercentage: '0.5',
        cf_modelname: 'F3 2017',
        cf_flag: 'true',
        cf_list: '["a"]',
      },
      modifiedTime: '2016-06-21T13:16:14.000Z',
      webUrl: 'https://desk.example.com/1',
    },
  );
  t.end();
});

test('what is missing is null or empty, never undefined', (t) => {
  const ticket = readTicket({ id: '1' });
  t.same(ticket?.cf, {});
  for (const [key, value] of Object.entries(ticket ?? {})) t.not(value, undefined, key);
  for (const [key, value] of Object.entries(readThread({ id: '1' }))) t.not(value, undefined, key);
  t.end();
});

for (const [given, expected] of [
  ['ON HOLD', 'On Hold'],
  ['OnHold', 'On Hold'],
  ['closed', 'Closed'],
  ['Open', 'Open'],
  ['Nouveau', 'Open'],
] as const) {
  test(`the status type ${given} means ${expected}`, (t) => {
    t.equal(readTicket({ ...TICKET, statusType: given })?.statusType, expected);
    t.end();
  });
}

test('without a status type the status says it', (t) => {
  t.equal(readTicket({ id: '1', status: 'Closed' })?.statusType, 'Closed');
  t.end();
});

for (const [given, expected] of [
  ['2026-09-13T06:45:04Z', '2026-09-13T06:45:04.000Z'],
  ['2026-09-13T08:45:04+02:00', '2026-09-13T06:45:04.000Z'],
  ['1466514974000', '2016-06-21T13:16:14.000Z'],
  ['yesterday', 'yesterday'],
] as const) {
  test(`the time ${given} is read`, (t) => {
    t.equal(readTicket({ ...TICKET, modifiedTime: given })?.modifiedTime, expected);
    t.end();
  });
}

test('a ticket in the bin is none, however the flag is written', (t) => {
  t.equal(readTicket({ ...TICKET, isTrashed: true }), null);
  t.equal(readTicket({ ...TICKET, isDeleted: 'true' }), null);
  t.end();
});

test('a thread is evened out', (t) => {
  const thread = readThread({
    id: '1',
    direction: 'OUT',
    status: 'draft',
    visibility: 'public',
    isForward: 'true',
    attachmentCount: '-1',
    author: { type: 'agent', email: 'agent@example.edu' },
  });
  t.match(thread, { direction: 'out', status: 'DRAFT', isPublic: true, isForward: true, attachmentCount: 0 });
  t.match(thread, { authorType: 'AGENT', authorEmail: 'agent@example.edu' });
  t.end();
});

test('an address that is not active or not verified is none', (t) => {
  const address = { address: 'a@example.edu', departmentId: '1', isActive: true, isVerified: 'true' };
  t.same(readReplyAddress(address), { address: 'a@example.edu', departmentId: '1', isDefault: false });
  t.equal(readReplyAddress({ ...address, isActive: false }), null);
  t.equal(readReplyAddress({ ...address, isVerified: 'false' }), null);
  t.end();
});

test('a webhook without events has none', (t) => {
  t.same(readWebhook({ id: '1', subscriptions: null }).subscriptions, {});
  t.end();
});
