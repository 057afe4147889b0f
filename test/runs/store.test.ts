import { together } from './together.ts';

await together('store/common/**/*', 'store/sqlite/**/*');
