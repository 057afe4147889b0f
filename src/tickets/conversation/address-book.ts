import type { Address } from './address.ts';

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

  /** The list `support@example.edu` calls itself `support.example.edu` (RFC 2919). */
  isOwnList({ id, post }: { id: string | null; post: string | null }): boolean {
    if (post !== null && this.isOwn({ name: '', address: post })) return true;
    if (id === null) return false;
    const names = [...this.#own].map((own) => own.replace('@', '.'));
    return names.some((name) => id === name || (name.startsWith('.') && id.endsWith(name)));
  }

  /** By the address or by the name before it: `"noreply"<mail@example.test>` is a machine too. */
  isNoReply({ name, address }: Address): boolean {
    const local = address.replace(/@.*$/, '');
    return this.#noReply.some((pattern) => pattern.test(local) || pattern.test(name.toLowerCase()));
  }
}
