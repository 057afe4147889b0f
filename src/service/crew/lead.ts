import closeWithGrace from 'close-with-grace';
import { systemClock } from '../../clock.ts';
import type { Settings } from '../../settings.ts';
import { createLogger } from '../sight/logger.ts';
import { Crew } from './crew.ts';
import { startProcess } from './processes.ts';

/** On top of the time that a process may take to finish, in ms. */
const ROOM_MS = 5_000;

/** Runs WEB_CONCURRENCY processes on one port; this process only supervises them. */
export async function leadCrew(settings: Settings, shutdownMs: number): Promise<void> {
  // The log files belong to the processes.
  const { logger, close } = createLogger({ ...settings, LOG_FILE: '' }, process.stdout);
  const size = settings.WEB_CONCURRENCY;
  const crew = new Crew({
    size,
    start: (place) => startProcess(place, settings),
    clock: systemClock,
    log: logger,
  });
  const onSecondSignal = () => crew.kill();
  const closing = closeWithGrace(
    { delay: shutdownMs + ROOM_MS, logger, onSecondSignal },
    async ({ signal }) => {
      logger.info({ signal, processes: size }, 'stopping: every process finishes what it has begun');
      await crew.stop();
      await close();
    },
  );
  try {
    await crew.begin();
  } catch {
    // The process has said why itself.
    closing.uninstall();
    process.exitCode = 1;
  }
}
