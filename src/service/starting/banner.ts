import type { Told } from '../../log/told.ts';
import { inEnglish } from '../../sentences/tell.ts';
import type { Settings } from '../../settings.ts';
import { STUDENT_FLAGS } from '../../students/permissions.ts';
import { FLAGS } from '../../tickets/flags.ts';
import { dutiesOf } from '../duties/duties.ts';

/** What the person who started the service has to know; printed once, when it starts to listen. */
export function banner(options: {
  settings: Settings;
  version: string;
  address: string;
  openRoutes: readonly string[];
  readsCrm: boolean;
  readsDesk: boolean;
  operatorToken: string;
  /** Settings that are probably wrong, one sentence each. */
  cautions: readonly Told[];
}): string {
  const { settings, version, address, openRoutes, readsCrm, readsDesk, operatorToken, cautions } = options;
  const { receives } = dutiesOf(settings);
  const isVerified = openRoutes.length === 0;
  const rows: [label: string, value: string][] = [
    ['Listening', address],
    ['Database', withoutPassword(settings.DATABASE_URL)],
    ['Log', settings.LOG_FILE || 'terminal only'],
    ...(settings.DATABASE_URL.startsWith('file:') ? [] : [describeRole(settings)]),
    ['Verification', isVerified ? 'on' : 'OFF: anyone may send webhooks. Set ZOHO_WEBHOOK_SECRET'],
    ['Open routes', isVerified ? 'none' : openRoutes.join(', ')],
    ['Zoho CRM', readsCrm ? 'read, for webhooks that carry only an id' : 'not connected'],
    ['Zoho Desk', readsDesk ? 'read, for the tickets of its webhooks' : 'not connected'],
    ['Moodle', describeMoodle(settings)],
    ...FLAGS.map(({ key, name }): [string, string] => [name, settings[key] ? 'on' : 'off']),
    ...cautions.map((caution): [string, string] => ['Attention', inEnglish(caution)]),
    [
      'Dashboard',
      receives ? `${address}/dashboard/sign-in?token=${operatorToken}` : 'on the instances that receive',
    ],
  ];
  const lines = rows.map(([label, value]) => `  ${label.padEnd(LABEL_WIDTH)}  ${value}`);
  return `\n  Zoho Event Hub ${version}\n\n${lines.join('\n')}\n\n`;
}

const ROLES = {
  all: 'all: receives and works',
  web: 'web: receives and shows; events wait until a worker takes them',
  worker: 'worker: works off what others received; takes no webhooks',
} as const;

function describeRole({ HUB_ROLE, WEB_CONCURRENCY }: Settings): [label: string, value: string] {
  const processes = WEB_CONCURRENCY > 1 ? `; ${WEB_CONCURRENCY} processes on this port` : '';
  return ['Role', `${ROLES[HUB_ROLE]}${processes}`];
}

/** The longest label, in characters. */
const LABEL_WIDTH = 'Auto update ticket'.length;

function describeMoodle(settings: Settings): string {
  if (settings.MOODLE_BASE_URL === '') return 'not connected';
  const on = STUDENT_FLAGS.filter((key) => settings[key]);
  return on.length === 0 ? 'read; nothing is written' : `connected, with ${on.join(', ')}`;
}

function withoutPassword(url: string): string {
  return url.replace(/^(postgres(?:ql)?:\/\/)[^@/]*@/, '$1');
}
