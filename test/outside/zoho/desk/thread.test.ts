import { readThreadDetail } from '../../../../src/outside/zoho/desk/thread.ts';
import { test } from '../../../harness.ts';

for (const contentType of ['plainText', 'text/plain']) {
  test(`a text of the type ${contentType} is taken as it is`, (t) => {
    t.equal(readThreadDetail({ id: '1', contentType, content: '1 < 2\nfin' }).text, '1 < 2\nfin');
    t.end();
  });
}

for (const contentType of ['html', 'text/html']) {
  test(`a text of the type ${contentType} loses its tags, addresses of links and pictures`, (t) => {
    const content =
      '<div>Bonjour,<br>voir <a href="https://example.test/x">ici</a><img src="cid:1" alt="logo"></div>';
    t.equal(readThreadDetail({ id: '1', contentType, content }).text, 'Bonjour,\nvoir ici');
    t.end();
  });
}

test('the plain text of Zoho is preferred', (t) => {
  const thread = { id: '1', contentType: 'html', content: '<p>a</p>', plainText: 'b' };
  t.equal(readThreadDetail(thread).text, 'b');
  t.end();
});

for (const [what, content] of [
  ['elements inside each other', '<div>'.repeat(200_000)],
  ['opened tags', '<'.repeat(1_000_000)],
  ['elements beside each other', '<b>a</b>'.repeat(125_000)],
  ['one link', `<a href="${'x'.repeat(1_000_000)}">ici</a>`],
] as const) {
  test(`a megabyte of ${what} is read in little time and little space`, (t) => {
    const detail = readThreadDetail({ id: '1', contentType: 'html', content: `<p>Bonjour</p>${content}` });
    t.match(detail.text, /^Bonjour/);
    t.ok(detail.text.length <= 100_000);
    t.ok(readThreadDetail({ id: '1', plainText: content }).text.length <= 100_000);
    t.end();
  });
}
