import type { FastifyInstance } from 'fastify';
import { html } from 'ghtml';
import type { CrmRecord, CrmRecords } from '../crm/records.ts';
import { webPage } from './page.ts';

type Params = { module: string; id: string };

/** What a person sees of Zoho CRM: the records of a module, and a single one to edit by hand. */
export function crmPages(app: FastifyInstance, records: CrmRecords): void {
  webPage(app, '/crm/tab/:module', 'Zoho CRM', ({ params }, { words }) => {
    const { module } = params as Params;
    const link = (record: CrmRecord) =>
      html`<li><a href="/crm/tab/${module}/${record.id}" dir="auto">${nameOf(record)}</a></li>`;
    return { title: `${words.records}: ${module}`, body: html`<ul>!${records.all(module).map(link)}</ul>` };
  });
  webPage(app, '/crm/tab/:module/:id', 'Zoho CRM', ({ params, query }, { words }) => {
    const { module, id } = params as Params;
    const record = records.get(module, id);
    if (record === undefined) return null;
    const saved = 'saved' in Object(query) ? html`<p role="status">${words.saved}</p>` : '';
    const fields = editable(record).map(
      ([field, value]) =>
        html`<label>${field}<input name="${field}" dir="auto" autocomplete="off" value="${value}"></label>`,
    );
    const body = html`!${saved}<form method="post">!${fields}<button>${words.save}</button></form>`;
    return { title: nameOf(record), body };
  });
  app.post('/crm/tab/:module/:id', async ({ params, body }, reply) => {
    const { module, id } = params as Params;
    const record = records.get(module, id);
    if (record === undefined) return reply.code(404).send();
    const typed: Readonly<Record<string, string>> = Object(body);
    const changes = editable(record).flatMap(([field]) => {
      const text = typed[field]?.trim();
      return text === undefined ? [] : [[field, text === '' ? null : text] as const];
    });
    records.edit(module, id, Object.fromEntries(changes));
    return reply.redirect(`/crm/tab/${module}/${id}?saved`, 303);
  });
}

/** What a person types; times, numbers and links to other records are Zoho's. */
function editable(record: CrmRecord): [field: string, value: string][] {
  return Object.entries(record).flatMap(([field, value]) => {
    if (field === 'id' || field === 'Modified_Time') return [];
    if (value === null) return [[field, '']];
    return typeof value === 'string' ? [[field, value]] : [];
  });
}

function nameOf({ id, First_Name, Last_Name, Deal_Name }: CrmRecord): string {
  const names = [First_Name, Last_Name, Deal_Name].filter((name) => typeof name === 'string');
  return names.join(' ') || id;
}
