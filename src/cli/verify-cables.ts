import type { AsBuiltReport } from '../design/as-built/as-built-report';
import { compareConfig, type ConfigReport } from '../design/as-built/compare-config';
import { compareFabric } from '../design/as-built/compare-fabric';
import { UsageError } from './usage-error';
import type { VerifyInput } from './verify-input';

/** Cables and configurations against the plan. */
export interface CableOutcome {
  readonly reports: readonly AsBuiltReport[];
  readonly configs: readonly ConfigReport[];
}

/**
 * Compares dumps of links and configurations of switches with the plan.
 *
 * @param input - what is compared with what
 * @param hasDumps - whether there are dumps of links
 * @param fabric - name of the one fabric to check
 * @throws UsageError for dumps that show no switch of the site
 */
export function verifyCables(input: VerifyInput, hasDumps: boolean, fabric?: string): CableOutcome {
  const { site, fabrics, map } = input;
  const configs = input.configs.flatMap(({ device, config }) =>
    fabrics
      .filter(({ switches }) => switches.some(({ name }) => name === device))
      .map((plan) => compareConfig(plan, device, config, { map, site })),
  );
  return { reports: hasDumps ? compareAll(input, fabric) : [], configs };
}

function compareAll(input: VerifyInput, fabric: string | undefined): AsBuiltReport[] {
  const { site, fabrics, discovered, map, only } = input;
  const reports = fabrics.map((plan) =>
    compareFabric(plan, discovered, { map, site, ...(only !== undefined && { only }) }),
  );
  const shown = reports.filter(({ switchesShown }) => switchesShown > 0);
  if (shown.length > 0) return shown;
  const names = reports[0]?.strangers ?? [];
  const found =
    names.length === 0
      ? 'the files show no device that is not of the site'
      : `the files name '${names.slice(0, 3).join("', '")}' and so on`;
  const whose = fabric === undefined ? 'of the site' : `of fabric '${fabric}'`;
  throw new UsageError(`no switch ${whose} is in the files: ${found}`, "map names to those of the plan with '--map'");
}
