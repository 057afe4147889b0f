import { together } from './together.ts';

await together(
  'dashboard/**/*',
  'doctor/**/*',
  'service/**/*',
  'docs-truth',
  'errors-docs',
  'settings-docs',
  'supply-chain',
  'map',
  'guarantees',
  'read-only',
  'runs',
);
