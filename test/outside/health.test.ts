import { OutsideHealth } from '../../src/outside/health.ts';
import { START_MS, test } from '../harness.ts';

const AT = '2026-01-25T10:00:00.000Z';

test('a system that was never called is not there', (t) => {
  t.same(new OutsideHealth().all(), []);
  t.end();
});

test('the newest success and the newest error of each system are kept', (t) => {
  const health = new OutsideHealth();
  health.succeeded('Zoho CRM', START_MS);
  health.failed('Moodle', START_MS, 'Moodle cannot be reached.');
  health.failed('Zoho CRM', START_MS + 1000, 'Zoho CRM answered 503.');
  t.same(health.all(), [
    {
      system: 'Zoho CRM',
      lastSuccess: { at: AT },
      lastError: { at: '2026-01-25T10:00:01.000Z', message: 'Zoho CRM answered 503.', told: null },
    },
    {
      system: 'Moodle',
      lastSuccess: null,
      lastError: { at: AT, message: 'Moodle cannot be reached.', told: null },
    },
  ]);
  t.end();
});
