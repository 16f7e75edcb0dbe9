import type { NameMap } from '../as-built/name-map';
import type { SitePlan } from '../../model/site-plan';
import { CheckBook } from './check-book';
import type { UnitReport } from './commissioning-report';
import { judgeAdapters } from './judge-adapters';
import { judgeCounters } from './judge-counters';
import { judgeDiagnostics } from './judge-diagnostics';
import { judgeLinks } from './judge-links';
import { judgeNccl } from './judge-nccl';
import { judgeSensors } from './judge-sensors';
import { judgeStorage } from './judge-storage';
import type { MeasuredFile } from './measured-file';
import { unitNamed, unitScope } from './unit-scope';

/** What a unit must reach beside the plan. */
export interface AcceptOptions {
  /** Names of the tools as names of the plan. */
  readonly map: NameMap;
  /** Share of the plan's bound that the bus bandwidth of NCCL must reach, 0 to 1. Needed where a run is given. */
  readonly ncclPassShare?: number;
  /**
   * Firmware of adapters that is accepted.
   *
   * @default - firmware is listed and not judged
   */
  readonly firmware?: readonly string[];
  /**
   * Storage tier that fio measured.
   *
   * @default - the one that serves the unit's cluster
   */
  readonly tier?: string;
}

/**
 * Judges a unit by what tools measured in it, against its plan.
 *
 * @param site - the plan, with the state of each device
 * @param unit - its name, `su-02` or `haein/su-02`
 * @param files - what the tools printed; what is of other units is passed over
 * @throws DesignError `commissioning/unknown-unit`, `commissioning/several-units`, `commissioning/unknown-tier`, `commissioning/no-pass-share`, `as-built/adapter-order`
 */
export function acceptUnit(
  site: SitePlan,
  unit: string,
  files: readonly MeasuredFile[],
  options: AcceptOptions,
): UnitReport {
  const scope = unitScope(site, unitNamed(site, unit));
  const book = new CheckBook();
  const base = { site: site.name, unit: scope.name, devices: scope.devices.size, dark: scope.dark };
  if (scope.hosts.size === 0) return { ...base, status: 'dark', ...book.result() };
  const input = { site, scope, files, options };
  judgeLinks(input, book);
  judgeCounters(input, book);
  judgeAdapters(input, book);
  judgeNccl(input, book);
  judgeStorage(input, book);
  judgeDiagnostics(input, book);
  judgeSensors(input, book);
  const result = book.result();
  const isMeasured = result.counts.length > 0;
  const status = result.failures.length > 0 ? 'refused' : isMeasured ? 'accepted' : 'not-measured';
  return { ...base, status, ...result };
}
