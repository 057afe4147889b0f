import type { Command } from './command.ts';
import type { Common } from './locales/load.ts';

export type CommandName = keyof Common['summaries'];

/** A command is loaded when it is called: all of them take a second, and a person waits for one. */
export const COMMANDS: Readonly<Record<CommandName, () => Promise<Command>>> = {
  doctor: async () => (await import('./commands/setup/doctor.ts')).doctor,
  send: async () => (await import('./commands/trying/send.ts')).send,
  verify: async () => (await import('./commands/trying/verify.ts')).verify,
  events: async () => (await import('./commands/log/events.ts')).events,
  show: async () => (await import('./commands/log/show.ts')).show,
  problems: async () => (await import('./commands/log/problems.ts')).problems,
  stats: async () => (await import('./commands/log/stats.ts')).stats,
  tail: async () => (await import('./commands/log/tail.ts')).tail,
  replay: async () => (await import('./commands/log/replay.ts')).replay,
  reconcile: async () => (await import('./commands/people/reconcile.ts')).reconcile,
  students: async () => (await import('./commands/people/students.ts')).students,
  suggestions: async () => (await import('./commands/people/suggestions.ts')).suggestions,
  erase: async () => (await import('./commands/people/erase.ts')).erase,
  prune: async () => (await import('./commands/database/prune.ts')).prune,
  export: async () => (await import('./commands/people/export.ts')).exportCommand,
  backup: async () => (await import('./commands/database/backup.ts')).backup,
  move: async () => (await import('./commands/database/move.ts')).move,
  zoho: async () => (await import('./commands/setup/zoho.ts')).zoho,
  rehearse: async () => (await import('./commands/setup/rehearse.ts')).rehearse,
  test: async () => (await import('./commands/trying/test.ts')).test,
  rules: async () => (await import('./commands/trying/rules.ts')).rules,
  alert: async () => (await import('./commands/setup/alert.ts')).alert,
  actions: async () => (await import('./commands/log/actions.ts')).actions,
  secret: async () => (await import('./commands/setup/secret.ts')).secret,
};

export function isCommand(name: string): name is CommandName {
  return Object.hasOwn(COMMANDS, name);
}
