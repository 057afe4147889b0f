import type { EventSummary } from './event.ts';

/** What is done to what is kept, and what came of it. */

export type ReplayRefusal = 'not_found' | 'unfinished' | 'plain_duplicate' | 'unreadable' | 'erased';

export type Replayed =
  | { replayed: true }
  | { replayed: false; reason: ReplayRefusal; duplicateOf: number | null };

/** What a replay passes over, because it cannot help or would do work twice. */
export type Skipped = {
  /** Waits or is being processed. */
  unfinished: number;
  /** A repeat; its original stands for it. One with another body can be replayed by its id. */
  duplicate: number;
  /** Its bytes stay the same. */
  unreadable: number;
  /** Nothing of it is left. */
  erased: number;
};

export type ReplayPlan = { matched: number; replayable: number; skipped: Skipped; sample: EventSummary[] };

/** `interrupted`: the signal came first; what is counted is done and recorded. */
export type BulkReplay = { matched: number; replayed: number; skipped: Skipped; interrupted: boolean };

export type BulkReplayOptions = { signal?: AbortSignal; onProgress?: (replayed: number) => void };

/** How much was deleted. */
export type PruneOptions = { signal?: AbortSignal; onProgress?: (deleted: number) => void };

export type Pruned = { events: number; suggestions: number };

/** An event as it is taken out of the log, whole. */
export type ExportedEvent = Omit<EventSummary, 'error_details'> & { payload: string; result: string | null };

/** Whose data is erased: the records of a Zoho id, what mentions an e-mail address, or both. */
export type Person = { recordId: string | null; email: string | null };

/** What was emptied. `ended`: events that were still to be processed, and now never will be. */
export type Erasure = { students: number; events: number; ended: number; suggestions: number };

/**
 * Where bytes of what was just deleted may still stand on the disk. `journal`: in the log of changes, for as long as
 * somebody reads an older state, such as a backup; it is emptied as soon as that ends. `old_pages`: in pages that an
 * earlier version wrote, until the file is written anew.
 */
export type Leftover = 'journal' | 'old_pages';

export type Erased = Erasure & { left_in: Leftover[] };

/** Told now and then how far a long work is. */
export type BulkOptions = { onProgress?: (done: number, of: number) => void };

/** The size of the file, in bytes. */
export type Compacted = { before: number; after: number };

/** `problem`: what is damaged, in the words of the engine; null when the copy is sound. */
export type CopyCheck = { problem: string | null; events: number };
