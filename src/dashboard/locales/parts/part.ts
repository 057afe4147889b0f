import type { Count } from '../../../sentences/plural.ts';

/**
 * The texts of one part of the pages, the three languages side by side: a text missing in one of them does
 * not compile.
 */
export type Part<Words> = Record<'en' | 'fr' | 'ar', (count: Count) => Words>;
