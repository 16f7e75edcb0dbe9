import { DesignError } from '../../errors/design-error';
import type { PurchaseInput } from '../../model/phase';
import { CELL_KINDS, type CellKind, type PowerNodeInput } from '../../model/power-node';
import { Duration } from '../../units/duration';
import { present } from '../../units/present';
import { nameOf, optional, PHASE_OF_SITE, type PropNames, renamed, required, TEXT } from '../props/prop-rule';
import type { Phase } from './phase';

/** Props of everything that is bought, comes late and belongs to a phase. */
export interface PurchaseProps {
  /**
   * Phase by whose date it is there, or its name.
   *
   * @default - from the first day
   */
  readonly phase?: Phase | string;
  /**
   * Time from order to delivery, for example `Duration.weeks(20)`. The phase report gives the last day on which it can be ordered.
   *
   * @default - not stated: no date is given
   */
  readonly leadTime?: Duration;
  /**
   * Former name of `leadTime`, in weeks.
   *
   * @default - `leadTime`
   * @deprecated give `leadTime`
   */
  readonly leadTimeWeeks?: number;
}

/** The purchase of a construct, for its contribution to the site; none without a lead time. */
export function purchaseOf(name: string, path: string, { phase, leadTime }: PurchaseProps): readonly PurchaseInput[] {
  if (leadTime === undefined) return [];
  return [{ name, path, leadTimeWeeks: leadTime.inWeeks, ...phaseName(phase) }];
}

/** The name of a phase as the engines take it. */
export function phaseName(phase: Phase | string | undefined): { readonly phase?: string } {
  // A program that runs without type-check may give null for what it leaves out.
  return phase === undefined || (phase as unknown) === null ? {} : { phase: nameOf(phase) };
}

/** Systems that come with one phase. */
export interface DeliveryProps {
  /** Phase by whose date they are there, or its name. */
  readonly phase: Phase | string;
  /** Number of systems. */
  readonly systems: number;
}

/** Props of systems that come in several deliveries. */
export interface DeliveredProps extends PurchaseProps {
  /**
   * Systems that come with each phase, in order of their names: together all of them. Either this or `phase`.
   *
   * @default - all come with `phase`
   */
  readonly deliveries?: readonly DeliveryProps[];
}

const DELIVERY_NAMES: PropNames<DeliveryProps> = {
  phase: required(PHASE_OF_SITE),
  systems: required({ count: 'cluster/bad-delivery' }),
};

/** Weeks; more than twenty years are a slip. */
const LEAD_TIME = { number: { least: 0, most: 1_040 } };

/** Props of what is bought. */
export const PURCHASE_NAMES: PropNames<PurchaseProps> = {
  phase: optional(PHASE_OF_SITE),
  ...renamed('leadTime', 'leadTimeWeeks', Duration, 'weeks', LEAD_TIME, 'give a time from 0 weeks to 1040 weeks'),
};

/** Props of what comes in deliveries. */
export const DELIVERED_NAMES: PropNames<DeliveredProps> = {
  ...PURCHASE_NAMES,
  deliveries: optional({ of: DELIVERY_NAMES, as: 'list' }),
};

/** What is wrong with the deliveries of so many systems: `cluster/bad-delivery`, `cluster/deliveries-differ`, `cluster/two-phases`. */
export function deliveryErrors(owner: string, count: number, { phase, deliveries }: DeliveredProps): DesignError[] {
  if (deliveries === undefined) return [];
  const errors: DesignError[] = [];
  if (phase !== undefined) {
    errors.push(
      new DesignError('cluster/two-phases', {
        problem: `${owner}: both 'phase' and 'deliveries' are given`,
        remedy: "leave out 'phase'",
        object: owner,
      }),
    );
  }
  const sum = deliveries.reduce((total, { systems }) => total + systems, 0);
  const areCounts = deliveries.every(({ systems }) => Number.isInteger(systems) && systems >= 1);
  if (errors.length === 0 && areCounts && sum !== count) {
    errors.push(
      new DesignError('cluster/deliveries-differ', {
        problem: `${owner}: 'deliveries' bring ${sumText(deliveries, sum)}, and 'count' is ${count}`,
        remedy: 'let the deliveries bring all systems',
        object: owner,
        value: String(sum),
        limit: String(count),
      }),
    );
  }
  return errors;
}

/** Phase of each system by its name; none for those of the first day. */
export function phasesOf(names: readonly string[], { phase, deliveries }: DeliveredProps): ReadonlyMap<string, string> {
  if (deliveries === undefined) {
    return new Map(phase === undefined ? [] : names.map((name) => [name, nameOf(phase)]));
  }
  const phases = deliveries.flatMap(({ phase: of, systems }) => Array.from({ length: systems }, () => nameOf(of)));
  return new Map(names.map((name, index) => [name, phases[index] ?? '']));
}

/** Purchases of systems: one a delivery. */
export function deliveryPurchases(name: string, path: string, props: DeliveredProps): readonly PurchaseInput[] {
  const { deliveries, leadTime } = props;
  if (deliveries === undefined || leadTime === undefined) return purchaseOf(name, path, props);
  return deliveries.map(({ phase, systems }) => ({
    name: `${systems} ${systems === 1 ? 'system' : 'systems'} of ${name}`,
    path,
    leadTimeWeeks: leadTime.inWeeks,
    ...phaseName(phase),
  }));
}

function sumText(deliveries: readonly DeliveryProps[], sum: number): string {
  const parts = deliveries.map(({ systems }) => systems).join(' + ');
  return deliveries.length > 1 ? `${parts} = ${sum} systems` : `${sum} systems`;
}

/** Props of a node of the power chain about where it stands. */
export interface PlacedNodeProps extends PurchaseProps {
  /**
   * Room or compartment in which it stands: what burns or floods there is lost together. Two things stand in one where they name it alike.
   *
   * @default - not known: where nodes stand in for each other, the report says so
   */
  readonly compartment?: string;
  /**
   * Cells of a UPS or a battery store; `none` of a flywheel.
   *
   * @default - not known
   */
  readonly cells?: CellKind;
}

/** Names of the props of a placed node. */
export const PLACED_NODE_NAMES: PropNames<PlacedNodeProps> = {
  ...PURCHASE_NAMES,
  compartment: optional(TEXT),
  cells: optional({ choices: CELL_KINDS }),
};

/** Where and when a node is there, as the engines take it. */
export function placeOf({
  compartment,
  cells,
  phase,
}: PlacedNodeProps): Pick<PowerNodeInput, 'compartment' | 'cells' | 'phase'> {
  return { ...present({ compartment, cells }), ...phaseName(phase) };
}
