import { counting } from '../../../sentences/plural.ts';
import type { SetupTexts } from '../load.ts';

const count = counting('fr', String);

export const doctor: SetupTexts['doctor'] = {
  rows: { json: 'un objet JSON par ligne : code, state (well, problem, off), message en anglais' },
  notes:
    '✓ fonctionne, ✗ est à corriger, – n’est pas configuré. Zoho et Moodle sont seulement lus. Le code de retour est 1 quand quelque chose de configuré ne fonctionne pas.',
  total: (made, wrong) => `${count(made, { one: '# contrôle', other: '# contrôles' })}, ${wrong} à corriger.`,
};

export const zoho: SetupTexts['zoho'] = {
  rows: {
    subscribe: (module) =>
      `demande les changements de ${module}, et ceux des tickets quand ZOHO_DESK_ORG_ID est renseigné, à l’adresse PUBLIC_URL ; dit d’abord ce qui sera créé`,
    renew: 'prolonge ce qui a été demandé, avec le ZOHO_NOTIFICATION_TOKEN actuel',
    list: 'ce que Zoho a enregistré, y compris pour d’autres programmes',
    unsubscribe: 'met fin à ce qui a été demandé',
    dryRun: 'avec subscribe : dit seulement ce qui serait créé',
  },
  notes:
    'Zoho met fin à un canal après une semaine. Le service en marche prolonge ceux qui ont été demandés ici. Le code de retour est 1 quand Zoho ne répond pas ou refuse.',
  sayWhat: (known) => `Dites quoi faire : ${known}.`,
  nothing: (system) => `${system} : rien.`,
  publicUrl:
    'PUBLIC_URL doit être l’adresse https par laquelle Zoho atteint ce service, par exemple https://hub.example.edu.',
  verbs: { subscribe: 'enverra', renew: 'continue d’envoyer', list: 'envoie', unsubscribe: 'n’envoie plus' },
  done: (system, verb, what, url, id) => `${system} ${verb} ${what} → ${url} (${id})`,
  notOurs: (id) => `${id}, pas à nous`,
  until: (time) => `, jusqu’au ${time}`,
  switchedOff: (events) => `${events} (désactivé)`,
};

export const rehearse: SetupTexts['rehearse'] = {
  rows: { yes: 'ne pose pas de question', json: 'un objet JSON par ligne : step, ok, means (en anglais)' },
  notes: (user) =>
    `Regarde si d’autres utilisateurs sont visibles, crée l’utilisateur ${user}, le modifie, le relit et le suspend. Il reste dans Moodle, suspendu ; la dernière étape dit comment le supprimer, et un second essai le reprend. Les étudiants ne sont pas touchés, et MOODLE_CREATE_USERS et les réglages semblables peuvent être encore désactivés. Le code de retour est 1 à la première étape qui ne fonctionne pas, et la phrase dit quoi faire.`,
  sayWhat: 'Dites avec quoi faire l’essai : moodle.',
  question: (user, address) =>
    `L’utilisateur d’essai ${user} sera créé dans ${address}, modifié, puis suspendu.`,
  nothingDone: 'Rien n’a été fait. Répondez oui, ou ajoutez --yes.',
};

export const alert: SetupTexts['alert'] = {
  rows: { json: 'un objet JSON par ligne : la voie, et ce qui n’a pas marché' },
  notes:
    'Les alertes sont envoyées à ALERT_WEBHOOK_URL, et par e-mail, avec SMTP_URL, à ALERT_MAIL_TO. Le code de retour est 1 quand l’une des voies ne fonctionne pas, ou qu’aucune n’est configurée.',
  sayWhat: 'Que faire des alertes ? Écrivez « alert test ».',
  unset:
    'Aucune voie n’est configurée pour les alertes : renseignez ALERT_WEBHOOK_URL, ou SMTP_URL et ALERT_MAIL_TO.',
  sent: (way) => `${way} : envoyé.`,
};

export const secret: SetupTexts['secret'] = {
  rows: { json: 'un objet JSON avec le secret' },
  notes:
    'Seulement des lettres, des chiffres, - et _ : il n’a besoin ni de guillemets dans .env ni de codage dans une adresse.',
};
