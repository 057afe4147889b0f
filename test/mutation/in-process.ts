import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { InstrumenterContext, StrykerOptions } from '@stryker-mutator/api/core';
import { commonTokens, declareClassPlugin, PluginKind, tokens } from '@stryker-mutator/api/plugin';
import {
  type DryRunOptions,
  type DryRunResult,
  DryRunStatus,
  determineHitLimitReached,
  type MutantRunOptions,
  type MutantRunResult,
  type TestResult,
  type TestRunner,
  type TestRunnerCapabilities,
  TestStatus,
  toMutantRunResult,
} from '@stryker-mutator/api/test-runner';
import type { Test } from 'tap';

/** A test as a file hands it in. */
type Registered = { id: string; fileName: string; name: string; body: (t: Test) => unknown };

/**
 * Runs the tests of tap for Stryker in one process: the files are loaded once, and for each mutant only the tests that
 * reach it are called again. A process for each file and mutant, as Stryker's own runner for tap starts, costs half a second
 * of CPU each; this costs milliseconds.
 */
class InProcess implements TestRunner {
  static readonly inject = tokens(commonTokens.options);
  readonly #files: readonly string[];
  readonly #registered: Registered[] = [];
  #run: ((test: Registered) => Promise<TestResult>) | null = null;

  constructor(options: StrykerOptions & { inProcess?: { testFiles: readonly string[] } }) {
    this.#files = options.inProcess?.testFiles ?? [];
  }

  /** What only runs while a file is loaded needs a process of its own; Stryker starts one. */
  capabilities(): TestRunnerCapabilities {
    return { reloadEnvironment: false };
  }

  async dryRun(_options: DryRunOptions): Promise<DryRunResult> {
    await this.#load();
    const results: TestResult[] = [];
    for (const test of this.#registered) results.push(await this.#call(test));
    const { mutantCoverage = { static: {}, perTest: {} } } = context();
    return { status: DryRunStatus.Complete, tests: results, mutantCoverage };
  }

  async mutantRun(options: MutantRunOptions): Promise<MutantRunResult> {
    const { activeMutant, mutantActivation, testFilter, hitLimit } = options;
    const stryker = context();
    delete stryker.hitLimit;
    if (hitLimit !== undefined) Object.assign(stryker, { hitLimit, hitCount: 0 });
    if (mutantActivation === 'static') stryker.activeMutant = activeMutant.id;
    await this.#load();
    stryker.activeMutant = activeMutant.id;
    const wanted = this.#registered.filter(({ id }) => testFilter?.includes(id) ?? true);
    // The tests of the file itself find most, and the first that finds it ends the run.
    const own = activeMutant.fileName.replace(/^.*src\/(.*)\.ts$/, 'test/$1.test.ts');
    wanted.sort((a, b) => Number(b.fileName === own) - Number(a.fileName === own));
    const results: TestResult[] = [];
    for (const test of wanted) {
      const result = await this.#call(test);
      const tooOften = determineHitLimitReached(stryker.hitCount, hitLimit);
      if (tooOften !== undefined) return toMutantRunResult(tooOften);
      results.push(result);
      if (result.status === TestStatus.Failed && !options.disableBail) break;
    }
    return toMutantRunResult({ status: DryRunStatus.Complete, tests: results });
  }

  async #load(): Promise<void> {
    if (this.#run !== null) return;
    const { default: root, Test } = await importTap();
    let fileName = '';
    const register = (name: string, body: Registered['body']) => {
      this.#registered.push({ id: `${fileName}: ${name}`, fileName, name, body });
    };
    Object.assign(root, { test: register });
    for (fileName of this.#files) await import(pathToFileURL(resolve(fileName)).href);
    this.#run = async ({ id, fileName, name, body }) => {
      const options: ConstructorParameters<typeof Test>[0] = { name: id };
      const parent = new Test(options);
      parent.resume();
      const begun = performance.now();
      const outcome = await parent.test(name, body);
      const about = { id, name: id, fileName, timeSpentMs: performance.now() - begun };
      if (outcome?.ok) return { ...about, status: TestStatus.Success };
      const failureMessage = outcome?.failures.map(({ name }) => name).join(', ') ?? 'it did not end';
      return { ...about, status: TestStatus.Failed, failureMessage };
    };
  }

  async #call(test: Registered): Promise<TestResult> {
    if (this.#run === null) throw new Error('the tests are not loaded');
    const stryker = context();
    stryker.currentTestId = test.id;
    const result = await this.#run(test);
    delete stryker.currentTestId;
    return result;
  }
}

/** Not at the top: tap prints at the end of each process that has loaded it, and Stryker's own loads this file too. */
async function importTap(): Promise<typeof import('tap')> {
  // Its root gets no test here, and must not wait for one.
  process.env.TAP_TIMEOUT = '0';
  // It tells its time limit to the process above, which is Stryker and would take that for a message of its own.
  const { send } = process;
  Object.assign(process, { send: undefined });
  const module = await import('tap');
  Object.assign(process, { send });
  return module;
}

/** Where the mutated code looks which mutant is alive, and counts what it runs. */
function context(): InstrumenterContext {
  const shared = globalThis as { __stryker__?: InstrumenterContext };
  shared.__stryker__ ??= {};
  return shared.__stryker__;
}

export const strykerPlugins = [declareClassPlugin(PluginKind.TestRunner, 'in-process', InProcess)];
export const strykerValidationSchema = {
  properties: { inProcess: { type: 'object', properties: { testFiles: { type: 'array' } } } },
};
