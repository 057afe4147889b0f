import type { Count } from '../../../sentences/plural.ts';
import type { Part } from './part.ts';

const en = (count: Count) => ({
  nothingYet: 'No event has arrived yet.',
  nothingYetHint: 'Point a webhook in Zoho at this service, or send a sample with "npm run cli -- send".',
  arrived: (n: number) =>
    count(n, {
      zero: 'Nothing arrived in the last 24 hours.',
      one: '# event arrived in the last 24 hours.',
      other: '# events arrived in the last 24 hours.',
    }),
  waiting: (n: number) => count(n, { one: '# is waiting.', other: '# are waiting.' }),
  oldestWaiting: 'The oldest has waited since',
  bySource: 'Events by source',
  total: 'In the log',
  differs: (n: number) =>
    count(n, {
      one: '# duplicate came with another content than its original.',
      other: '# duplicates came with another content than their originals.',
    }),
  rates: 'The last 24 hours',
  ratesHint: 'Events per minute, mean of five minutes',
  accepted: 'Accepted',
  processed: 'Processed',
  hour: 'Hour',
  asTable: 'Show as a table, hour by hour',
  newest: 'Newest events',
  allEvents: 'All events',
  safety: 'Verification and automation',
  verified: 'Every webhook is verified.',
  openRoutes: 'Not verified:',
  unverified: (routes: string) =>
    `Webhooks are not verified: anyone may send to ${routes}. Set ZOHO_WEBHOOK_SECRET, then restart the service.`,
  since: 'since',
  flags: {
    tickets: 'Tickets',
    students: 'Students',
    access: 'Other',
    lostTickets: 'Look for lost tickets',
    create: 'Create users in Moodle',
    update: 'Update users in Moodle',
    suspend: 'Suspend users in Moodle',
    writeBack: 'Write the Moodle id to Zoho CRM',
    metrics: 'Anyone may read the metrics',
    unsigned: 'Production may start unverified',
  },
  on: 'on',
  off: 'off',
  flagsHint: 'What is on, the service writes outside by itself. All the rest waits for a person.',
});

/** The first page: is all well? */
export const overview: Part<ReturnType<typeof en>> = {
  en,
  fr: (count) => ({
    nothingYet: 'Aucun événement n’est encore arrivé.',
    nothingYetHint:
      'Dirigez un webhook de Zoho vers ce service, ou envoyez un exemple avec « npm run cli -- send ».',
    arrived: (n) =>
      count(n, {
        zero: 'Rien n’est arrivé ces dernières 24 heures.',
        one: '# événement est arrivé ces dernières 24 heures.',
        other: '# événements sont arrivés ces dernières 24 heures.',
      }),
    waiting: (n) => count(n, { one: '# est en attente.', other: '# sont en attente.' }),
    oldestWaiting: 'Le plus ancien attend depuis le',
    bySource: 'Événements par source',
    total: 'Dans le journal',
    differs: (n) =>
      count(n, {
        one: '# doublon est arrivé avec un autre contenu que l’original.',
        other: '# doublons sont arrivés avec un autre contenu que leur original.',
      }),
    rates: 'Les dernières 24 heures',
    ratesHint: 'Événements par minute, moyenne sur cinq minutes',
    accepted: 'Reçus',
    processed: 'Traités',
    hour: 'Heure',
    asTable: 'Afficher en tableau, heure par heure',
    newest: 'Derniers événements',
    allEvents: 'Tous les événements',
    safety: 'Vérification et automatismes',
    verified: 'Chaque webhook est vérifié.',
    openRoutes: 'Sans vérification :',
    unverified: (routes) =>
      `Les webhooks ne sont pas vérifiés : n’importe qui peut envoyer à ${routes}. Renseignez ZOHO_WEBHOOK_SECRET, puis redémarrez le service.`,
    since: 'depuis le',
    flags: {
      tickets: 'Tickets',
      students: 'Étudiants',
      access: 'Autres',
      lostTickets: 'Rechercher les tickets perdus',
      create: 'Créer des comptes Moodle',
      update: 'Mettre à jour des comptes Moodle',
      suspend: 'Suspendre des comptes Moodle',
      writeBack: 'Inscrire l’identifiant Moodle dans Zoho CRM',
      metrics: 'Les mesures sont lisibles par tous',
      unsigned: 'Démarrage sans vérification en production',
    },
    on: 'activé',
    off: 'désactivé',
    flagsHint:
      'Un automatisme activé laisse le service écrire de lui-même à l’extérieur. Tout le reste attend une personne.',
  }),
  ar: (count) => ({
    nothingYet: 'لم يصل أي حدث بعد.',
    nothingYetHint:
      'وجّه خطاف ويب من Zoho إلى هذه الخدمة، أو أرسل مثالًا بالأمر \u2066npm run cli -- send\u2069.',
    arrived: (n) =>
      count(n, {
        zero: 'لم يصل شيء خلال آخر 24 ساعة.',
        one: 'وصل حدث واحد خلال آخر 24 ساعة.',
        two: 'وصل حدثان خلال آخر 24 ساعة.',
        few: 'وصلت # أحداث خلال آخر 24 ساعة.',
        many: 'وصل # حدثًا خلال آخر 24 ساعة.',
        other: 'وصل # حدث خلال آخر 24 ساعة.',
      }),
    waiting: (n) =>
      count(n, {
        one: 'حدث واحد ينتظر.',
        two: 'حدثان ينتظران.',
        few: '# أحداث تنتظر.',
        many: '# حدثًا تنتظر.',
        other: '# حدث تنتظر.',
      }),
    oldestWaiting: 'أقدمها ينتظر منذ',
    bySource: 'الأحداث حسب المصدر',
    total: 'في السجل',
    differs: (n) =>
      count(n, {
        one: 'وصل حدث مكرر واحد بمحتوى مختلف عن الأصل.',
        two: 'وصل حدثان مكرران بمحتوى مختلف عن الأصل.',
        few: 'وصلت # أحداث مكررة بمحتوى مختلف عن الأصل.',
        many: 'وصل # حدثًا مكررًا بمحتوى مختلف عن الأصل.',
        other: 'وصل # حدث مكرر بمحتوى مختلف عن الأصل.',
      }),
    rates: 'آخر 24 ساعة',
    ratesHint: 'عدد الأحداث في الدقيقة، بمتوسط خمس دقائق',
    accepted: 'المستلَمة',
    processed: 'المعالَجة',
    hour: 'الساعة',
    asTable: 'عرض كجدول، ساعة بساعة',
    newest: 'أحدث الأحداث',
    allEvents: 'كل الأحداث',
    safety: 'التحقق والإجراءات التلقائية',
    verified: 'كل خطاف ويب يُتحقق من مصدره.',
    openRoutes: 'دون تحقق:',
    unverified: (routes) =>
      `لا يجري التحقق من خطافات الويب: يستطيع أي شخص الإرسال إلى ${routes}. عيّن ZOHO_WEBHOOK_SECRET ثم أعد تشغيل الخدمة.`,
    since: 'منذ',
    flags: {
      tickets: 'التذاكر',
      students: 'الطلاب',
      access: 'غير ذلك',
      lostTickets: 'البحث عن التذاكر المفقودة',
      create: 'إنشاء حسابات في Moodle',
      update: 'تحديث حسابات في Moodle',
      suspend: 'تعليق حسابات في Moodle',
      writeBack: 'كتابة معرّف Moodle في Zoho CRM',
      metrics: 'القياسات متاحة للجميع',
      unsigned: 'بدء التشغيل الفعلي دون تحقق',
    },
    on: 'مفعّل',
    off: 'متوقف',
    flagsHint:
      'الإجراء المفعّل يسمح للخدمة بالكتابة في الأنظمة الخارجية من تلقاء نفسها. وكل ما عداه ينتظر شخصًا.',
  }),
};
