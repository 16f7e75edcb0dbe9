import { DesignError } from '../../errors/design-error';
import type { BillLine } from '../../model/bill-plan';
import type { SitePlan } from '../../model/site-plan';
import { BillPhases, BillPlaces, lineKey, NO_PLACE } from './bill-items';
import { billItems } from './plan-bill';

/** What of the plan of a site its BOM is made from. */
export type BilledSite = Pick<
  SitePlan,
  'name' | 'bill' | 'phases' | 'devices' | 'placement' | 'fabrics' | 'cables' | 'converged' | 'halls'
>;

/** Pieces of each line of a BOM, by place. */
export interface PlacedBill {
  /** Compartments, in order of placement. */
  readonly compartments: readonly string[];
  /** Pieces of a line by place: `0` lies between several compartments, `1` stands in no rack, from `2` the compartments. */
  readonly piecesOf: (line: BillLine) => ReadonlyMap<number, number>;
}

/**
 * Where what the BOM of a plan holds stands: devices and cords in the compartment of their rack, racks and blanks in their own, a transceiver in that of its cage, a cable
 * in that of all its ends, and between compartments where they differ. Each line is split by the same items that it was summed from.
 *
 * @throws DesignError `bill/no-models` for a plan that was written before its BOM told of models
 */
export function placeBill(plan: BilledSite): PlacedBill {
  const { bill, devices, placement, fabrics, cables, converged = [], phases: dated = [], halls, name } = plan;
  const places = new BillPlaces(placement, halls);
  const phases = dated.length === 0 ? undefined : new BillPhases({ phases: dated, purchases: [], devices });
  const { items } = billItems(
    {
      devices,
      placement,
      models: new Map(Object.entries(bill.models ?? {})),
      fabrics: fabrics.map((fabric) => fabric.plan),
      cables,
      converged,
    },
    phases,
    places,
  );
  const pieces = new Map<string, Map<number, number>>();
  for (const { line, phase, place = NO_PLACE } of items) {
    const key = lineKey(line, phases?.nameOf(phase ?? 0) ?? bill.lines[0]?.phase ?? '');
    const standing = pieces.get(key) ?? new Map<number, number>();
    pieces.set(key, standing.set(place, (standing.get(place) ?? 0) + line.quantity));
  }
  const piecesOf = (line: BillLine): ReadonlyMap<number, number> => pieces.get(lineKey(line, line.phase)) ?? new Map();
  const lost = bill.lines.find(
    (line) => [...piecesOf(line).values()].reduce((sum, count) => sum + count, 0) !== line.quantity,
  );
  if (lost !== undefined) {
    throw new DesignError('bill/no-models', {
      problem: `the plan of site '${name}' does not say where its line '${lost.description}' stands: an earlier version wrote it`,
      remedy: 'synthesize the site again',
      object: lost.description,
    });
  }
  return { compartments: places.names.slice(NO_PLACE + 1), piecesOf };
}
