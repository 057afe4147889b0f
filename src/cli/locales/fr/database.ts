import { counting } from '../../../sentences/plural.ts';
import type { DatabaseTexts } from '../load.ts';
import { common } from './common.ts';

const sizes = new Intl.NumberFormat('fr');
const count = counting('fr', String);
const daysIn = (n: number) => count(n, { one: '# jour', other: '# jours' });
const rowsIn = (n: number) => count(n, { one: '# ligne', other: '# lignes' });

export const backup: DatabaseTexts['backup'] = {
  rows: { file: 'un nouveau fichier, lisible par vous seul' },
  notes:
    'La copie est la base à un instant donné ; le service peut être en marche. Elle est contrôlée avant que la commande ne la dise bonne ; une copie endommagée reste sous le nom FICHIER.part, et le code de retour est 1. Pour restaurer, arrêtez le service et mettez la copie à la place de la base, sans les fichiers -wal et -shm à côté.',
  giveFile: 'Donnez le FICHIER à écrire.',
  exists: (file) => `${file} existe déjà.`,
  unwritable: (file) => `${file} ne peut pas être écrit : créez d’abord son dossier.`,
  progress: 'pages copiées',
  done: (file, events, bytes) =>
    `${file} : ${common.events(events)}, ${sizes.format(bytes)} octets, copie contrôlée.`,
  damaged: (file, problem) => `${file} est endommagé : ${problem}`,
};

export const prune: DatabaseTexts['prune'] = {
  rows: {
    olderThan: 'reçus et terminés il y a plus de N jours (RETENTION_DAYS)',
    dryRun: 'dit combien serait supprimé, et ne supprime rien',
    compact:
      'ne supprime rien, mais réécrit le fichier de la base, qui ne garde alors aucun octet de ce qui a été supprimé auparavant ; le service doit être arrêté, et le disque a besoin de deux fois la taille du fichier',
  },
  notes:
    'Les événements en échec ou inachevés restent, les étudiants aussi. Les suggestions décidées partent avec les événements ; la dernière décision sur un ticket reste connue, sans ses textes. La répétition d’un événement supprimé compte comme un nouvel événement : gardez les événements plus longtemps que Zoho ne peut les renvoyer. Avec RETENTION_DAYS, le service le fait de lui-même une fois par jour.',
  badDays: '--older-than doit être un nombre de jours tel que 90d.',
  progress: 'supprimés',
  would: (events, suggestions, days) =>
    `Seraient supprimés : ${common.events(events)} et ${common.suggestions(suggestions)} de plus de ${daysIn(days)}.`,
  done: (events, suggestions, days) =>
    `Supprimés : ${common.events(events)} et ${common.suggestions(suggestions)} de plus de ${daysIn(days)}.`,
  writing: (place) => `Réécriture de ${place} : une dizaine de secondes par Gio.`,
  pages: 'pages réécrites',
  after: (seconds) => `après ${seconds} s`,
  compacted: (place, before, after) =>
    `${place} a été réécrit : ${sizes.format(before)} octets avant, ${sizes.format(after)} après. Il ne contient plus rien de ce qui a été supprimé.`,
};

export const move: DatabaseTexts['move'] = {
  rows: {
    to: 'vers où : postgres://utilisateur@serveur/base (vide), ou file:chemin (qui n’existe pas encore)',
    startOver: 'supprime ce qu’un déplacement antérieur a laissé dans cette base, et recommence',
    dryRun: 'dit ce qui serait déplacé, et si la cible l’accepte ; rien n’est écrit',
  },
  notes: `Le journal de DATABASE_URL est lu et reste tel quel. Arrêtez d’abord le service, toutes ses instances. Chaque ligne de chaque table est copiée, puis comparée : un nombre et une somme de contrôle par table. Les identifiants restent, et continuent après le plus grand. Interrompue à n’importe quel moment, la même commande reprend où elle s’est arrêtée ; tant qu’elle n’est pas allée au bout, aucun service ne démarre sur la cible.
Ce que PostgreSQL ne peut pas garder dans un texte (un NUL, la moitié d’une lettre) devient un signe qui le montre ; les octets d’une livraison restent. Le mot de passe n’a pas besoin de figurer dans l’ADRESSE : PGPASSWORD et ~/.pgpass sont lus aussi.`,
  noLog: (place) => `Il n’y a pas de journal dans ${place} : indiquez dans DATABASE_URL celui à déplacer.`,
  itself: '--to est la base de DATABASE_URL elle-même.',
  giveTo: 'Donnez --to : postgres://utilisateur@serveur/base, ou file:chemin.',
  goesOn: (to, n) =>
    `${to} contient une partie de ce déplacement : il continuerait jusqu’à ce que tout y soit (${rowsIn(n)}).`,
  would: (from, to, n) => `À déplacer de ${from} vers ${to} : ${rowsIn(n)}. Rien n’a été écrit.`,
  progress: { copied: 'lignes copiées', compared: 'lignes comparées' },
  equal: 'identique',
  different: 'DIFFÉRENT',
  moved: (from, to, n) =>
    `Tout est dans ${to} (${rowsIn(n)}), à l’identique de ${from}, qui reste tel quel. Mettez la nouvelle adresse dans DATABASE_URL et démarrez le service.`,
  notMoved: (to, tables) =>
    `${tables} : différent, car quelqu’un a modifié le journal après le début du déplacement, ou a travaillé sur ${to}. Rien n’est perdu : arrêtez tous les services, et relancez la même commande avec --start-over.`,
};
