import { counting } from '../../../sentences/plural.ts';
import type { TryingTexts } from '../load.ts';

const count = counting('fr', String);

export const send: TryingTexts['send'] = {
  rows: {
    file: 'le corps à envoyer ; sans fichier, un étudiant inventé',
    secret: 'signe avec S au lieu de ZOHO_WEBHOOK_SECRET',
    repeat: 'envoie N fois le même corps : tous sauf le premier sont des doublons',
    count: 'envoie N étudiants différents, avec une barre de progression',
    wait: 'attend jusqu’à N secondes la fin du traitement',
    json: 'un objet JSON par ligne : status et answer',
  },
  notes: 'Le code de retour est 1 quand une réponse n’est pas 200.',
  countIsForSamples: '--count va avec des exemples ; un FICHIER s’envoie plusieurs fois avec --repeat.',
  progress: 'envoyés',
  total: (sent, refused) =>
    `${count(sent, { one: '# envoyé', other: '# envoyés' })}, ${count(refused, { one: '# refusé', other: '# refusés' })}.`,
};

export const verify: TryingTexts['verify'] = {
  rows: {
    signature: 'la valeur de X-Zoho-Signature',
    timestamp: 'la valeur de X-Zoho-Timestamp, s’il a été envoyé',
    nonce: 'la valeur de X-Zoho-Nonce, s’il a été envoyé',
    secret: 'contrôle avec S au lieu de ZOHO_WEBHOOK_SECRET',
    json: 'un objet JSON : matches et explanation (en anglais)',
  },
  notes: 'Le code de retour est 1 quand la signature ne correspond pas.',
  giveBoth: 'Donnez un FICHIER_DU_CORPS et --signature.',
};

export const test: TryingTexts['test'] = {
  rows: {
    test: 'health, stats, simple, signature, real, invalid ou all (tous ; all sans cette option)',
    ticket: 'le ticket qu’utilisent simple, signature et real',
    secret: 'à la place de ZOHO_WEBHOOK_SECRET',
    json: 'un objet par ligne : {"test","passed","detail"} ; passed vaut null quand l’essai n’a pas été fait',
    simple: 'ce que ferait le traitement d’un ticket ; n’écrit rien',
    signature: 'une livraison signée est acceptée, une mauvaise signature ne l’est pas',
    real: 'une livraison est traitée jusqu’au bout ; écrit ce que les automatismes permettent',
    invalid: 'les requêtes fautives sont refusées avec 400',
  },
  notes: 'Code de retour : 0 quand chaque essai fait a réussi, sinon 1.',
  words: { passed: 'RÉUSSI', failed: 'ÉCHEC', skipped: 'OMIS' },
  giveTicket: 'donnez --ticket-id',
  giveSecret: 'donnez --secret, ou renseignez ZOHO_WEBHOOK_SECRET',
  allRefused: 'chacune des quatre requêtes fautives a été refusée avec 400',
  total: (passed, made) => `Essais réussis : ${passed} sur ${made}`,
};

export const rules: TryingTexts['rules'] = {
  rows: {
    ticket: `du JSON avec ce que les règles regardent ; les règles sont celles de TICKET_RULES_FILE :
{"subject": "Ma facture", "text": "Bonjour, …", "deals": [{"id": "1", "Stage": "GAGNÉ", "Amount": 20}]}
« html » peut remplacer « text » ; « earlier » contient ce que vous avez déjà écrit dans la conversation.`,
    json: 'un objet, en anglais : les mots mêmes du client, ce qui a été coupé et pourquoi, ce qui a été trouvé et où, et « lines »',
  },
  sayWhat: 'Écrivez : rules test --ticket FICHIER.',
  notASample: (file) => `Le fichier ${file} n’est pas du JSON avec « subject », « text » et « deals ».`,
};
