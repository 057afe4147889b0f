import fp from 'fastify-plugin';
import type { Clock } from '../src/clock.ts';
import type { Worker } from '../src/log/processor.ts';
import { createStudentHandler } from '../src/students/handler.ts';
import { MoodleStudents } from '../src/students/moodle/sync.ts';
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
    const outreach = moodle && {
      moodle: new MoodleStudents({ moodle, flags: may.moodle, links: students, clock, warnings }),
      crm: may.writeBack ? crm : null,
    };
    const handle = createStudentHandler({ students, log: app.reading, clock, readRecord, outreach });
    const most = app.config.PROCESSOR_CONCURRENCY;
    const concurrency = outreach ? Math.min(STUDENTS_AT_ONCE, most) : most;
    app.decorate('studentWorker', { handle, concurrency });
  },
  { name: 'students', dependencies: ['store', 'zoho', 'moodle', 'warnings'] },
);
