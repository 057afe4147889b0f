import { appendFileSync, existsSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';
import Database from 'better-sqlite3';
import type { Fault } from '../simulator/faults.ts';
import type { SimulatedWorld } from '../simulator/world.ts';
import type { Disk, Hub } from './hub.ts';
import type { Random } from './random.ts';

type Scene = { hub: Hub; world: SimulatedWorld; random: Random };
/** One thing that goes wrong, and is over when the promise ends. */
export type Disaster = (scene: Scene) => Promise<void>;

const YEAR_MS = 365 * 86_400_000;

/** By the name under which the report counts them. */
export const DISASTERS: Readonly<Record<string, Disaster>> = {
  async 'killed and started again'({ hub }) {
    await hub.end('SIGKILL');
    await hub.start();
  },

  /** What a machine that lost its power leaves behind a log that was flushed up to its last commit. */
  async 'killed, with a torn journal'({ hub, random }) {
    await hub.end('SIGKILL');
    const journal = `${hub.database}-wal`;
    const torn = Buffer.from(Array.from({ length: random.between(1, 5000) }, () => random.between(0, 256)));
    if (existsSync(journal)) appendFileSync(journal, torn);
    await hub.start();
  },

  async 'stopped and started again'({ hub }) {
    await hub.end('SIGTERM');
    await hub.start();
  },

  async 'disk full'(scene) {
    await withDisk(scene, 'full');
  },
  async 'fsync fails'(scene) {
    await withDisk(scene, 'broken');
  },
  /** As a kernel does by itself after errors of the disk. */
  async 'folder mounted read-only'(scene) {
    await withDisk(scene, 'read-only');
  },
  async 'fsync takes 200 ms'(scene) {
    await withDisk(scene, 'slow');
  },

  async 'file locked by another program'({ hub, random }) {
    const other = new Database(hub.database, { timeout: 5_000 });
    try {
      other.exec('BEGIN IMMEDIATE');
      await setTimeout(random.between(200, 2_000));
      other.exec('ROLLBACK');
    } finally {
      other.close();
    }
  },

  async 'clock a year ahead, and back'({ hub, random }) {
    hub.order({ offsetMs: YEAR_MS });
    await setTimeout(random.between(500, 2_000));
    hub.order({ offsetMs: 0 });
  },
  async 'clock an hour behind, and right again'({ hub, random }) {
    hub.order({ offsetMs: -3_600_000 });
    await setTimeout(random.between(500, 2_000));
    hub.order({ offsetMs: 0 });
  },

  async 'outside systems slow'(scene) {
    await withFaults(scene, { delayMs: 1_500 });
  },
  async 'outside systems away'(scene) {
    await withFaults(scene, { drops: true });
  },
  async 'outside systems out of order'(scene) {
    await withFaults(scene, { status: 500 });
  },
  async 'outside systems speak no JSON'(scene) {
    await withFaults(scene, { status: 200, json: '<html>Maintenance</html>' });
  },
  /** The work was done, and the answer lost on its way: whoever asks again must find it. */
  async 'answers of outside systems lost'(scene) {
    await withFaults(scene, { drops: true, isDone: true });
  },
};

async function withDisk({ hub, random }: Scene, disk: Exclude<Disk, 'well'>): Promise<void> {
  hub.order({ disk });
  await setTimeout(random.between(300, 2_000));
  hub.order({ disk: 'well' });
}

async function withFaults({ world, random }: Scene, fault: Fault): Promise<void> {
  const faults = Array<Fault>(40).fill(fault);
  world.zoho.failCrm(...faults);
  world.desk.failAny(...faults);
  world.moodle.fail(...faults);
  await setTimeout(random.between(500, 3_000));
  world.zoho.clearFaults();
  world.desk.clearFaults();
  world.moodle.clearFaults();
}
