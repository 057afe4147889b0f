import cluster from 'node:cluster';
import { join, parse } from 'node:path';
import type { Settings } from '../../settings.ts';
import type { Member } from './crew.ts';

/** The environment variable that tells a process its place in the crew. */
const PLACE = 'HUB_CREW_PLACE';
const STOP = 'stop';

/** This process's place in a crew; null when it runs alone, or leads one. */
export function placeInCrew(env: NodeJS.ProcessEnv): number | null {
  return cluster.isWorker ? Number(env[PLACE]) : null;
}

/** Starts this program once more; all copies share the connections of one port. */
export function startProcess(place: number, { LOG_FILE }: Pick<Settings, 'LOG_FILE'>): Member {
  const worker = cluster.fork({ [PLACE]: String(place), LOG_FILE: logFileOf(place, LOG_FILE) });
  return {
    pid: worker.process.pid,
    onListening: (listener) => void worker.once('listening', listener),
    onExit: (listener) => void worker.once('exit', (code, signal) => listener({ code, signal })),
    // It may have just ended.
    stop: () => worker.send(STOP, () => {}),
    kill: () => void worker.process.kill('SIGKILL'),
  };
}

/** Each writes its own file: two processes rotating one file lose lines. */
function logFileOf(place: number, file: string): string {
  if (file === '' || place === 1) return file;
  const { dir, name, ext } = parse(file);
  return join(dir, `${name}-${place}${ext}`);
}

/** What a terminal or a host sends to all processes at once; the leader of the crew responds to it. */
export const ANSWERED_BY_LEADER = ['SIGINT', 'SIGHUP', 'SIGQUIT', 'SIGTERM'] as const;

/**
 * Closes this process of a crew when its leader says so, or on a SIGTERM of its own. Both arrive when a host
 * signals the whole group; the second must not cut off what the first lets finish.
 *
 * @returns takes the function that closes the process in good order, once anything has begun; before that,
 * the process just ends
 */
export function obeyLeader(): (close: () => void) => void {
  let isClosing = false;
  let close: () => void = () => process.exit();
  const closeOnce = () => {
    if (!isClosing) close();
    isClosing = true;
  };
  for (const signal of ANSWERED_BY_LEADER) process.on(signal, signal === 'SIGTERM' ? closeOnce : () => {});
  process.on('message', (message) => {
    if (message === STOP) closeOnce();
  });
  return (inGoodOrder) => {
    close = inGoodOrder;
  };
}
