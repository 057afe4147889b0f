import { type Context, textOf, UsageError, type Values } from '../command.ts';

/** Where the service answers: --url, or this machine and the port of the settings. */
export function serviceAddress(values: Values, { settings }: Pick<Context, 'settings'>): URL {
  const text = textOf(values, 'url') ?? `http://localhost:${settings.WEBHOOK_PORT}`;
  const address = URL.canParse(text) ? new URL(text) : null;
  if (address === null || !/^https?:$/.test(address.protocol)) {
    throw new UsageError((common) => common.notAddress(`http://localhost:${settings.WEBHOOK_PORT}`));
  }
  return address;
}
