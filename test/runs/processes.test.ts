import { together } from './together.ts';

await together('main', 'crash', 'chaos', 'guides');
