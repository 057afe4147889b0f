import { tell } from '../sentences/tell.ts';
import { refusalToStart } from '../service/starting/open-routes.ts';
import { BadSettings, type Settings } from '../settings.ts';
import { attempt, type Finding } from './finding.ts';

/**
 * Whether the service would start with these settings: each of `parts` takes those that it needs, or throws
 * BadSettings. One finding per mistake, or one that says there is none.
 */
export async function checkSettings(
  settings: Settings,
  parts: readonly (() => unknown)[],
): Promise<Finding[]> {
  const refuse = () => {
    const refusal = refusalToStart(settings);
    if (refusal !== null) throw new BadSettings(refusal);
  };
  const valid = tell('SETTINGS_WELL');
  const findings = await Promise.all([refuse, ...parts].map((part) => attempt('SETTINGS', valid, part)));
  const problems = findings.filter(({ state }) => state === 'problem');
  return problems.length > 0 ? problems : findings.slice(0, 1);
}
