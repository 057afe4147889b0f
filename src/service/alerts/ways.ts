import { TemporaryFailure } from '../../log/failures.ts';
import { tell } from '../../sentences/tell.ts';
import type { Settings } from '../../settings.ts';
import type { Alert } from './alert.ts';
import { bodyOf, formatOf, letterOf, plainText } from './forms.ts';

/** A channel for alerts. When a message does not arrive, throws TemporaryFailure with what to check. */
export type Way = { name: 'webhook' | 'mail'; send(alert: Alert, at: string): Promise<void> };

/** How long one delivery may take, in ms. */
const TIMEOUT_MS = 10_000;

type AlertSettings = Pick<
  Settings,
  | 'ALERT_WEBHOOK_URL'
  | 'ALERT_WEBHOOK_FORMAT'
  | 'ALERT_LANGUAGE'
  | 'PUBLIC_URL'
  | 'SMTP_URL'
  | 'ALERT_MAIL_TO'
  | 'ALERT_MAIL_FROM'
>;

/** The configured channels. */
export function waysOf(settings: AlertSettings, fetchIt: typeof fetch): Way[] {
  return [
    ...(settings.ALERT_WEBHOOK_URL === '' ? [] : [webhook(settings, fetchIt)]),
    ...(settings.SMTP_URL === '' || settings.ALERT_MAIL_TO === '' ? [] : [mail(settings)]),
  ];
}

function webhook(settings: AlertSettings, fetchIt: typeof fetch): Way {
  const url = new URL(settings.ALERT_WEBHOOK_URL);
  const wished = settings.ALERT_WEBHOOK_FORMAT;
  const format = wished === 'auto' ? formatOf(url) : wished;
  return {
    name: 'webhook',
    async send(alert, at) {
      const letter = letterOf(alert, settings.ALERT_LANGUAGE, settings.PUBLIC_URL);
      const response = await fetchIt(url, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(bodyOf(format, alert, letter, at)),
        redirect: 'manual',
        signal: AbortSignal.timeout(TIMEOUT_MS),
      }).catch(() => {
        throw new TemporaryFailure(tell('ALERT_WEBHOOK_AWAY'));
      });
      await response.body?.cancel();
      if (!response.ok)
        throw new TemporaryFailure(tell('ALERT_WEBHOOK_REFUSED', { status: response.status }));
    },
  };
}

function mail(settings: AlertSettings): Way {
  return {
    name: 'mail',
    async send(alert) {
      // Loaded for the first mail: a service without alerts should not pay for it at start.
      const { createTransport } = await import('nodemailer');
      const transport = createTransport({
        url: settings.SMTP_URL,
        connectionTimeout: TIMEOUT_MS,
        greetingTimeout: TIMEOUT_MS,
        socketTimeout: TIMEOUT_MS,
        disableFileAccess: true,
        disableUrlAccess: true,
      });
      const letter = letterOf(alert, settings.ALERT_LANGUAGE, settings.PUBLIC_URL);
      try {
        await transport.sendMail({
          from: settings.ALERT_MAIL_FROM || settings.ALERT_MAIL_TO.split(',', 1)[0],
          to: settings.ALERT_MAIL_TO,
          subject: `Zoho Event Hub: ${letter.title}`,
          text: plainText(letter),
          // Keeps out-of-office replies from answering it (RFC 3834).
          headers: { 'Auto-Submitted': 'auto-generated' },
        });
      } catch (error) {
        const { code = 'no code' } = error as { code?: string };
        throw new TemporaryFailure(tell('ALERT_MAIL_REFUSED', { code }));
      } finally {
        transport.close();
      }
    },
  };
}
