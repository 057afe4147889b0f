export const doctor = {
  rows: { json: 'one JSON object a line: code, state (well, problem, off), message' },
  notes:
    '✓ works, ✗ has to be mended, – is not set up. Zoho and Moodle are only read. Ends with 1 when something that is set up does not work.',
  total: (made: number, wrong: number) => `${made} checks, ${wrong} to mend.`,
};

export const zoho = {
  rows: {
    subscribe: (module: string) =>
      `asks for the changes of ${module}, and of tickets when ZOHO_DESK_ORG_ID is set, at PUBLIC_URL; says first what it will make`,
    renew: 'makes what was subscribed last longer, with the present ZOHO_NOTIFICATION_TOKEN',
    list: 'what Zoho has, also of other programs',
    unsubscribe: 'ends what was subscribed',
    dryRun: 'with subscribe: only says what would be made',
  },
  notes:
    'Zoho ends a channel after a week. A running service renews those that were subscribed here. Ends with 1 when Zoho does not answer or refuses.',
  sayWhat: (known: string) => `Say what to do: ${known}.`,
  nothing: (system: string) => `${system}: nothing.`,
  publicUrl:
    'PUBLIC_URL must be the https address under which Zoho reaches this service, such as https://hub.example.edu.',
  verbs: { subscribe: 'subscribed', renew: 'renewed', list: 'has', unsubscribe: 'ended' },
  done: (system: string, verb: string, what: string, url: string, id: string) =>
    `${system} ${verb} ${what} → ${url} (${id})`,
  notOurs: (id: string) => `${id}, not ours`,
  until: (time: string) => `, until ${time}`,
  switchedOff: (events: string) => `${events} (switched off)`,
};

export const rehearse = {
  rows: { yes: 'does not ask first', json: 'one JSON object a line: step, ok, means' },
  notes: (user: string) =>
    `Looks whether other users can be seen, creates the user ${user}, changes it, reads it back and suspends it. It stays in Moodle, suspended; the last step says how to remove it, and a second rehearsal uses it again. Students are not touched, and MOODLE_CREATE_USERS and its like may still be off. Ends with 1 at the first step that does not work, and says what to do.`,
  sayWhat: 'Say what to rehearse with: moodle.',
  question: (user: string, address: string) =>
    `This creates the test user ${user} in ${address}, changes it and suspends it.`,
  nothingDone: 'Nothing was done. Answer with yes, or add --yes.',
};

export const alert = {
  rows: { json: 'one JSON object a line: the way, and what went wrong' },
  notes:
    'Alerts are posted to ALERT_WEBHOOK_URL, and mailed by SMTP_URL to ALERT_MAIL_TO. The command ends with 1 when one of the ways does not work, or none is set up.',
  sayWhat: 'What to do with alerts? Write "alert test".',
  unset: 'No way for alerts is set up: set ALERT_WEBHOOK_URL, or SMTP_URL and ALERT_MAIL_TO.',
  sent: (way: string) => `${way}: sent.`,
};

export const secret = {
  rows: { json: 'one JSON object with the secret' },
  notes: 'Letters, digits, - and _ only, so it needs no quotes in .env and no encoding in an address.',
};
