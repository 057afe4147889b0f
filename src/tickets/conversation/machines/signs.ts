/**
 * How machines write when their headers cannot be had. Add a phrase as it stands in the mail; case, accents and
 * direction marks do not matter. Taken from the automatic replies of Exchange, Gmail, Apple, Zoho, Zimbra and the
 * common help desks, and from the delivery reports of Exchange, Postfix, Exim, qmail and Gmail.
 */

/** Local parts that no person reads: one of them is enough. */
export const UNREAD_SENDERS: readonly (readonly [kind: 'bounce' | 'no_reply', pattern: RegExp])[] = [
  ['bounce', /^mailer[-_. ]?daemon/],
  ['bounce', /^(postmaster|mdaemon|mail[-_.]?delivery([-_.]?(subsystem|system))?)$/],
  ['bounce', /^microsoftexchange[0-9a-f]{16,}/],
  ['bounce', /^(bounces?|prvs|msprvs\d?|btv\d)[-+=]/],
  ['no_reply', /^(?:.*[-_. ])?(no|not|do[-_. ]?not|dont|never)[-_. ]?reply(\d+|[-_.+ ].*)?$/],
  ['no_reply', /^ne[-_. ]?pas[-_. ]?repondre/],
  [
    'no_reply',
    /^(nicht[-_. ]?antworten|keine[-_. ]?antwort|no[-_. ]?responder|nao[-_. ]?responda|non[-_. ]?rispondere|niet[-_. ]?beantwoorden)/,
  ],
];

/** Local parts behind which a program often writes and now and then a person: worth no more than a sign. */
export const SHARED_SENDERS =
  /^(support|help|helpdesk|help[-_.]desk|service[-_.]?desk|service|sav|ticket|tickets|desk|assistance|customer[-_.]?(service|care|support)|service[-_.]?client|kundenservice|soporte|suporte|supporto|destek|auto|auto[-_.]?(reply|response|responder|confirm|mail)|robot|bot|system|systeme|daemon|cron|root|notifications?|notify|alerts?|alertes?|mailer|newsletter)([-_.+].*)?$/;

/** Names of senders that are programs. */
export const MACHINE_NAMES: readonly string[] = [
  'mail delivery subsystem',
  'mail delivery system',
  'mail delivery service',
  'microsoft outlook',
  'microsoft exchange',
  'system administrator',
  'administrateur système',
  'systemadministrator',
  'administrador del sistema',
  'mailer-daemon',
  'postmaster',
  'auto reply',
  'autoreply',
  'auto-reply',
  'no reply',
  'no-reply',
  'noreply',
  'do not reply',
  'ne pas répondre',
  'nicht antworten',
  'no responder',
  'non rispondere',
  'não responder',
  'لا ترد',
  'عدم الرد',
];

/** A subject of a delivery report begins with one of these. */
export const BOUNCE_SUBJECTS: readonly string[] = [
  'undeliverable',
  'undelivered mail',
  'undelivered message',
  'mail delivery failed',
  'mail delivery failure',
  'mail delivery system',
  'delivery status notification',
  'delivery failure',
  'delivery has failed',
  'delivery delayed',
  'message not delivered',
  'failure notice',
  'returned mail',
  'warning: could not send message',
  'message non distribué',
  'message non remis',
  'message non délivré',
  'non remis :',
  'non remis:',
  'non distribuable',
  'échec de la remise',
  'échec de remise',
  "échec de l'envoi",
  'courrier non distribué',
  'notification de non-remise',
  'avis de non-remise',
  'remise retardée',
  'unzustellbar',
  'nicht zugestellt',
  'nachricht nicht zugestellt',
  'zustellung fehlgeschlagen',
  'zustellung verzögert',
  'no se puede entregar',
  'no entregado',
  'mensaje no entregado',
  'error de entrega',
  'entrega retrasada',
  'non recapitabile',
  'messaggio non recapitato',
  'mancato recapito',
  'não foi possível entregar',
  'não entregue',
  'mensagem não entregue',
  'falha na entrega',
  'onbestelbaar',
  'niet bezorgd',
  'teslim edilemedi',
  'iletilemedi',
  'teslim edilemeyen',
  'niedostarczalne',
  'nelivrat',
  'недоставленное сообщение',
  'تعذر التسليم',
  'تعذر تسليم',
  'لم يتم تسليم',
  'لم يتم التسليم',
  'فشل التسليم',
  'غير قابل للتسليم',
];

/** What only a delivery report carries: the fields of RFC 3464 and the codes of RFC 3463. */
export const BOUNCE_TEXT =
  /(final-recipient|original-recipient|diagnostic-code|reporting-mta|remote-mta)\s*:|\baction: (failed|delayed)\b|\b[45]\d\d[ -][45]\.\d{1,3}\.\d{1,3}\b|#[45]\.\d{1,3}\.\d{1,3}\b|\bsmtp;\s*\d{3}|delivery has failed to these recipients|this is the mail system at host|diagnostic information for administrators|informations de diagnostic pour les administrateurs|diagnoseinformationen für administratoren/i;
