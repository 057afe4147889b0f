import type { Sentence } from '../pieces/sentence.ts';

/** What can be wrong with the store and the machine under it; see `problems.ts`. */
export const STORE_TROUBLES: readonly Sentence[] = [
  {
    en: 'The clock of this machine jumped: events that were planned by the wrong time are tried now, and times that were written meanwhile stay wrong. Check the time service of the machine (NTP).',
    fr: 'L’horloge de cette machine a sauté : les événements planifiés à la mauvaise heure sont traités maintenant, et les heures écrites entre-temps restent fausses. Vérifiez le service de temps de la machine (NTP).',
    ar: 'قفزت ساعة هذا الجهاز: تُعالَج الآن الأحداث التي حُدّد موعدها بالوقت الخاطئ، وتبقى الأوقات التي كُتبت في تلك الأثناء خاطئة. تحقق من خدمة ضبط الوقت في الجهاز (NTP).',
  },
];
