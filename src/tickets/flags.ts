import type { Settings } from '../settings.ts';
import type { Step } from './suggestions/suggestion.ts';

type FlagKey = Extract<keyof Settings, `WEBHOOK_AUTO_${string}`>;

/** The ladder of automation: setting, the name in `/webhook/stats` and `/webhook/test`, and what it lets be written. */
export const FLAGS = [
  { key: 'WEBHOOK_AUTO_DISPATCH', option: 'auto_dispatch', step: 'dispatch', name: 'Auto dispatch' },
  { key: 'WEBHOOK_AUTO_LINK', option: 'auto_link', step: 'link', name: 'Auto link' },
  { key: 'WEBHOOK_AUTO_RESPOND', option: 'auto_respond', step: 'reply', name: 'Auto respond' },
  {
    key: 'WEBHOOK_AUTO_UPDATE_TICKET',
    option: 'auto_update_ticket',
    step: 'ticket',
    name: 'Auto update ticket',
  },
  { key: 'WEBHOOK_AUTO_UPDATE_DEAL', option: 'auto_update_deal', step: 'deal', name: 'Auto update deal' },
  { key: 'WEBHOOK_AUTO_ADD_NOTE', option: 'auto_add_note', step: 'note', name: 'Auto add note' },
] as const satisfies readonly { key: FlagKey; option: string; step: Step; name: string }[];

/** The flags as the settings have them, by what they let be written. */
export function flagsOf(settings: Settings): Readonly<Record<Step, boolean>> {
  return {
    dispatch: settings.WEBHOOK_AUTO_DISPATCH,
    link: settings.WEBHOOK_AUTO_LINK,
    reply: settings.WEBHOOK_AUTO_RESPOND,
    ticket: settings.WEBHOOK_AUTO_UPDATE_TICKET,
    deal: settings.WEBHOOK_AUTO_UPDATE_DEAL,
    note: settings.WEBHOOK_AUTO_ADD_NOTE,
  };
}
