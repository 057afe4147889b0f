import type { IncomingHttpHeaders } from 'node:http';

/**
 * Did one of our own pages send this? Browsers say so in Sec-Fetch-Site, which scripts cannot set, or, over plain HTTP
 * on another machine, in Origin. A request with neither did not come from a form of ours.
 */
export function isSameOrigin(headers: IncomingHttpHeaders, host: string): boolean {
  const site = headers['sec-fetch-site'];
  if (site !== undefined) return site === 'same-origin';
  const { origin = '' } = headers;
  return URL.canParse(origin) && new URL(origin).host === host;
}
