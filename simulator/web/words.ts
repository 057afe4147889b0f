const en = {
  simulated: 'Simulated: nobody real is in here, and nothing leaves this machine.',
  records: 'Records',
  save: 'Save',
  saved: 'Saved. The workflow of Zoho CRM sends its webhook now.',
  missing: 'There is no such record here.',
  conversation: 'Conversation',
  draft: 'Draft',
  status: 'Status',
  department: 'Department',
};

type Words = typeof en;
const WORDS = {
  en,
  fr: {
    simulated: 'Simulé : personne de réel ne s’y trouve, et rien ne quitte cette machine.',
    records: 'Fiches',
    save: 'Enregistrer',
    saved: 'Enregistré. Le workflow de Zoho CRM envoie maintenant son webhook.',
    missing: 'Cette fiche n’existe pas ici.',
    conversation: 'Conversation',
    draft: 'Brouillon',
    status: 'Statut',
    department: 'Département',
  },
  ar: {
    simulated: 'محاكاة: لا أحد حقيقي هنا، ولا شيء يغادر هذا الجهاز.',
    records: 'السجلات',
    save: 'حفظ',
    saved: 'تم الحفظ. يرسل سير عمل Zoho CRM خطافه الآن.',
    missing: 'لا يوجد هذا السجل هنا.',
    conversation: 'المحادثة',
    draft: 'مسودة',
    status: 'الحالة',
    department: 'القسم',
  },
} satisfies Record<string, Words>;

/** The language of a simulated page; Zoho and Moodle follow their users too. */
export type WebReader = { language: keyof typeof WORDS; words: Words };

/** @param accepted the Accept-Language header, whose first choice counts */
export function webReader(accepted: string | undefined): WebReader {
  const wish = accepted?.slice(0, 2).toLowerCase();
  const language = wish === 'fr' || wish === 'ar' ? wish : 'en';
  return { language, words: WORDS[language] };
}
