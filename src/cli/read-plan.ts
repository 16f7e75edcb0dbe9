import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { SitePlan } from '../model/site-plan';
import { parseSiteJson } from '../report/site/site-json';
import { asUsage } from './as-usage';
import { utf8Of } from './read-utf8';
import { UsageError } from './usage-error';

/**
 * Reads the plan of a site from a file of the command line.
 *
 * @throws UsageError for a file that cannot be read or holds no plan
 */
export function readPlan(path: string, folder: string): SitePlan {
  let bytes: Uint8Array;
  try {
    bytes = readFileSync(resolve(folder, path));
  } catch {
    throw new UsageError(`the file '${path}' cannot be read`, "name the 'site.json' of a synthesis");
  }
  const text = utf8Of(bytes, path);
  return asUsage(() => parseSiteJson(text), path);
}

/**
 * Reads two plans of one site.
 *
 * @throws UsageError as `readPlan`, and for plans of different sites
 */
export function readTwoPlans(before: string, after: string, folder: string): readonly [SitePlan, SitePlan] {
  const [was, is] = [readPlan(before, folder), readPlan(after, folder)];
  if (was.name === is.name) return [was, is];
  throw new UsageError(
    `'${before}' is of site '${was.name}', and '${after}' of '${is.name}'`,
    'give two plans of one site',
  );
}
