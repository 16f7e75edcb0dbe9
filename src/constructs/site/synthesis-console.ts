import { Console } from 'node:console';
import { join, relative } from 'node:path';

import { DesignError, DesignErrors, oneLine, visibleText } from '../../errors/design-error';
import { addCustomSynthesis, App, type Construct } from '../../host';
import type { PolicyReport } from '../../policy/engine/rule';
import { renderPolicySummary } from '../../report/policy/policy-summary';
import { findingLine, renderPolicyText } from '../../report/policy/policy-text';

/** How much a synthesis says of a site on the standard error stream. */
type ConsoleLevel = 'quiet' | 'summary' | 'verbose';

/** Levels of the console, least first. */
export const CONSOLE_LEVELS: readonly ConsoleLevel[] = ['quiet', 'summary', 'verbose'];

/** A site whose synthesis is told of. */
interface ToldSite {
  readonly site: Construct;
  /** What its program asks for. Absent: a summary. */
  readonly level: ConsoleLevel | undefined;
  /** The evaluation, once it was made. */
  readonly report: () => PolicyReport | undefined;
}

const toldSites = new WeakMap<App, ToldSite[]>();

/**
 * Has every `synth()` of the site's app end with a summary of the site on the standard error stream, from whatever program runs it: counts, the worst
 * findings, what runs out first, where the site book is.
 *
 * The command-line interface of cdktf shows that stream as errors, and has annotations for what is none: there the summary is one of the site, without a
 * trace, for traces hold paths of the machine. A run of tests prints nothing.
 */
export function tellSynthesis(told: ToldSite): void {
  const { site } = told;
  addCustomSynthesis(site, { onSynthesize: () => annotate(told) });
  const { root } = site.node;
  if (!(root instanceof App)) return;
  const known = toldSites.get(root);
  if (known !== undefined) {
    known.push(told);
    return;
  }
  const sites = [told];
  toldSites.set(root, sites);
  const synth = root.synth.bind(root);
  Object.defineProperty(root, 'synth', {
    configurable: true,
    writable: true,
    value: () => {
      try {
        synth();
      } catch (error) {
        if (!isUnderTest()) tellFailure(root, sites, error);
        throw error;
      }
      if (!isUnderTest()) print(unknownLevel() + sites.flatMap((each) => siteText(root, each)).join('\n'));
    },
  });
}

/** Summary of a site for the command-line interface of cdktf; its paths count from the output folder, so that two checkouts write the same. */
function annotate(told: ToldSite): void {
  const { site } = told;
  const report = told.report();
  if (report === undefined || levelOf(told) === 'quiet') return;
  const files = [['site book, in the output folder', join('site', site.node.id, 'index.html')]] as const;
  const text = renderPolicySummary(report, { files }).trimEnd();
  const level = report.counts.severities.warning > 0 ? '@cdktf/warn' : '@cdktf/info';
  site.node.addMetadata(level, text, { stackTrace: false });
}

function siteText(app: App, told: ToldSite): readonly string[] {
  const report = told.report();
  const level = levelOf(told);
  if (report === undefined || level === 'quiet') return [];
  const files = [['site book', fileOf(app, told, 'index.html')]] as const;
  const summary = renderPolicySummary(report, { files, isColoured: hasColours() });
  return [...(level === 'verbose' ? [renderPolicyText(report)] : []), ...(isUnderCdktf() ? [] : [summary])];
}

/** Says why a synthesis failed, and spares the trace of what is said; other errors are left as they are. */
function tellFailure(app: App, sites: readonly ToldSite[], error: unknown): void {
  if (!(error instanceof Error) || isDebugged()) return;
  if (error instanceof DesignError) print(designText(error));
  else {
    const failures = failuresOf(error.message);
    if (failures === undefined) return;
    const unfit = sites.flatMap((told) => {
      const report = told.report();
      return report === undefined || report.counts.severities.error === 0 ? [] : [{ told, report }];
    });
    const lines = new Set(unfit.flatMap(({ report }) => report.findings.map(findingLine)));
    const others = failures.filter((failure) => !lines.has(failure.replace(/^\[[^\]]*\] /, '')));
    print([...unfit.map(({ told, report }) => unfitText(app, told, report)), ...others.map(otherText)].join(''));
  }
  endWithoutTrace(error);
}

function unfitText(app: App, told: ToldSite, report: PolicyReport): string {
  const level = levelOf(told);
  const files = [['errors stop the synthesis; all findings', fileOf(app, told, 'policy.txt')]] as const;
  // Who asked for quiet still hears that it failed, and where it is told.
  const summary = renderPolicySummary(report, { files, isColoured: hasColours(), hasCountsAlone: level === 'quiet' });
  return level === 'verbose' ? `${renderPolicyText(report)}\n${summary}` : summary;
}

/** The failures that an error of a validation lists; undefined for another error. */
function failuresOf(message: string): readonly string[] | undefined {
  const list =
    /^(?:App-level v|V)alidation failed with the following errors:\n {2}([\s\S]*?)\n+(?:If you wish to ignore|Validations allow for)/.exec(
      message,
    )?.[1];
  return list?.split(/\n {2}(?=\S)/);
}

function otherText(failure: string): string {
  return visibleText(`error: ${failure}\n`);
}

function designText(error: DesignError): string {
  if (error instanceof DesignErrors) return error.errors.map(designText).join('');
  return `error: ${oneLine(error.problem)}\n  remedy: ${oneLine(error.remedy)} [${error.code}]\n`;
}

/** Errors that were told of. */
const toldErrors = new WeakSet();

/**
 * Ends the process with code 1 where nobody catches an error that was told of already; without this, Node.js prints it again with its trace. A program that
 * handles such errors itself does so as before.
 */
function endWithoutTrace(error: Error): void {
  toldErrors.add(error);
  // Node's own module 'domain', which ts-node loads, listens without handling anything.
  const others = process.listeners('uncaughtException').filter(({ name }) => name !== 'domainUncaughtExceptionClear');
  if (others.length > 0) return;
  process.on('uncaughtException', onUncaught);
  setImmediate(() => process.off('uncaughtException', onUncaught));
}

function onUncaught(thrown: Error): void {
  if (!toldErrors.has(thrown)) new Console(process.stderr).log(thrown);
  process.exit(1);
}

/** Name of the environment variable that goes before the props of all sites. */
const VARIABLE = 'AIFACTORY_CONSOLE';

/** One line where the variable holds no level; the program's holds then. */
function unknownLevel(): string {
  const asked = process.env[VARIABLE] ?? '';
  if (asked === '' || CONSOLE_LEVELS.some((level) => level === asked)) return '';
  return `${VARIABLE} is '${oneLine(asked)}': give ${CONSOLE_LEVELS.map((level) => `'${level}'`).join(' or ')}\n`;
}

function levelOf({ level = 'summary' }: ToldSite): ConsoleLevel {
  const asked = process.env[VARIABLE] ?? '';
  if (asked === '') return level;
  return CONSOLE_LEVELS.find((each) => each === asked) ?? level;
}

function fileOf({ outdir }: App, { site }: ToldSite, file: string): string {
  const path = join(outdir, 'site', site.node.id, file);
  const near = relative(process.cwd(), path);
  return visibleText(near.startsWith('..') ? path : near);
}

/** A reader that closed the stream has seen enough. */
function print(text: string): void {
  if (text !== '') new Console(process.stderr).log(text.replace(/\n$/, ''));
}

function hasColours(): boolean {
  const { stderr, env } = process;
  return stderr.isTTY && (env['NO_COLOR'] ?? '') === '' && stderr.hasColors();
}

function isDebugged(): boolean {
  return (process.env['DEBUG'] ?? '').split(',').includes('aifactory');
}

/** Whether the command-line interface of cdktf runs the program, which prints annotations itself. */
function isUnderCdktf(): boolean {
  return process.env['CDKTF_CONTINUE_SYNTH_ON_ERROR_ANNOTATIONS'] !== undefined;
}

/** Whether jest, vitest, mocha, node:test or one like them runs the program. */
function isUnderTest(): boolean {
  const { env } = process;
  if (['JEST_WORKER_ID', 'VITEST', 'NODE_TEST_CONTEXT'].some((name) => env[name] !== undefined)) return true;
  if (['describe', 'it'].every((name) => typeof Reflect.get(globalThis, name) === 'function')) return true;
  // A file of node:test that is run by itself sets none of these.
  const loaded: unknown = Reflect.get(process, 'moduleLoadList');
  return Array.isArray(loaded) && loaded.includes('NativeModule internal/test_runner/harness');
}
