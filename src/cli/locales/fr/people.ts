import { counting } from '../../../sentences/plural.ts';
import type { PeopleTexts } from '../load.ts';
import { common } from './common.ts';

const count = counting('fr', String);
const { events: eventsIn, students: studentsIn, suggestions: suggestionsIn } = common;

export const students: PeopleTexts['students'] = {
  rows: {
    list: 'les étudiants par leur fiche Zoho : numéro, nom, adresse, utilisateur Moodle',
    text: 'une partie d’un nom, d’un numéro, d’une adresse ou d’un identifiant',
    limit: 'combien (50)',
    release: 'oublie à quel utilisateur Moodle l’étudiant de cette fiche Zoho est relié',
    json: 'un objet JSON : zoho_id, moodle_user_id (null s’il n’y avait pas de lien) ; pour la liste, un par ligne',
  },
  notes:
    'Rien ne change dans Moodle ni dans Zoho. L’événement suivant de l’étudiant cherche de nouveau son utilisateur : par l’identifiant que Zoho envoie, le numéro d’identification, l’adresse e-mail et le numéro d’étudiant. Corrigez d’abord celui qui a mené au mauvais utilisateur. Le code de retour est 1 quand aucun étudiant n’a cette fiche.',
  sayWhat: 'Dites quoi faire : list (montrer) ou release (détacher).',
  giveId: 'Donnez l’identifiant Zoho de l’étudiant.',
  notFound: (record) => `Aucun étudiant n’a la fiche ${record}.`,
  notLinked: (record) => `La fiche ${record} n’est reliée à aucun utilisateur Moodle.`,
  released: (record, user) =>
    `La fiche ${record} n’est plus reliée à l’utilisateur Moodle ${user}. Son prochain événement le cherchera de nouveau.`,
};

export const suggestions: PeopleTexts['suggestions'] = {
  rows: {
    status:
      'waiting (en attente), planned (part bientôt), applying (en cours), applied (appliquée), dismissed (écartée), stale (dépassée) ou failed (en échec) ; waiting sans cette option',
    ticket: 'seulement celles de ce ticket',
    limit: 'combien (50)',
    yes: 'applique sans poser de question : ce qui est envoyé ne peut pas être repris',
    json: 'un objet JSON par ligne ; pour une décision, la réponse du service',
  },
  notes:
    'C’est le service en marche qui les applique, car lui seul parle à Zoho. Le code de retour est 1 quand il refuse.',
  sayWhat: 'Dites quoi faire : list (montrer), apply (appliquer) ou dismiss (écarter).',
  giveNumber: 'Donnez le numéro de la suggestion.',
  question: (id) =>
    `La suggestion ${id} sera appliquée dans Zoho, et un message envoyé ne peut pas être repris.`,
  nothingDone: 'Rien n’a été appliqué. Ajoutez --yes pour appliquer sans question.',
  became: (id, status) => `Suggestion ${id} : ${status}.`,
  statuses: {
    waiting: 'en attente',
    planned: 'part bientôt',
    applying: 'en cours',
    applied: 'appliquée',
    dismissed: 'écartée',
    stale: 'dépassée, car le ticket a changé entre-temps',
    failed: 'en échec ; rien n’a été écrit',
  },
  proposals: {
    link: (deal) => `relier le ticket à ${deal}`,
    dispatch: (department) => `déplacer le ticket vers ${department}`,
    reply: (address) => `répondre à ${address}`,
    ticket: (change) => `mettre à jour le ticket : ${change}`,
    deal: (change) => `mettre à jour l’affaire : ${change}`,
    note: (title) => `laisser une note sur l’affaire : ${title}`,
  },
};

const unseen = 'que le journal n’avait pas vus';

export const reconcile: PeopleTexts['reconcile'] = {
  rows: {
    since:
      'remonte à il y a 30m, 24h ou 7d (jours), à une date (UTC) ou à un moment ISO (sinon là où la dernière recherche s’est arrêtée)',
    dryRun: 'compte seulement ce qui manque',
  },
  notes:
    'La commande ne fait que lire dans Zoho. C’est le service qui traite les événements ; il peut être en marche. Les tickets sont comparés quand ZOHO_DESK_ORG_ID est renseigné, sauf si RECONCILE_TICKETS vaut false. Le code de retour est 1 quand Zoho ne répond pas ou refuse.',
  progress: 'fiches comparées',
  students: (changed, deleted, missing) =>
    `Étudiants comparés : ${count(changed, { one: '# modifié', other: '# modifiés' })}, ${count(deleted, { one: '# supprimé', other: '# supprimés' })} ; ${missing}`,
  tickets: (changed, missing) =>
    `Tickets comparés : ${count(changed, { one: '# modifié', other: '# modifiés' })} ; ${missing}`,
  wouldAppend: (n) =>
    count(n, {
      one: '# que le journal n’avait pas vu recevrait un événement.',
      other: `# ${unseen} recevraient un événement.`,
    }),
  appended: (n) =>
    count(n, {
      one: '# que le journal n’avait pas vu a reçu un événement.',
      other: `# ${unseen} ont reçu un événement.`,
    }),
};

export const erase: PeopleTexts['erase'] = {
  rows: {
    record: 'la fiche Zoho de la personne : ses événements et son étudiant',
    email:
      'les étudiants qui ont cette adresse, leurs événements, et tout ce qui la mentionne, avec tout ce qui est gardé des tickets concernés',
    dryRun: 'dit combien serait effacé, et ne change rien',
    yes: 'efface sans poser de question : rien n’en revient',
  },
  notes:
    'Les contenus, les octets, les résultats et les textes d’erreur sont vidés, et les étudiants supprimés ; les identifiants, les heures et les statuts restent, pour qu’une répétition soit encore reconnue. Avec --email, tout le journal est lu. Une adresse plus longue qui contient celle-ci est celle de quelqu’un d’autre ; une adresse écrite autrement (échappée ou codée) n’est pas trouvée. Rien ne reste non plus dans le fichier de la base ; les sauvegardes, les autres copies et les fichiers exportés sont à effacer par vous.',
  giveOne: 'Donnez --record ou --email.',
  badAddress: '--email doit être une adresse entière telle que sara.ali@example.edu.',
  progress: 'faits',
  question: (target) => `Tout ce qui est gardé de ${target} sera vidé, définitivement.`,
  anAddress: 'cette adresse e-mail',
  record: (id) => `la fiche ${id}`,
  nothingDone: 'Rien n’a été effacé. Ajoutez --yes pour effacer sans question.',
  would: (what) => `Serait effacé : ${what}`,
  done: (what) => `Effacé : ${what}`,
  what: (students, events, suggestions) =>
    `${studentsIn(students)}, ${events}, ${suggestionsIn(suggestions)}.`,
  events: eventsIn,
  waiting: (events, ended) =>
    `${eventsIn(events)} (dont ${count(ended, { one: '# attendait', other: '# attendaient' })} encore)`,
  leftIn: {
    journal:
      'Quelqu’un lit un état plus ancien de la base, par exemple une sauvegarde : jusqu’à la fin de cette lecture, des versions antérieures restent dans son fichier -wal.',
    old_pages:
      'Une version antérieure a créé cette base : arrêtez le service et lancez une fois « npm run cli -- prune --compact », sinon des octets peuvent rester dans son fichier.',
  },
  notReached:
    'Restent à votre charge : les sauvegardes, les autres copies de la base et les fichiers exportés.',
};

export const exporting: PeopleTexts['exporting'] = {
  rows: {
    format:
      'jsonl (un objet JSON par ligne) ou csv, avec la marque d’ordre des octets que les tableurs demandent',
    out: 'un nouveau fichier, lisible par vous seul ; sans cette option, tout est affiché',
    email: 'avec « person » : l’adresse de la personne',
    json: 'comme --format jsonl',
  },
  notes: `Les événements viennent du plus ancien au plus récent, avec leur contenu et leur résultat ; les étudiants dans l’ordre de leurs identifiants, y compris ceux qui sont supprimés dans Zoho.
Une personne est un seul objet JSON : ses fiches, leurs événements et leurs tickets avec contenus et tentatives, et les suggestions pour ces tickets. Ce qui nomme l’adresse de la personne en fait partie, mais rien d’un autre étudiant. Une adresse que plusieurs personnes partagent ne dit rien de l’une d’elles : --email la refuse, --record laisse de côté ce qui la nomme et le dit dans left_out.`,
  sayWhat: 'Dites quoi : events (événements), students (étudiants) ou person (une personne).',
  eitherOr: 'Donnez soit --record, soit --email.',
  progress: 'exportés',
  noFilter: (option, what) => `--${option} n’est pas un filtre de « export ${what} ».`,
  unwritable: (file) => `${file} ne peut pas être écrit : il existe déjà, ou son dossier n’existe pas.`,
  severalPeople: (records) =>
    `Plusieurs personnes ont cette adresse : les fiches ${records}. Donnez --record pour l’une d’elles.`,
};
