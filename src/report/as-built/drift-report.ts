import type { AsBuiltReport } from '../../design/as-built/as-built-report';
import type { AssetReport } from '../../design/as-built/compare-assets';
import type { ConfigReport } from '../../design/as-built/compare-config';
import type { InventoryReport } from '../../design/as-built/inventory';

/** What a file tells of. */
export type DiscoveredKind = 'links' | 'switch-configuration' | 'netbox' | 'assets';

/** A file that was compared. */
export interface DiscoveredFile {
  /** As it was named. */
  readonly file: string;
  readonly kind: DiscoveredKind;
  /** Switch whose configuration it is. */
  readonly device?: string;
}

/** All that stands against all that is planned. */
export interface DriftReport {
  readonly site: string;
  /** Construct path of the site. */
  readonly path: string;
  /** The plan's file, as it was named. */
  readonly plan: string;
  /** In the order of their names. */
  readonly files: readonly DiscoveredFile[];
  readonly fabrics: readonly AsBuiltReport[];
  readonly switches: readonly ConfigReport[];
  /** Absent: no file of NetBox was given. */
  readonly inventory?: InventoryReport;
  /** Absent: no list of assets was given. */
  readonly assets?: AssetReport;
}

/** Findings of a report, all checks together. */
export function driftCount({ fabrics, switches, inventory, assets }: DriftReport): number {
  const found = fabrics.reduce((sum, report) => sum + report.findings.length, 0);
  const told = switches.reduce((sum, { drift }) => sum + drift.length, 0);
  return found + told + (inventory?.findings.length ?? 0) + (assets?.findings.length ?? 0);
}
