import { together } from './together.ts';

await together(
  'dashboard/**/*',
  'doctor/**/*',
  'service/**/*',
  'sentences/**/*',
  'deploy',
  'docs-truth',
  'errors-docs',
  'settings-docs',
  'supply-chain',
  'map',
  'guarantees',
  'read-only',
  'runs',
);
