import { globSync } from 'node:fs';

/** Which tests decide about which code, and how much has to be found: see docs/reference/mutation.md. */
export default {
  plugins: ['./test/mutation/in-process.ts'],
  testRunner: 'in-process',
  coverageAnalysis: 'perTest',
  mutate: [
    'src/inbound/signatures/*.ts',
    'src/log/rules/*.ts',
    'src/students/{decide,fields,number,carried,keys,module,at-once,write-back}.ts',
    'src/students/moodle/{claims,same-person,user-id,user}.ts',
  ],
  inProcess: {
    testFiles: globSync([
      'test/inbound/signatures/*.test.ts',
      'test/log/rules/*.test.ts',
      'test/students/{decide,fields,number,number-sources,carried,keys,module,at-once,write-back}.test.ts',
      'test/students/moodle/{claims,same-person,user-id,user}.test.ts',
    ]).sort(),
  },
  // TypeScript 7 has no interface for JavaScript yet, with which Stryker would rewrite the file.
  tsconfigFile: 'none',
  concurrency: 1,
  // In ms, on a machine that does other things beside; an endless loop is found by counting, long before.
  timeoutMS: 60_000,
  dryRunTimeoutMinutes: 15,
  incremental: true,
  incrementalFile: 'node_modules/.cache/stryker/incremental.json',
  reporters: ['clear-text', 'json'],
  jsonReporter: { fileName: 'node_modules/.cache/stryker/report.json' },
  clearTextReporter: { allowColor: false, logTests: false, allowEmojis: false },
  ignorePatterns: ['data', 'logs', 'backups', 'docs', 'bench'],
  thresholds: { high: 95, low: 90, break: 85 },
};
