import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

export type Asset = { url: string; type: string; content: Buffer };

const require = createRequire(import.meta.url);
const own = (name: string): URL => new URL(`./assets/${name}`, import.meta.url);

/** Everything a page may load. Nothing else is served, so no request path ever reaches the file system. */
const FILES = {
  'style.css': own('style.css'),
  'app.js': own('app.js'),
  'charts.js': own('charts.js'),
  'keys.js': own('keys.js'),
  'favicon.svg': own('favicon.svg'),
  'htmx.js': require.resolve('htmx.org/dist/htmx.min.js'),
  'htmx-sse.js': require.resolve('htmx.org/dist/ext/hx-sse.min.js'),
  'uplot.js': require.resolve('uplot/dist/uPlot.iife.min.js'),
  'uplot.css': require.resolve('uplot/dist/uPlot.min.css'),
} as const;
type AssetName = keyof typeof FILES;

const TYPES = new Map([
  ['css', 'text/css; charset=utf-8'],
  ['js', 'text/javascript; charset=utf-8'],
  ['svg', 'image/svg+xml'],
]);

/**
 * The files by name. The name in the address holds a hash of the content, so a browser may cache it for ever.
 */
export const assets = Object.fromEntries(
  Object.entries(FILES).map(([name, file]) => [name, load(name, file)]),
) as Record<AssetName, Asset>;

function load(name: string, file: string | URL): Asset {
  const content = readFileSync(file);
  const hash = createHash('sha256').update(content).digest('hex').slice(0, 12);
  const [stem, extension = ''] = name.split('.');
  const url = `/dashboard/assets/${stem}.${hash}.${extension}`;
  return { url, type: String(TYPES.get(extension)), content };
}
