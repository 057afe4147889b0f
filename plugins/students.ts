import fp from 'fastify-plugin';
import type { Clock } from '../src/clock.ts';
import { lateHandler } from '../src/log/late-handler.ts';
import type { Worker } from '../src/log/processor.ts';
import type { MoodleClient } from '../src/outside/moodle/client.ts';
import type { MoodleStudents } from '../src/students/moodle/sync.ts';
import { studentPermissions } from '../src/students/permissions.ts';

declare module 'fastify' {
  interface FastifyInstance {
    studentWorker: Worker;
  }
}

/** Students that are brought to Moodle at the same time; as many as Moodle takes calls. */
const STUDENTS_AT_ONCE = 2;

/** What happens to a student event: our own table, then Moodle, then Zoho CRM, as far as each is set up. */
export default fp<{ clock: Clock }>(
  async (app, { clock }) => {
    const { crm, moodle, students, warnings } = app;
    const may = studentPermissions(app.config, { moodle: moodle !== null, crm: crm !== null });
    const readRecord = crm && ((...about: Parameters<typeof crm.getRecord>) => crm.getRecord(...about));
    const handle = lateHandler(async () => {
      const { createStudentHandler } = await import('../src/students/handler.ts');
      const outreach = moodle && {
        moodle: await bringTo(moodle),
        crm: may.writeBack ? crm : null,
      };
      return createStudentHandler({ students, log: app.reading, clock, readRecord, outreach });
    });
    const most = app.config.PROCESSOR_CONCURRENCY;
    const concurrency = moodle ? Math.min(STUDENTS_AT_ONCE, most) : most;
    app.decorate('studentWorker', { handle, concurrency });

    async function bringTo(moodle: MoodleClient): Promise<MoodleStudents> {
      const { MoodleStudents } = await import('../src/students/moodle/sync.ts');
      return new MoodleStudents({ moodle, flags: may.moodle, links: students, clock, warnings });
    }
  },
  { name: 'students', dependencies: ['store', 'zoho', 'moodle', 'warnings'] },
);
