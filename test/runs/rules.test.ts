import { together } from './together.ts';

await together('inbound/**/*', 'log/**/*', 'clock', 'errors', 'private-folder', 'schema', 'settings');
