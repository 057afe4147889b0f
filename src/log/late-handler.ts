import type { Handler } from './processor.ts';

/** A handler that is loaded with its first event: most events of most hubs end as they are kept. */
export function lateHandler(load: () => Promise<Handler>): Handler {
  let handler: Promise<Handler> | undefined;
  return async (event, signal) => {
    handler ??= load();
    return (await handler)(event, signal);
  };
}
