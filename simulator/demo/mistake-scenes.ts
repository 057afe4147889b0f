import { MISTYPED, recordOf, STUDENTS } from '../seed.ts';
import { studentDelivery } from '../student-deliveries.ts';
import { finding, type Scene } from './scene.ts';
import { errorOf, inMs, template } from './student-reports.ts';

export const MISTAKES_SCENE: Scene = {
  title: 'What a person has to mend',
  story: [
    'Four mistakes that schools make. Each fails with a sentence that says what to do, and becomes a problem that closes',
    'by itself once the record is mended in Zoho CRM.',
  ],
  async play(stage) {
    const { address, number, moodleId } = MISTYPED;
    const tries = [
      ['Academic_Email is missing', recordOf(STUDENTS.sara, 0)],
      ['Academic_Email is malformed', address],
      [`Student_ID_Number ${STUDENTS.marie.number} is already used`, number],
      ['Moodle_User_ID not found in Moodle', moodleId],
    ] as const;
    const findings = [];
    for (const [expected, { id: recordId, Modified_Time: _, ...fields }] of tries) {
      const report = {
        recordId,
        fields,
        operation: 'update',
        notificationId: `demo-mistake-${recordId}`,
      } as const;
      const sent = await stage.send(studentDelivery('template', { ...report, at: inMs(0) }));
      findings.push(finding('how its sentence begins', expected, errorOf(sent).slice(0, expected.length)));
    }
    return findings;
  },
};

export const UNREADABLE_SCENE: Scene = {
  title: 'A quote in a name',
  story: [
    'Somebody typed a nickname between quotes, and the template of the webhook does not protect them: the body is no JSON',
    'any more. It is refused, and kept for a person to see.',
  ],
  async play(stage) {
    const whole = template('quote', STUDENTS.jean);
    const { status, body } = await stage.send({
      ...whole,
      body: whole.body.replace('Jean', 'Jean "Jeannot"'),
    });
    return [finding('the answer to a broken body', '400 Invalid JSON payload', `${status} ${body.error}`)];
  },
};
