import { shownText } from '../../../src/inbound/reading/shown-text.ts';
import { test } from '../../harness.ts';

test('bytes are shown as the text that they most probably are, and never refused', (t) => {
  t.equal(shownText(Buffer.from('{"name": "سارة"')), '{"name": "سارة"');
  t.equal(shownText(Buffer.from('\uFEFF{', 'utf16le')), '{');
  t.equal(shownText(Buffer.from([0x7b, 0xe9])), '{é');
  t.end();
});
