import { writeFileSync } from 'node:fs';
import { cliReference } from '../src/cli/reference.ts';

/** Writes the reference pages that follow from the code. */
writeFileSync(new URL('reference/cli.md', import.meta.url), cliReference());
