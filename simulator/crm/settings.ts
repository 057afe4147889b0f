import type { Answer } from '../faults.ts';
import type { CrmRecord, CrmRecords } from './records.ts';

const USER = {
  id: '4554000000000219001',
  full_name: 'Sara Ali',
  email: 'sara.ali@example.edu',
  status: 'active',
};
const TYPES = ['AllUsers', 'ActiveUsers', 'AdminUsers', 'CurrentUser'];

/**
 * What Zoho's SDKs ask for before their first call, and other programs on their setup screens: modules,
 * fields, organisation, users.
 */
export class CrmSettings {
  readonly #records: CrmRecords;

  constructor(records: CrmRecords) {
    this.#records = records;
  }

  modules(): Answer {
    const modules = this.#records.modules().map((api_name, index) => ({
      id: String(4554000000000002000n + BigInt(index)),
      api_name,
      module_name: api_name,
      plural_label: labelOf(api_name),
      generated_type: api_name.startsWith('BTEC_') ? 'custom' : 'default',
      api_supported: true,
    }));
    return { status: 200, json: { modules } };
  }

  /** The fields held by any record of the module; Zoho requires the module to be named. */
  fields(module: string | undefined): Answer {
    if (!module) return refused('REQUIRED_PARAM_MISSING', { param_name: 'module' });
    if (!this.#records.modules().includes(module)) return refused('INVALID_MODULE', {});
    const held = new Map(this.#records.all(module).flatMap((record) => Object.entries(record)));
    const fields = [...held].map(([api_name, value], index) => ({
      id: String(4554000000000003000n + BigInt(index)),
      api_name,
      field_label: labelOf(api_name),
      data_type: typeOf(api_name, value),
    }));
    return { status: 200, json: { fields } };
  }

  org(): Answer {
    const org = {
      id: '4554000000000000001',
      zgid: '700000001',
      company_name: 'École Exemple',
      time_zone: 'Asia/Beirut',
    };
    return { status: 200, json: { org: [org] } };
  }

  users(type: string | undefined): Answer {
    if (type !== undefined && !TYPES.includes(type))
      return refused('INVALID_REQUEST', { param_name: 'type' });
    const info = { count: 1, page: 1, per_page: 200, more_records: false };
    return { status: 200, json: { users: [USER], info } };
  }
}

function labelOf(apiName: string): string {
  return apiName.replaceAll('_', ' ');
}

function typeOf(field: string, value: CrmRecord[string]): string {
  if (field === 'id') return 'bigint';
  if (field.endsWith('_Time')) return 'datetime';
  if (typeof value === 'object' && value !== null) return 'lookup';
  return typeof value === 'number' ? 'integer' : 'text';
}

function refused(code: string, details: object): Answer {
  return { status: 400, json: { code, details, message: 'refused', status: 'error' } };
}
