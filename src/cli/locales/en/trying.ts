export const send = {
  rows: {
    file: 'the body to send; without it an invented student',
    secret: 'signs with S instead of ZOHO_WEBHOOK_SECRET',
    repeat: 'sends the same body N times: all but the first are duplicates',
    count: 'sends N different students, with a progress bar',
    wait: 'waits up to N seconds for the end of the processing',
    json: 'one JSON object a line: status and answer',
  },
  notes: 'Ends with 1 when an answer is not 200.',
  countIsForSamples: '--count is for samples; a FILE is sent with --repeat.',
  progress: 'sent',
  total: (sent: number, refused: number) => `${sent} sent, ${refused} refused.`,
};

export const verify = {
  rows: {
    signature: 'the value of X-Zoho-Signature',
    timestamp: 'the value of X-Zoho-Timestamp, if it was sent',
    nonce: 'the value of X-Zoho-Nonce, if it was sent',
    secret: 'checks S instead of ZOHO_WEBHOOK_SECRET',
    json: 'one JSON object: matches and explanation',
  },
  notes: 'Ends with 1 when the signature does not match.',
  giveBoth: 'Give a BODY_FILE and --signature.',
};

export const test = {
  rows: {
    test: 'health, stats, simple, signature, real, invalid or all (all)',
    ticket: 'the ticket that simple, signature and real use',
    secret: 'instead of ZOHO_WEBHOOK_SECRET',
    json: 'one object a line: {"test","passed","detail"}; passed is null when it was not made',
    simple: 'what the workflow would do; writes nothing',
    signature: 'a signed delivery is taken and one with a wrong signature is not',
    real: 'a delivery is processed to its end; writes what the flags allow',
    invalid: 'bad requests are refused with 400',
  },
  notes: 'Exit code: 0 when every test that was made passed, 1 otherwise.',
  words: { passed: 'PASS', failed: 'FAIL', skipped: 'SKIP' },
  giveTicket: 'give --ticket-id',
  giveSecret: 'give --secret, or set ZOHO_WEBHOOK_SECRET',
  allRefused: 'each of four bad requests was refused with 400',
  total: (passed: number, made: number) => `Total: ${passed}/${made} tests passed`,
};

export const rules = {
  rows: {
    ticket: `JSON with what the rules look at; the rules are those of TICKET_RULES_FILE:
{"subject": "Ma facture", "text": "Bonjour, …", "deals": [{"id": "1", "Stage": "GAGNÉ", "Amount": 20}]}
"html" may stand in the place of "text"; "earlier" holds what you wrote in the conversation before.`,
    json: 'one object: the customer\'s own words, what was cut and why, what matched and where, and "lines"',
  },
  sayWhat: 'Write: rules test --ticket FILE.',
  notASample: (file: string) => `The file ${file} is no JSON with "subject", "text" and "deals".`,
};
