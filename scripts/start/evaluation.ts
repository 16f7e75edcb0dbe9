import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

import type { PolicyReport } from '../../src/policy/engine/rule';

/** The evaluation of one site by the policies. */
export interface SiteJudgement {
  readonly site: string;
  /** Folder of its drawings and reports. */
  readonly folder: string;
  /** The report for people. */
  readonly text: string;
  /** The same as data. */
  readonly report: PolicyReport;
  readonly errors: number;
}

/** When each site was last judged, so that reports of earlier runs are told from new ones. */
export type JudgementTimes = ReadonlyMap<string, bigint>;

/** Times of the reports that are there. */
export function judgementTimes(outdir: string): JudgementTimes {
  return new Map(sitesIn(outdir).map((site) => [site, timeOf(join(outdir, 'site', site))]));
}

/** Reports that were written since `before`, by site. */
export function newJudgements(outdir: string, before: JudgementTimes): readonly SiteJudgement[] {
  return sitesIn(outdir).flatMap((site) => {
    const folder = join(outdir, 'site', site);
    if (before.get(site) === timeOf(folder)) return [];
    const text = readFileSync(join(folder, 'policy.txt'), 'utf8');
    const report = JSON.parse(readFileSync(join(folder, 'policy.json'), 'utf8')) as PolicyReport;
    return [{ site, folder, text, report, errors: report.counts.severities.error }];
  });
}

function sitesIn(outdir: string): readonly string[] {
  const folder = join(outdir, 'site');
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((site) => existsSync(join(folder, site, 'policy.txt')) && existsSync(join(folder, site, 'policy.json')))
    .sort();
}

function timeOf(folder: string): bigint {
  return statSync(join(folder, 'policy.txt'), { bigint: true }).mtimeNs;
}
