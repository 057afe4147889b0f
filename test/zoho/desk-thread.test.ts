import { readThreadDetail } from '../../src/zoho/desk-thread.ts';
import { test } from '../harness.ts';

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
