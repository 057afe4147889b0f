import { type Context, textOf, UsageError, type Values } from '../command.ts';

/** Where the service answers: --url, or this machine and the port of the settings. */
export function serviceAddress(values: Values, { settings }: Pick<Context, 'settings'>): URL {
  const text = textOf(values, 'url') ?? `http://localhost:${settings.WEBHOOK_PORT}`;
  const address = URL.canParse(text) ? new URL(text) : null;
  if (address === null || !/^https?:$/.test(address.protocol)) {
    throw new UsageError(`--url must be an address such as http://localhost:${settings.WEBHOOK_PORT}.`);
  }
  return address;
}

/** What a person reads when nobody listens there. */
export function nothingAnswers({ origin }: URL): string {
  return `Nothing answers at ${origin}: is the service running? Start it with "npm start".`;
}
