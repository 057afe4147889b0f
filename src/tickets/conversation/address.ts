/** One e-mail address as a header shows it. */
export type Address = { name: string; address: string };

const IN_BRACKETS = /<\s*([^<>\s@]+@[^<>\s@]+)\s*>/;
const BARE = /[^\s<>"'(),:;[\]@]+@[^\s<>"'(),:;[\]@]+\.[^\s<>"'(),:;[\]@]+/;

/** Reads `a@b`, `<a@b>`, `Name <a@b>`, `"Name"<a@b>` and `Name [mailto:a@b]`; null when no address is in it. */
export function parseAddress(header: string): Address | null {
  const text = header.slice(0, 500);
  const found = IN_BRACKETS.exec(text) ?? BARE.exec(text);
  if (found === null) return null;
  const address = (found[1] ?? found[0]).toLowerCase();
  const name = text
    .slice(0, found.index)
    .replace(/["'[(<]|mailto:/g, '')
    .trim();
  return { name, address };
}

/** Tells our own mailboxes and machines from customers; the lists are in the rules file. */
export class AddressBook {
  readonly #own: ReadonlySet<string>;
  readonly #ownDomains: readonly string[];
  readonly #noReply: readonly RegExp[];

  /** @param own addresses, or domains written as `@example.edu` */
  constructor(own: readonly string[], noReply: readonly RegExp[]) {
    const entries = own.map((entry) => entry.toLowerCase());
    this.#own = new Set(entries);
    this.#ownDomains = entries.filter((entry) => entry.startsWith('@'));
    this.#noReply = noReply;
  }

  /** This book with more addresses of our own. */
  including(own: readonly string[]): AddressBook {
    return new AddressBook([...this.#own, ...own], this.#noReply);
  }

  isOwn({ address }: Address): boolean {
    return this.#own.has(address) || this.#ownDomains.some((domain) => address.endsWith(domain));
  }

  /** By the address or by the name before it: `"noreply"<mail@example.test>` is a machine too. */
  isNoReply({ name, address }: Address): boolean {
    const local = address.replace(/@.*$/, '');
    return this.#noReply.some((pattern) => pattern.test(local) || pattern.test(name.toLowerCase()));
  }
}
