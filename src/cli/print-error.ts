import { DesignError, DesignErrors } from '../errors/design-error';
import { oneLine } from '../errors/visible-text';
import { UsageError } from './usage-error';

/** Codes of errors about a name that nobody knows: the command line is wrong, not the design. */
const UNKNOWN_NAME = /^(catalog|lock)\/unknown-(?!version)/;

/** Codes of errors about a file that cannot be read or written as the command line asks. */
const FILE = /^files\//;

/** Props in the words of the options that set them. */
const OPTION_OF: Readonly<Record<string, string>> = {
  tiers: '--tiers',
  planes: '--planes',
  spines: '--spines',
  unitHosts: '--unit',
  portsPerHost: '--ports',
  rails: '--rails',
};

/** An error as two lines for people. A stack follows where it is asked for. */
export function errorText(error: unknown, isDebug: boolean): string {
  const text = partsOf(error)
    .map(({ problem, remedy }) => `error: ${problem}\n  remedy: ${remedy}\n`)
    .join('');
  return isDebug && error instanceof Error ? `${text}${error.stack ?? ''}\n` : text;
}

/** 1 for what cannot be built, 2 for a wrong command line. */
export function exitCodeOf(error: unknown): 1 | 2 {
  if (error instanceof UsageError) return 2;
  return error instanceof DesignError && (UNKNOWN_NAME.test(error.code) || FILE.test(error.code)) ? 2 : 1;
}

function partsOf(error: unknown): readonly { readonly problem: string; readonly remedy: string }[] {
  if (error instanceof DesignErrors) return error.errors.flatMap(partsOf);
  if (error instanceof DesignError) {
    return [{ problem: inOptions(error.problem), remedy: `${inOptions(error.remedy)} [${error.code}]` }];
  }
  if (error instanceof UsageError) return [error];
  const problem = oneLine(error instanceof Error ? error.message : String(error));
  return [{ problem, remedy: 'set DEBUG=aifactory and run it again to see where it comes from' }];
}

/** `'tiers: 3'` as `'--tiers 3'`. */
function inOptions(text: string): string {
  return text.replace(/'([a-zA-Z]+)(?:: (\d+))?'/g, (whole, prop: string, value: string | undefined) => {
    const option = Object.hasOwn(OPTION_OF, prop) ? OPTION_OF[prop] : undefined;
    if (option === undefined) return whole;
    return value === undefined ? `'${option}'` : `'${option} ${value}'`;
  });
}
