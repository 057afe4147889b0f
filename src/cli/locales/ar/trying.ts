import type { TryingTexts } from '../load.ts';

export const send: TryingTexts['send'] = {
  rows: {
    file: 'المحتوى الذي يُرسل؛ ودون ملف طالب مُختلق',
    secret: 'يوقّع بـ S بدلًا من ZOHO_WEBHOOK_SECRET',
    repeat: 'يرسل المحتوى نفسه N مرة: كلها مكررة إلا الأولى',
    count: 'يرسل N من الطلاب المختلفين، مع شريط تقدّم',
    wait: 'ينتظر N ثانية على الأكثر نهاية المعالجة',
    json: 'كائن JSON واحد في كل سطر: status و answer',
  },
  notes: 'رمز الخروج 1 حين لا يكون أحد الردود 200.',
  countIsForSamples: 'الخيار --count للأمثلة؛ أما الملف FILE فيُرسل عدة مرات مع --repeat.',
  progress: 'أُرسل',
  total: (sent, refused) => `أُرسل ${sent} ورُفض ${refused}.`,
};

export const verify: TryingTexts['verify'] = {
  rows: {
    signature: 'قيمة X-Zoho-Signature',
    timestamp: 'قيمة X-Zoho-Timestamp إن أُرسلت',
    nonce: 'قيمة X-Zoho-Nonce إن أُرسلت',
    secret: 'يتحقق بـ S بدلًا من ZOHO_WEBHOOK_SECRET',
    json: 'كائن JSON واحد: matches و explanation (بالإنجليزية)',
  },
  notes: 'رمز الخروج 1 حين لا يتطابق التوقيع.',
  giveBoth: 'أعطِ BODY_FILE و --signature.',
};

export const test: TryingTexts['test'] = {
  rows: {
    test: 'health أو stats أو simple أو signature أو real أو invalid أو all (كلها؛ ودون هذا الخيار all)',
    ticket: 'التذكرة التي يستعملها simple و signature و real',
    secret: 'بدلًا من ZOHO_WEBHOOK_SECRET',
    json: 'كائن واحد في كل سطر: {"test","passed","detail"}؛ وقيمة passed هي null حين لم تُجرَ التجربة',
    simple: 'ما كانت معالجة التذكرة ستفعله؛ لا يكتب شيئًا',
    signature: 'ما كان موقّعًا يُقبل، والتوقيع الخطأ لا يُقبل',
    real: 'تُعالج رسالة حتى نهايتها؛ ويُكتب ما تسمح به الإعدادات',
    invalid: 'الطلبات الخاطئة تُرفض بالرمز 400',
  },
  notes: 'رمز الخروج: 0 حين تنجح كل تجربة أُجريت، وإلا 1.',
  words: { passed: 'نجح', failed: 'فشل', skipped: 'تُرك' },
  giveTicket: 'أعطِ --ticket-id',
  giveSecret: 'أعطِ --secret أو املأ ZOHO_WEBHOOK_SECRET',
  allRefused: 'رُفض كل من الطلبات الخاطئة الأربعة بالرمز 400',
  total: (passed, made) => `المجموع: نجح ${passed} من ${made}`,
};

export const rules: TryingTexts['rules'] = {
  rows: {
    ticket: `ملف JSON فيه ما تنظر إليه القواعد؛ والقواعد هي التي في TICKET_RULES_FILE:
{"subject": "Ma facture", "text": "Bonjour, …", "deals": [{"id": "1", "Stage": "GAGNÉ", "Amount": 20}]}
يمكن أن يأتي "html" مكان "text"؛ وفي "earlier" ما كتبتموه من قبل في المحادثة.`,
    json: 'كائن واحد بالإنجليزية: كلمات العميل نفسها، وما حُذف منها ولماذا، وما طابق وأين، و "lines"',
  },
  sayWhat: 'اكتب: rules test --ticket FILE.',
  notASample: (file) => `ليس الملف ${file} ملف JSON فيه "subject" و "text" و "deals".`,
};
