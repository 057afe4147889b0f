import type { Clock } from '../../../clock.ts';
import type { JsonObject } from '../../../log/event.ts';
import { PermanentFailure } from '../../../log/failures.ts';
import { type DeskCalls, reading, segment } from './calls.ts';
import { UnknownRefusal } from './refusals.ts';
import { readAddress, readDepartment, readReplyAddress } from './replies.ts';
import type { DeskDepartment, DeskReplyAddress } from './ticket.ts';

/** Departments and addresses change rarely and are asked for with every ticket; kept this long, in ms. */
const KEPT_MS = 10 * 60_000;

/** The departments of the organisation, and the addresses that they write from. */
export class DeskOrganisation {
  readonly #calls: DeskCalls;
  readonly #clock: Clock;
  #departments: { list: DeskDepartment[]; untilMs: number } | null = null;
  #ownAddresses: { list: string[]; untilMs: number } | null = null;

  constructor(calls: DeskCalls, clock: Clock) {
    this.#calls = calls;
    this.#clock = clock;
  }

  /** All departments, disabled ones too; up to ten minutes old. */
  async listDepartments(signal: AbortSignal): Promise<DeskDepartment[]> {
    const nowMs = this.#clock.now();
    if (this.#departments !== null && this.#departments.untilMs > nowMs) return this.#departments.list;
    const call = reading('LIST_THE_DEPARTMENTS', 'Desk.basic.READ', 'departments');
    const list = (await this.#calls.all(call, signal)).map(readDepartment);
    this.#departments = { list, untilMs: nowMs + KEPT_MS };
    return list;
  }

  /** The addresses that a reply of this department may be sent from: active and verified. */
  async listReplyAddresses(departmentId: string, signal: AbortSignal): Promise<DeskReplyAddress[]> {
    const path = `mailReplyAddress?departmentId=${segment(departmentId)}`;
    const call = reading('LIST_THE_REPLY_ADDRESSES', 'Desk.settings.READ', path);
    const list = await this.#calls.all(call, signal);
    return list.map(readReplyAddress).filter((address) => address !== null);
  }

  /**
   * Every mail address of every department, those that are switched off or not verified too: whoever writes from one of
   * them is one of us. Up to ten minutes old.
   */
  async listOwnAddresses(signal: AbortSignal): Promise<readonly string[]> {
    const nowMs = this.#clock.now();
    if (this.#ownAddresses !== null && this.#ownAddresses.untilMs > nowMs) return this.#ownAddresses.list;
    const list = await this.#readOwnAddresses(signal);
    this.#ownAddresses = { list, untilMs: nowMs + KEPT_MS };
    return list;
  }

  /** At once where Zoho answers for all departments together, else department by department. */
  async #readOwnAddresses(signal: AbortSignal): Promise<string[]> {
    const together = await this.#addressesOf('allDepartment', signal).catch(none);
    const rows = together.length > 0 ? together : await this.#addressesOfEach(signal);
    return [...new Set(rows.map(readAddress))];
  }

  async #addressesOfEach(signal: AbortSignal): Promise<JsonObject[]> {
    const rows: JsonObject[] = [];
    for (const { id } of await this.listDepartments(signal))
      rows.push(...(await this.#addressesOf(segment(id), signal)));
    return rows;
  }

  #addressesOf(departmentId: string, signal: AbortSignal): Promise<JsonObject[]> {
    const path = `mailReplyAddress?departmentId=${departmentId}`;
    return this.#calls.all(reading('LIST_THE_MAIL_ADDRESSES', 'Desk.settings.READ', path), signal);
  }
}

/** For a question that Zoho refuses as such, while it may answer another one. */
function none(error: unknown): [] {
  if (error instanceof PermanentFailure || error instanceof UnknownRefusal) return [];
  throw error;
}
