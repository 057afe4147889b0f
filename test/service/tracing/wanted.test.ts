import { wantsTracing } from '../../../src/service/tracing/wanted.ts';
import { test } from '../../harness.ts';

test('traces are wanted where the environment says where they go, and nowhere else', (t) => {
  const url = 'http://127.0.0.1:4318';
  t.equal(wantsTracing({}), false);
  t.equal(wantsTracing({ OTEL_SERVICE_NAME: 'hub' }), false);
  t.equal(wantsTracing({ OTEL_EXPORTER_OTLP_ENDPOINT: '' }), false);
  t.equal(wantsTracing({ OTEL_EXPORTER_OTLP_ENDPOINT: url }), true);
  t.equal(wantsTracing({ OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: `${url}/v1/traces` }), true);
  t.equal(wantsTracing({ OTEL_EXPORTER_OTLP_ENDPOINT: url, OTEL_SDK_DISABLED: 'TRUE' }), false);
  t.equal(wantsTracing({ OTEL_EXPORTER_OTLP_ENDPOINT: url, OTEL_TRACES_EXPORTER: 'none' }), false);
  t.end();
});
