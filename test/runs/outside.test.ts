import { together } from './together.ts';

await together('outside/**/*', 'simulator/**/*');
