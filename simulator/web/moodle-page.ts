import type { FastifyInstance } from 'fastify';
import { html } from 'ghtml';
import type { MoodleUsers } from '../moodle/users.ts';
import { webPage } from './page.ts';

const SHOWN = ['username', 'email', 'idnumber'] as const;

/** What a person sees of a user of Moodle. */
export function moodlePage(app: FastifyInstance, users: MoodleUsers): void {
  webPage(app, '/user/profile.php', 'Moodle', ({ query }) => {
    const user = users.others.find(({ id }) => String(id) === Object(query).id);
    if (user === undefined) return null;
    const fact = (name: (typeof SHOWN)[number]) => html`<dt>${name}<dd><bdi>${user[name]}</bdi>`;
    return { title: `${user.firstname} ${user.lastname}`, body: html`<dl>!${SHOWN.map(fact)}</dl>` };
  });
}
