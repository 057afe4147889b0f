import type { Command, Values } from '../command.ts';

/**
 * The options of a command that npm took for itself, because they stood before `--` or PowerShell dropped the `--`. npm
 * leaves them in the environment of its child (https://docs.npmjs.com/cli/commands/npm-run). A `--dry-run` that is lost
 * this way would write.
 */
export function takenByNpm(options: Command['options'], values: Values, env: NodeJS.ProcessEnv): string[] {
  return Object.keys(options).filter(
    (name) => values[name] === undefined && env[`npm_config_${name.replaceAll('-', '_')}`] !== undefined,
  );
}
