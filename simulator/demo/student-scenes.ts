import { JEAN_IN_MOODLE, recordOf, type SeedStudent, STUDENTS } from '../seed.ts';
import { notificationDelivery, studentDelivery } from '../student-deliveries.ts';
import { MISTAKES_SCENE, UNREADABLE_SCENE } from './mistake-scenes.ts';
import { finding, type Scene } from './scene.ts';
import type { LoggedEvent, Stage } from './stage.ts';
import { actionOf, enrol, inMs, isOver, report, template } from './student-reports.ts';

const HOUR_MS = 3_600_000;
const BURST = 10;
const DURING_OUTAGE = 3;

/** The life of a school, in the order it is played. */
export const STUDENT_SCENES: readonly Scene[] = [
  {
    title: 'A webhook that was never sent',
    story: [
      'Nour was changed in Zoho CRM ten minutes ago, while nothing was running here. No webhook will ever come.',
      'The service compares itself with Zoho CRM when it starts, and finds her.',
    ],
    async play(stage) {
      const event = await stage.eventOf(STUDENTS.lost.id, isOver);
      return [finding('Nour, whose webhook was lost', 'completed', event?.status)];
    },
  },
  {
    title: 'Two students enrol',
    story: [
      'Zoho CRM sends Marie Modèle and سارة علي, signed. Both have to be in Moodle afterwards,',
      'and their records in Zoho CRM have to hold the ids of their Moodle users.',
    ],
    async play(stage) {
      const sent = [await enrol(stage, STUDENTS.marie), await enrol(stage, STUDENTS.saraInArabic)];
      return [
        finding('Marie Modèle and سارة علي', 'created, created', sent.map(actionOf).join(', ')),
        finding(
          'their first names in Moodle',
          'Marie, سارة',
          [userOf(stage, STUDENTS.marie)?.firstname, userOf(stage, STUDENTS.saraInArabic)?.firstname].join(
            ', ',
          ),
        ),
        finding(
          'the Moodle id in Zoho CRM',
          userOf(stage, STUDENTS.marie)?.id,
          crmRecord(stage, STUDENTS.marie)?.Student_Moodle_ID,
        ),
      ];
    },
  },
  {
    title: 'A student whom Moodle knows already',
    story: ['Somebody entered Jean Exemple in Moodle by hand. He is found by his address: no second Jean.'],
    async play(stage) {
      const before = stage.world.moodle.users.others.length;
      await enrol(stage, STUDENTS.jean);
      return [
        finding('users that Jean added to Moodle', 0, stage.world.moodle.users.others.length - before),
        finding(
          'the user who carries Jean’s record id',
          JEAN_IN_MOODLE.username,
          userOf(stage, STUDENTS.jean)?.username,
        ),
      ];
    },
  },
  {
    title: 'A student marries',
    story: ['Marie Modèle becomes Marie Exemple in Zoho CRM; Moodle has to follow.'],
    async play(stage) {
      await stage.send(template('marriage', STUDENTS.marie, { fields: { Last_Name: 'Exemple' } }));
      return [finding('Marie, married, in Moodle', 'Exemple', userOf(stage, STUDENTS.marie)?.lastname)];
    },
  },
  {
    title: 'The same delivery twice',
    story: ['Zoho is not sure that it arrived and sends it again. It is logged, and never processed twice.'],
    async play(stage) {
      const sent = await stage.send(
        template('marriage', STUDENTS.marie, { fields: { Last_Name: 'Exemple' } }),
      );
      return [finding('the repeated delivery', 'duplicate', sent.body.status)];
    },
  },
  {
    title: 'Two changes that overtook each other',
    story: [
      'Jean moved to Lyon, then to Paris. The later change arrives first; the older one must not undo it.',
    ],
    async play(stage) {
      await stage.send(template('paris', STUDENTS.jean, { fields: { City: 'Paris' }, at: inMs(0) }));
      const late = await stage.send(
        template('lyon', STUDENTS.jean, { fields: { City: 'Lyon' }, at: inMs(-HOUR_MS) }),
      );
      return [finding('the change that came late', 'superseded', actionOf(late))];
    },
  },
  {
    title: 'A webhook that carries only an id',
    story: ['The simplest webhook of all: {"zoho_id": "…"}. The rest is read from Zoho CRM.'],
    async play(stage) {
      const sent = await stage.send(studentDelivery('thin', report('thin', STUDENTS.omar)));
      return [
        finding('عمر مثال, from an id alone', 'created', actionOf(sent)),
        finding('his first name in Moodle', 'عمر', userOf(stage, STUDENTS.omar)?.firstname),
      ];
    },
  },
  MISTAKES_SCENE,
  UNREADABLE_SCENE,
  {
    title: 'One delivery, many students',
    story: ['A channel of Zoho CRM reports three records at once. Each becomes an event of its own.'],
    async play(stage) {
      const people = [STUDENTS.marie, STUDENTS.saraInArabic, STUDENTS.omar];
      const ids = people.map(({ id }) => id);
      const delivery = notificationDelivery({ ids, token: stage.notificationToken, atMs: Date.now() });
      const { body } = await stage.send(delivery, 'none');
      for (const id of ids) await stage.eventOf(id, isOver);
      return [finding('events of one delivery', 3, Object(body.events).length)];
    },
  },
  {
    title: 'A stranger',
    story: ['Someone who does not know the secret sends a student. It is refused, and nothing is kept.'],
    async play(stage) {
      const before = (await stage.stats()).total_events;
      const sent = await stage.send(template('stranger', STUDENTS.marie), 'wrong');
      return [
        finding(
          'the answer to a wrong signature',
          '401 Invalid signature',
          `${sent.status} ${sent.body.error}`,
        ),
        finding('events that the stranger left', 0, (await stage.stats()).total_events - before),
      ];
    },
  },
  {
    title: 'Moodle is down',
    story: [
      'Moodle answers 503 to everything while three students enrol. Zoho CRM is told "200" all the same.',
      'The service tries again, and nothing is lost: when Moodle is back, each student arrives there once.',
    ],
    async play(stage) {
      const people = crowd(stage, DURING_OUTAGE, 100);
      const [last] = people.slice(-1) as [SeedStudent];
      const { moodle } = stage.world;
      moodle.fail(...Array(1000).fill({ status: 503, headers: { 'retry-after': '1' } }));
      const deliveries = people.map((person) => template('outage', person));
      stage.tell(deliveries, await stage.sender.burst(deliveries));
      const waiting = await stage.eventOf(
        last.id,
        ({ status, error_message }) => status === 'pending' && error_message !== null,
      );
      moodle.clearFaults();
      const ended: (LoggedEvent | undefined)[] = [];
      for (const { id } of people) ended.push(await stage.eventOf(id, isOver));
      const users = people.map(
        (person) => moodle.users.others.filter(({ idnumber }) => idnumber === person.id).length,
      );
      return [
        finding('a student while Moodle is down', 'pending', waiting?.status),
        finding(
          'the three when Moodle is back',
          'completed × 3',
          describe(ended.map((event) => String(event?.status))),
        ),
        finding('what it is told to wait for', 'Moodle', /Moodle/.exec(String(waiting?.error_message))?.[0]),
        finding('users of the three in Moodle', '1 × 3', describe(users.map(String))),
      ];
    },
  },
  {
    title: 'A busy minute',
    story: [`The office saves ${BURST} students at once, and Zoho sends each twice.`],
    async play(stage) {
      const people = crowd(stage, BURST, 200);
      const deliveries = people.map((person) => template('burst', person));
      const sent = await stage.sendAll([...deliveries, ...deliveries]);
      const repeats = sent.filter(({ body }) => body.status === 'duplicate');
      return [finding(`duplicates among ${sent.length} deliveries`, BURST, repeats.length)];
    },
  },
];

/** Students that the CRM has only just learned of. */
function crowd({ world }: Stage, count: number, from: number): SeedStudent[] {
  const people = Array.from({ length: count }, (_, index) => {
    const number = from + index;
    const id = `455400000000000${String(number).padStart(4, '0')}`;
    const email = `student.${number}@example.edu`;
    return { id, number: `A01B${String(number).padStart(4, '0')}C`, first: 'Jean', last: 'Exemple', email };
  });
  for (const person of people) world.zoho.put('BTEC_Students', recordOf(person, Date.now()));
  return people;
}

function userOf({ world }: Stage, { id }: SeedStudent) {
  return world.moodle.users.others.find(({ idnumber }) => idnumber === id);
}

function crmRecord({ world }: Stage, { id }: SeedStudent) {
  return world.zoho.crm.records.get('BTEC_Students', id);
}

function describe(values: readonly string[]): string {
  return `${[...new Set(values)].join(', ')} × ${values.length}`;
}
