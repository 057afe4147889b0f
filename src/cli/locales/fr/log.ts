import { TARGETS } from '../../../sentences/acted-on.ts';
import { DONE } from '../../../sentences/done.ts';
import { counting } from '../../../sentences/plural.ts';
import { STEP_NAMES } from '../../../sentences/step-names.ts';
import type { LogTexts } from '../load.ts';
import { common } from './common.ts';

const count = counting('fr', String);
const { events: eventsIn } = common;

export const events: LogTexts['events'] = {
  rows: { limit: 'combien (20)' },
};

export const show: LogTexts['show'] = {
  rows: { json: 'un objet JSON, avec le problème dont l’événement fait partie' },
  notes:
    'ID est le numéro qui précède l’événement dans « events ». Le code de retour est 1 quand cet événement n’existe pas.',
  giveNumber: 'Donnez le numéro d’un événement, par exemple : show 17.',
  attempt: (number) => `tentative ${number}`,
  outcomes: {
    completed: 'réussie',
    failed: 'échouée',
    retry: 'sera refaite',
    lost: 'interrompue',
    released: 'rendue à l’arrêt du service',
  },
  erased: 'Son contenu a été effacé.',
  isOpen: 'a encore besoin de quelqu’un',
  mendedBy: (event) => `réglé par l’événement ${event}`,
  setAsideBy: (name, reason) => `classé par ${name} : ${reason}`,
};

export const stats: LogTexts['stats'] = {
  rows: {
    json: 'un objet JSON, avec aussi les dix derniers événements, comme GET /api/v1/events/stats les donne',
  },
  events: eventsIn,
};

export const tail: LogTexts['tail'] = {
  rows: { failed: 'seulement ce qui échoue', limit: 's’arrête après N lignes' },
  notes:
    'Un événement est montré chaque fois qu’il change : en attente, en cours, traité. Ctrl+C met fin à la commande. Le code de retour est 1 quand le service s’arrête.',
  watching: 'En attente : les événements s’affichent dès leur arrivée.',
  noEvents: (status) => `Le service a répondu ${status}, sans événements.`,
  closed: 'Le service a fermé la connexion ; il est peut-être en train de redémarrer.',
};

export const replay: LogTexts['replay'] = {
  rows: {
    id: 'un seul événement, par le numéro qui le précède dans « events »',
    wait: 'avec --id : attend jusqu’à une minute la fin du traitement, et la dit',
    all: 'nécessaire quand aucun filtre n’est donné',
    dryRun: 'dit ce qui serait relancé, et ne change rien',
  },
  notes:
    'Les événements traités ou en échec sont relancés, les plus anciens d’abord. Le service peut être en marche et les reprend en quelques secondes ; s’il est arrêté, ils attendent son démarrage. Avec --id, le code de retour est 1 quand cet événement ne peut pas être relancé ; avec --wait, aussi quand il échoue de nouveau ou n’est pas terminé à temps.',
  idAlone: '--id ne va avec aucun filtre.',
  waitNeedsId: '--wait va avec --id.',
  nameSome: 'Dites avec des filtres ce qu’il faut relancer, ou donnez --all.',
  done: (id) => `L’événement ${id} est traité de nouveau.`,
  notEnded: (id) => `L’événement ${id} n’est pas encore terminé : le service est-il en marche ?`,
  refused: {
    not_found: common.noEvent,
    unfinished: (id) => `L’événement ${id} n’est pas encore terminé.`,
    unreadable: (id) => `L’événement ${id} était illisible, et son contenu reste le même.`,
    erased: (id) => `L’événement ${id} a été effacé ; il n’en reste rien.`,
  },
  isRepeat: (id, original) =>
    `L’événement ${id} est une répétition exacte de l’événement ${original} ; relancez celui-là.`,
  progress: 'relancés',
  would: (replayable, matched, passedOver) =>
    `${count(replayable, { one: `# sur ${matched} serait relancé`, other: `# sur ${matched} seraient relancés` })}${passedOver}.`,
  replayed: (replayed, matched, passedOver) =>
    `${count(replayed, { one: `# sur ${matched} est traité de nouveau`, other: `# sur ${matched} sont traités de nouveau` })}${passedOver}.`,
  passedOver: (parts) => ` ; laissés de côté : ${parts}`,
  skipped: {
    unfinished: (n) => count(n, { one: '# inachevé', other: '# inachevés' }),
    duplicate: (n) => count(n, { one: '# répétition', other: '# répétitions' }),
    unreadable: (n) => count(n, { one: '# illisible', other: '# illisibles' }),
    erased: (n) => count(n, { one: '# effacé', other: '# effacés' }),
  },
};

export const problems: LogTexts['problems'] = {
  rows: {
    state: 'open (ouvert), mended (réglé) ou set_aside (classé) ; open sans cette option',
    limit: 'combien (50)',
    reason: 'pourquoi rien ne sera fait',
    event: 'seulement cet événement du problème, par son numéro',
    by: 'qui décide (votre nom sur cette machine)',
    json: 'un objet JSON par ligne ; pour une décision, un seul objet',
  },
  notes:
    'Un problème est une cause avec les événements qu’elle a fait échouer. Il se ferme de lui-même quand ses fiches ont réussi depuis. Le code de retour est 1 quand ce problème n’existe pas, ou qu’il n’y a rien à faire.',
  exampleReason: 'fait à la main',
  giveNumber: 'Donnez le numéro du problème.',
  sayWhat: 'Dites quoi faire : set-aside (classer) ou reopen (rouvrir).',
  sayWhy: 'Dites pourquoi avec --reason.',
  states: { open: 'ouvert', mended: 'réglé', set_aside: 'classé' },
  openEvents: (n) => count(n, { one: '# ouvert', other: '# ouverts' }),
  done: (id, n) => `C’est fait, pour ${eventsIn(n)} du problème ${id}.`,
  notFound: (id) => `Le problème ${id} n’existe pas.`,
  nothingToDo: (id) => `Il n’y a rien à faire pour le problème ${id}.`,
};

export const actions: LogTexts['actions'] = {
  rows: { limit: 'combien (50)' },
  notes:
    'Les plus récentes d’abord : relances, suggestions, problèmes classés, effacements, et ce que le service a fait de lui-même.',
  words: DONE.fr,
  targets: TARGETS.fr,
  steps: STEP_NAMES.fr,
};
