import type { Count } from '../../sentences/plural.ts';
import type { Messages } from './en.ts';
import { acts } from './parts/acts.ts';
import { event } from './parts/event.ts';
import { leaving } from './parts/leaving.ts';
import { lists } from './parts/lists.ts';
import { needs } from './parts/needs.ts';
import { overview } from './parts/overview.ts';
import { rows } from './parts/rows.ts';
import { students } from './parts/students.ts';
import { suggestions } from './parts/suggestions.ts';
import { talk } from './parts/talk.ts';

/** A no-break space (U+00A0) goes before `:`, `;`, `!`, `?` and inside « ». */
export const fr = (count: Count): Messages => ({
  product: 'Zoho Event Hub',
  skip: 'Aller au contenu',
  menu: 'Pages',
  pages: {
    overview: 'Vue d’ensemble',
    problems: 'Problèmes',
    events: 'Événements',
    suggestions: 'Suggestions',
    students: 'Étudiants',
    actions: 'Actions',
    health: 'État',
  },
  display: {
    language: 'Langue',
    theme: 'Thème',
    themes: { auto: 'Comme l’appareil', light: 'Clair', dark: 'Sombre' },
    signedInAs: (name) => `Session ouverte par ${name}`,
    signOut: 'Se déconnecter',
  },
  signIn: {
    title: 'Connexion',
    intro:
      'Le jeton d’opérateur ouvre cette page. Il se trouve dans data/operator-token, et le service affiche un lien de connexion à son démarrage.',
    token: 'Jeton d’opérateur',
    name: 'Votre nom',
    nameHint: 'Facultatif. Il est noté à côté de ce que vous faites.',
    submit: 'Se connecter',
    wrong: 'Ce n’est pas le jeton d’opérateur. Copiez-le de nouveau, en entier et sans espace.',
    tooMany: 'Trop de tentatives. Attendez une minute, puis réessayez.',
    signedIn: 'La connexion est établie.',
    continue: 'Ouvrir le tableau de bord',
  },
  status: {
    pending: 'En attente',
    processing: 'En cours',
    completed: 'Traité',
    failed: 'En échec',
    duplicate: 'Doublon',
  },
  source: { zoho: 'Zoho CRM', zoho_desk: 'Zoho Desk' },
  unit: {
    students: (n) => count(n, { one: '# étudiant', other: '# étudiants' }),
  },
  overview: overview.fr(count),
  events: {
    title: 'Événements',
    filter: 'Filtrer',
    text: 'Rechercher',
    textHint: 'Nom, numéro, e-mail, partie d’un identifiant ou d’une erreur',
    status: 'Statut',
    source: 'Source',
    module: 'Module',
    type: 'Type',
    span: 'Réception',
    any: 'Tous',
    spans: {
      any: 'À tout moment',
      hour: 'Depuis une heure',
      day: 'Depuis 24 heures',
      week: 'Depuis 7 jours',
      month: 'Depuis 30 jours',
      custom: 'Entre deux dates',
    },
    since: 'Du',
    until: 'Au',
    zoneHint: (zone) => `Les heures sont celles du fuseau ${zone}.`,
    apply: 'Afficher',
    clear: 'Effacer le filtre',
    matches: (n) =>
      count(n, {
        zero: 'Aucun événement ne correspond.',
        one: '# événement correspond.',
        other: '# événements correspondent.',
      }),
    atLeast: (n) =>
      count(n, {
        one: 'Au moins # événement correspond.',
        other: 'Au moins # événements correspondent.',
      }),
    searchedPart: 'Seule une partie du journal a été parcourue jusqu’ici.',
    continueSearch: 'Chercher plus loin dans le passé',
    newest: 'Plus récents',
    older: 'Plus anciens',
    none: 'Essayez une période plus longue, ou effacez le filtre.',
    noneYet: 'Les événements s’affichent ici dès leur arrivée.',
    replayAll: 'Relancer tous ceux qui correspondent',
  },
  acts: acts.fr(count),
  lists: lists.fr(count),
  needs: needs.fr(count),
  leaving: leaving.fr(count),
  talk: talk.fr(count),
  rows: rows.fr(count),
  replay: {
    title: 'Relancer',
    about: (n) =>
      count(n, {
        zero: 'Aucun événement ne peut être relancé.',
        one: 'Un événement sera traité de nouveau.',
        other: '# événements seront traités de nouveau.',
      }),
    scope:
      'Les événements en attente, les répétitions exactes et les contenus illisibles ne sont pas touchés. Relancer est sans risque : rien n’est appliqué deux fois.',
    sample: 'Parmi eux',
    confirm: (n) => count(n, { one: 'Relancer # événement', other: 'Relancer # événements' }),
    cancel: 'Revenir sans relancer',
    done: (n) =>
      count(n, {
        zero: 'Aucun événement n’a été relancé.',
        one: '# événement attend d’être traité de nouveau.',
        other: '# événements attendent d’être traités de nouveau.',
      }),
  },
  event: event.fr(count),
  suggestions: suggestions.fr(count),
  students: students.fr(count),
  health: {
    title: 'État',
    check: 'Contrôle automatique',
    checked: 'Contrôlé le',
    checkedAgain: 'puis toutes les demi-heures',
    notChecked: 'Les systèmes extérieurs n’ont pas encore été contrôlés.',
    notCheckedHint: 'Ceux qui sont connectés le sont après le démarrage, puis toutes les demi-heures.',
    found: { problem: 'À corriger', well: 'Fonctionne', off: 'Non configuré' },
    service: 'Ce service',
    version: 'Version',
    processor: 'Traitement',
    running: 'en marche',
    stopped: 'arrêté',
    store: 'Base de données',
    writable: 'accepte les écritures',
    notWritable: 'n’accepte pas d’écriture',
    outside: 'Systèmes extérieurs',
    notConnected: 'Aucun système extérieur n’a été appelé depuis le démarrage.',
    notConnectedHint:
      'Zoho et Moodle s’affichent ici au premier appel ; le README énumère les réglages qui les connectent.',
    lastSuccess: 'Dernier succès',
    lastError: 'Dernière erreur',
    never: 'rien depuis le démarrage',
    states: { well: 'Fonctionne', failing: 'En panne' },
  },
  refusal: {
    title: 'Cela n’a pas fonctionné',
    back: 'Retour à la vue d’ensemble',
    notFound: 'Cette page n’existe pas. Le lien est peut-être ancien ou mal saisi.',
    eventNotFound: 'Cet événement n’existe pas. Il a peut-être été purgé.',
    ticketNotFound: 'Ce ticket n’est pas connu ici : il n’a pas encore été lu, ou il a été purgé.',
    problemNotFound: 'Ce problème n’existe pas.',
    studentNotFound: 'Cet étudiant n’existe pas.',
    invalid:
      'L’adresse de cette page contient quelque chose d’incompréhensible. Effacez le filtre et réessayez.',
    readOnly:
      'Vous êtes connecté avec un jeton qui ne permet que la lecture. Connectez-vous avec le jeton d’opérateur pour modifier quelque chose.',
    crossSite:
      'Le formulaire venait d’un autre site, rien n’a donc été fait. Ouvrez le tableau de bord lui-même et réessayez.',
    tooMany: 'Trop de requêtes en une minute. Patientez un peu, puis réessayez.',
    unavailable:
      'La base de données n’accepte pas d’écriture en ce moment. Rien n’a été modifié ; réessayez dans une minute.',
    internal: 'Une erreur s’est produite ici. Le journal en contient les détails.',
  },
});
