import { assets } from '../../src/dashboard/assets.ts';
import { test } from '../harness.ts';

test('each address holds a hash of its content', (t) => {
  for (const [name, { url, type, content }] of Object.entries(assets)) {
    const [stem, extension] = name.split('.');
    t.match(url, new RegExp(`^/dashboard/assets/${stem}\\.[0-9a-f]{12}\\.${extension}$`));
    t.match(type, /^(text\/(css|javascript); charset=utf-8|image\/svg\+xml)$/);
    t.ok(content.length > 100, name);
  }
  t.end();
});

test('no asset of ours loads anything from elsewhere', (t) => {
  for (const name of ['style.css', 'app.js', 'charts.js', 'keys.js'] as const)
    t.notMatch(assets[name].content.toString(), /https?:\/\/|@import|url\(/, name);
  t.end();
});
