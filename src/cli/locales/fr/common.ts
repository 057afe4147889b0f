import { counting } from '../../../sentences/plural.ts';
import type { Common } from '../load.ts';

const count = counting('fr', String);

/** A space that no line is broken at (U+00A0) stands before `:`, `;`, `!`, `?` and inside of « ». */
export const common: Common = {
  usage: 'Utilisation :',
  example: 'Exemple :',
  examples: 'Exemples :',
  names: {
    COMMAND: 'COMMANDE',
    OPTIONS: '[options]',
    FILTERS: 'FILTRES',
    FILE: 'FICHIER',
    BODY_FILE: 'FICHIER_DU_CORPS',
    TEXT: 'TEXTE',
    NAME: 'NOM',
    ADDRESS: 'ADRESSE',
    STATUS: 'STATUT',
    STATE: 'ÉTAT',
    SOURCE: 'SOURCE',
    MODULE: 'MODULE',
    TYPE: 'TYPE',
    TIME: 'MOMENT',
    FORMAT: 'FORMAT',
    VALUE: 'VALEUR',
  },
  overview: `--version indique la version du programme. Ajoutez --help à une commande pour voir ses options et des exemples, --json pour une sortie destinée à d’autres programmes.
Ce qui ne va pas est dit en une phrase sur la sortie d’erreur.
Codes de retour : 0 tout va bien, 1 quelque chose ne va pas, 2 commande mal écrite.`,
  summaries: {
    doctor: 'Tout contrôler, de la machine à Zoho et Moodle, et dire quoi faire',
    send: 'Envoyer au service un exemple signé, ou un fichier, et montrer la réponse',
    verify: 'Expliquer pourquoi une signature ne correspond pas : clé, octets ou horloge',
    events: 'Montrer les derniers événements du journal',
    show: 'Montrer un événement : ce qui est arrivé, chaque tentative et le résultat',
    problems: 'Montrer ce qui a besoin d’une personne, le classer ou le rouvrir',
    stats: 'Compter les événements par statut et par source',
    tail: 'Montrer les événements à mesure qu’ils arrivent et changent',
    replay: 'Relancer des événements : un seul, ou tous ceux qui correspondent',
    reconcile:
      'Retrouver les étudiants et les tickets dont le webhook s’est perdu, et ajouter un événement pour chacun',
    students: 'Montrer les étudiants, ou détacher l’un d’eux de son utilisateur Moodle',
    suggestions: 'Montrer les suggestions pour les tickets, en appliquer ou en écarter une',
    erase: 'Effacer une personne du journal, des étudiants et des suggestions',
    prune: 'Supprimer les anciens événements traités et les anciens doublons',
    export: 'Écrire des événements ou des étudiants dans un fichier, en lignes JSON ou en CSV',
    backup: 'Copier la base de données dans un fichier et contrôler la copie',
    move: 'Déplacer le journal vers une autre base : d’un fichier à PostgreSQL, ou l’inverse',
    zoho: 'Demander à Zoho d’envoyer ses changements à ce service, le voir ou y mettre fin',
    rehearse: 'Essayer sur votre Moodle, avec un utilisateur d’essai, ce qui est fait pour les étudiants',
    test: 'Mettre à l’épreuve un service en marche : état, compteurs, ticket, signatures, requêtes fautives',
    rules: 'Dire quelles règles s’appliquent à un ticket donné dans un fichier, et pourquoi',
    alert: 'Envoyer un essai par chaque voie des alertes',
    actions: 'Montrer ce que les opérateurs ont fait : qui, quand, sur quoi',
    secret: 'Créer un secret au hasard',
  },
  filters: {
    failed: 'seulement ce qui a échoué, avec la raison',
    status:
      'pending (en attente), processing (en cours), completed (traité), failed (en échec) ou duplicate (doublon)',
    source: 'zoho (CRM) ou zoho_desk',
    module: 'par exemple BTEC_Students',
    type: 'insert (création), update (modification), delete (suppression), ou un nom de Zoho Desk comme Ticket_Add',
    record: 'seulement les événements d’une fiche de Zoho',
    event: 'seulement l’événement qui porte cet identifiant de l’expéditeur, et ses répétitions',
    cause: 'une seule cause d’échec, en anglais ; … remplace un identifiant',
    text: 'une partie d’un identifiant, d’une erreur ou d’un contenu',
    problem: 'seulement les événements de ce problème',
    since: 'reçu à partir de : il y a 24h ou 7d (jours), une date (UTC), ou ISO 8601 avec un fuseau',
    until: 'reçu avant ce moment',
  },
  service: {
    url: 'le service (http://localhost et WEBHOOK_PORT)',
    token: 'le jeton d’opérateur (OPERATOR_TOKEN, ou le fichier à côté de la base)',
  },
  jsonLines: 'un objet JSON par ligne',
  jsonObject: 'un objet JSON',

  statuses: {
    pending: 'en attente',
    processing: 'en cours',
    completed: 'traité',
    failed: 'en échec',
    duplicate: 'doublon',
  },
  shown: (shown, total) =>
    count(shown, { one: `# sur ${total} affiché.`, other: `# sur ${total} affichés.` }),
  noEvent: (id) => `L’événement ${id} n’existe pas.`,

  goOn: (question) => `${question} Continuer ? (oui/non) `,
  yes: ['o', 'oui', 'y', 'yes'],

  noCommand: (name) => `La commande « ${name} » n’existe pas.`,
  see: (command) => `Voir : npm run cli -- ${command}`,
  unknownOption: (option) => `L’option ${option} n’existe pas.`,
  valueMissing: (option) => `Il manque une valeur à ${option}.`,
  valueTooMany: (option) => `${option} ne prend pas de valeur.`,
  takenByNpm: (options) =>
    `npm a gardé ${options} pour lui. Écrivez « -- » devant la commande et, dans PowerShell, npm.cmd à la place de npm.`,
  wordTooMany: (word) => `« ${word} » est un mot de trop.`,
  notWhole: (option, maximum) => `--${option} doit être un nombre entier de 1 à ${maximum}.`,
  notOneOf: (option, known) => `--${option} doit être l’un de ces mots : ${known}.`,
  notTime: (option) =>
    `--${option} doit être un moment : il y a 24h ou 7d (jours), 2026-11-21, ou 2026-11-21T08:00:00Z.`,
  notAddress: (example) => `--url doit être une adresse telle que ${example}.`,
  fileUnreadable: (file) => `Le fichier ${file} ne peut pas être lu.`,
  secretMissing: 'Donnez --secret, ou renseignez ZOHO_WEBHOOK_SECRET.',
  noLog: (place) =>
    `Il n’y a pas encore de journal dans ${place} : démarrez le service une fois, ou renseignez DATABASE_URL.`,
  nothingAnswers: (origin) =>
    `Rien ne répond à ${origin} : le service est-il en marche ? Démarrez-le avec « npm start ».`,
  tokenUnknown:
    'Le service ne connaît pas ce jeton d’opérateur : donnez --token, ou renseignez OPERATOR_TOKEN.',
  tokenMissing: (file) => `Donnez --token : il n’y a pas de jeton d’opérateur dans ${file}.`,
  zohoUnset: 'Zoho n’est pas connecté : renseignez ZOHO_CLIENT_ID, ZOHO_CLIENT_SECRET et ZOHO_REFRESH_TOKEN.',
  moodleUnset: 'Moodle n’est pas connecté : renseignez MOODLE_BASE_URL et MOODLE_TOKEN.',
  defect: (stack) => `C’est un défaut du programme. Signalez-le, s’il vous plaît, avec ces lignes : ${stack}`,

  events: (n) => count(n, { one: '# événement', other: '# événements' }),
  students: (n) => count(n, { one: '# étudiant', other: '# étudiants' }),
  suggestions: (n) => count(n, { one: '# suggestion', other: '# suggestions' }),
};
