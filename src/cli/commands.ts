import type { Command } from './command.ts';

/** A command is loaded when it is called: all of them take a second, and a person waits for one. */
export type KnownCommand = { summary: string; load: () => Promise<Command> };

/** Every command in the order of the help; a test holds the summaries against the commands' own. */
export const COMMANDS: Record<string, KnownCommand> = {
  doctor: {
    summary: 'Check everything from the machine to Zoho and Moodle, and say what to do',
    load: async () => (await import('./commands/setup/doctor.ts')).doctor,
  },
  send: {
    summary: 'Post a signed sample, or a file, to the service and show the answer',
    load: async () => (await import('./commands/trying/send.ts')).send,
  },
  verify: {
    summary: 'Explain why a signature does not match: key, bytes or clock',
    load: async () => (await import('./commands/trying/verify.ts')).verify,
  },
  events: {
    summary: 'Show the newest events of the log',
    load: async () => (await import('./commands/log/events.ts')).events,
  },
  show: {
    summary: 'Show one event with what came, each attempt and what became of it',
    load: async () => (await import('./commands/log/show.ts')).show,
  },
  problems: {
    summary: 'Show what needs a person, set it aside or open it again',
    load: async () => (await import('./commands/log/problems.ts')).problems,
  },
  stats: {
    summary: 'Count the events by status and source',
    load: async () => (await import('./commands/log/stats.ts')).stats,
  },
  tail: {
    summary: 'Show events as they come in and change',
    load: async () => (await import('./commands/log/tail.ts')).tail,
  },
  replay: {
    summary: 'Process events again: one, or all that match',
    load: async () => (await import('./commands/log/replay.ts')).replay,
  },
  reconcile: {
    summary: 'Find students and tickets whose webhook was lost, and append an event for each',
    load: async () => (await import('./commands/people/reconcile.ts')).reconcile,
  },
  students: {
    summary: 'Show students, or release one from the Moodle user it is linked to',
    load: async () => (await import('./commands/people/students.ts')).students,
  },
  suggestions: {
    summary: 'Show suggestions for tickets, apply or dismiss one',
    load: async () => (await import('./commands/people/suggestions.ts')).suggestions,
  },
  erase: {
    summary: 'Erase a person from the log, the students and the suggestions',
    load: async () => (await import('./commands/people/erase.ts')).erase,
  },
  prune: {
    summary: 'Delete completed events and repeats that are old',
    load: async () => (await import('./commands/database/prune.ts')).prune,
  },
  export: {
    summary: 'Write events or students to a file, as JSON lines or CSV',
    load: async () => (await import('./commands/people/export.ts')).exportCommand,
  },
  backup: {
    summary: 'Copy the database to a file and check the copy',
    load: async () => (await import('./commands/database/backup.ts')).backup,
  },
  move: {
    summary: 'Move the log to another database: from a file to PostgreSQL, or back',
    load: async () => (await import('./commands/database/move.ts')).move,
  },
  zoho: {
    summary: 'Ask Zoho to post changes to this service, and see or end that',
    load: async () => (await import('./commands/setup/zoho.ts')).zoho,
  },
  rehearse: {
    summary: 'Try on your Moodle, with one test user, what is done with students',
    load: async () => (await import('./commands/setup/rehearse.ts')).rehearse,
  },
  test: {
    summary: 'Try out a running service: health, stats, a ticket, signatures, bad requests',
    load: async () => (await import('./commands/trying/test.ts')).test,
  },
  rules: {
    summary: 'Say which rules fire on a ticket in a file, and why',
    load: async () => (await import('./commands/trying/rules.ts')).rules,
  },
  alert: {
    summary: 'Send a test over each way that alerts take',
    load: async () => (await import('./commands/setup/alert.ts')).alert,
  },
  actions: {
    summary: 'Show what operators did: who, when, to what',
    load: async () => (await import('./commands/log/actions.ts')).actions,
  },
  secret: {
    summary: 'Make a random secret',
    load: async () => (await import('./commands/setup/secret.ts')).secret,
  },
};
