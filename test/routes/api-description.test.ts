import { describeRoute } from '../../src/routes/api-description.ts';
import { test } from '../harness.ts';

test('a page of the dashboard is not part of the API', async (t) => {
  t.same(describeRoute({}, '/dashboard/events/:id', 'GET'), { hide: true });
});

test('a webhook takes any JSON, shown by an example, and is proved by a signature or a secret', async (t) => {
  t.match(describeRoute({ summary: 'x' }, '/api/v1/events/zoho/student', 'POST'), {
    summary: 'x',
    tags: ['Webhooks'],
    security: [{ signature: [] }, { secret: [] }],
    body: { examples: [{ record_id: '4554000000012345678' }] },
  });
});

test('refusals stand beside the answers, each with its codes', async (t) => {
  const described = describeRoute({ response: { 200: { type: 'object' } } }, '/api/v1/events/:id', 'GET');
  t.match(described, {
    response: {
      200: { type: 'object' },
      404: {
        description: 'EVENT_NOT_FOUND',
        properties: { code: { enum: ['EVENT_NOT_FOUND'] } },
        examples: [{ success: false, error: 'There is no event with the id …', code: 'EVENT_NOT_FOUND' }],
      },
    },
  });
  t.notOk('body' in described);
});

test('a route says itself what a status means where it knows better', async (t) => {
  const described = describeRoute({ response: { 503: { type: 'string' } } }, '/ready', 'GET');
  t.match(described, { response: { 503: { type: 'string' } } });
});
