import type { SetupTexts } from '../load.ts';

export const doctor: SetupTexts['doctor'] = {
  rows: { json: 'كائن JSON واحد في كل سطر: code و state (well أو problem أو off) و message بالإنجليزية' },
  notes:
    '✓ يعمل، ✗ يجب إصلاحه، – غير مُعدّ. لا يُقرأ من Zoho و Moodle إلا قراءةً. رمز الخروج 1 حين لا يعمل شيء مما أُعدّ.',
  total: (made, wrong) => `عدد الفحوص: ${made}، وما يجب إصلاحه: ${wrong}.`,
};

export const zoho: SetupTexts['zoho'] = {
  rows: {
    subscribe: (module) =>
      `يطلب تغييرات ${module}، وتغييرات التذاكر حين يكون ZOHO_DESK_ORG_ID مملوءًا، على العنوان PUBLIC_URL؛ ويقول أولًا ما سيُنشئه`,
    renew: 'يمدّد ما طُلب، باستعمال ZOHO_NOTIFICATION_TOKEN الحالي',
    list: 'ما لدى Zoho، بما فيه ما لبرامج أخرى',
    unsubscribe: 'يُنهي ما طُلب',
    dryRun: 'مع subscribe: يقول فقط ما سيُنشأ',
  },
  notes:
    'يُنهي Zoho القناة بعد أسبوع. الخدمة التي تعمل تمدّد القنوات التي طُلبت هنا. رمز الخروج 1 حين لا يرد Zoho أو يرفض.',
  sayWhat: (known) => `قل ما تريد: ${known}.`,
  nothing: (system) => `${system}: لا شيء.`,
  publicUrl:
    'يجب أن يكون PUBLIC_URL عنوان https الذي يصل به Zoho إلى هذه الخدمة، مثل https://hub.example.edu.',
  verbs: { subscribe: 'سيرسل', renew: 'يستمر في إرسال', list: 'يرسل', unsubscribe: 'لم يعد يرسل' },
  done: (system, verb, what, url, id) => `${system} ${verb} ${what} → ${url} (${id})`,
  notOurs: (id) => `${id}، ليس لنا`,
  until: (time) => `، حتى ${time}`,
  switchedOff: (events) => `${events} (معطّل)`,
};

export const rehearse: SetupTexts['rehearse'] = {
  rows: { yes: 'لا يسأل أولًا', json: 'كائن JSON واحد في كل سطر: step و ok و means (بالإنجليزية)' },
  notes: (user) =>
    `يتحقق من إمكان رؤية المستخدمين الآخرين، وينشئ المستخدم ${user} ويعدّله ويقرؤه من جديد ثم يوقفه. يبقى في Moodle موقوفًا؛ والخطوة الأخيرة تقول كيف يُحذف، والتجربة الثانية تستعمله من جديد. لا يُمس الطلاب، ويمكن أن يكون MOODLE_CREATE_USERS وما يشبهه ما زال معطّلًا. رمز الخروج 1 عند أول خطوة لا تنجح، مع قول ما يلزم.`,
  sayWhat: 'قل مع أي نظام تكون التجربة: moodle.',
  question: (user, address) => `سيُنشأ المستخدم التجريبي ${user} في ${address} ثم يُعدّل ويُوقف.`,
  nothingDone: 'لم يُفعل شيء. أجب بنعم أو أضف --yes.',
};

export const alert: SetupTexts['alert'] = {
  rows: { json: 'كائن JSON واحد في كل سطر: الطريقة وما لم ينجح' },
  notes:
    'تُرسل التنبيهات إلى ALERT_WEBHOOK_URL، وبالبريد عبر SMTP_URL إلى ALERT_MAIL_TO. رمز الخروج 1 حين لا تعمل إحدى الطرق أو لا تكون أي منها مُعدّة.',
  sayWhat: 'ماذا تريد من التنبيهات؟ اكتب "alert test".',
  unset: 'لا توجد طريقة مُعدّة للتنبيهات: املأ ALERT_WEBHOOK_URL، أو SMTP_URL و ALERT_MAIL_TO.',
  sent: (way) => `${way}: أُرسل.`,
};

export const secret: SetupTexts['secret'] = {
  rows: { json: 'كائن JSON واحد فيه السر' },
  notes: 'حروف وأرقام و - و _ فقط، فلا يحتاج إلى علامات اقتباس في .env ولا إلى ترميز في عنوان.',
};
