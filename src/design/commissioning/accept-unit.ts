import { textOrder } from '../text';
import type { SitePlan } from '../../model/site-plan';
import { CheckBook, type UnitReport } from './commissioning-report';
import { judgeAdapters, judgeCounters, judgeLinks } from './judge-hosts';
import { judgeDiagnostics, judgeFailures, judgeNccl, judgeStorage } from './judge-runs';
import { judgeSensors } from './judge-sensors';
import type { AcceptOptions } from './measurement';
import { type MeasuredFile } from './measurement';
import { unitNamed, unitScope } from './unit-scope';

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
  // Order of the files says nothing.
  const sorted = [...files].sort((one, other) => textOrder(one.file, other.file));
  const input = { site, scope, files: sorted, options };
  judgeLinks(input, book);
  judgeCounters(input, book);
  judgeAdapters(input, book);
  judgeNccl(input, book);
  judgeStorage(input, book);
  judgeDiagnostics(input, book);
  judgeSensors(input, book);
  judgeFailures(input, book);
  const result = book.result();
  const isMeasured = result.counts.length > 0;
  const status = result.failures.length > 0 ? 'refused' : isMeasured ? 'accepted' : 'not-measured';
  return { ...base, status, ...result };
}
