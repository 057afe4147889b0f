import type { Told } from '../../../log/told.ts';

/** Something that Zoho was asked to post to an address. `endsAt` is ISO 8601; null when it does not end by itself. */
export type Subscription = {
  id: string;
  /** What is watched, by Zoho's own names. */
  what: string;
  url: string;
  endsAt: string | null;
  /** True when this service asked for it, and so may renew and end it. */
  isOurs: boolean;
  /** True when Zoho keeps it and posts nothing. */
  isOff: boolean;
};

/** The subscriptions of one product of Zoho; each method answers what there is when it is done. */
export type Subscriptions = {
  /** The product, as an operator calls it: "Zoho CRM". */
  system: string;
  /** The sentence that says what `subscribe` will make, before it does. */
  plan: Told;
  subscribe(signal: AbortSignal): Promise<Subscription[]>;
  renew(signal: AbortSignal): Promise<Subscription[]>;
  list(signal: AbortSignal): Promise<Subscription[]>;
  /** Answers what was ended. */
  unsubscribe(signal: AbortSignal): Promise<Subscription[]>;
};
