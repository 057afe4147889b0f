import { together } from './together.ts';

await together('store/moving/**/*', 'store/postgres/**/*');
