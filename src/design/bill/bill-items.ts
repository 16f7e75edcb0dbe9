import type { BillLine } from '../../model/bill-plan';
import type { FabricPlan } from '../../model/fabric-plan';
import { type PhaseInput, PhaseOrder, type PurchaseInput, weeksBefore } from '../../model/phase';
import type { DeviceInput } from '../../model/placement-plan';
import { present } from '../../units/present';

/** A line with the sentence that its gap makes: what is missing, and where it would come from. */
export interface BillItem {
  readonly line: Omit<BillLine, 'phase' | 'spares' | 'lastOrderDate'>;
  readonly gap?: string;
  /** Number of its phase. Absent: the site has no phases. */
  readonly phase?: number;
  /** Construct path of its owner, whose lead time it has. Absent: nobody states one. */
  readonly path?: string;
}

/** An item that stands for all that are alike. */
interface MergedItem extends BillItem {
  /** Earliest of their last order dates. */
  readonly lastOrderDate?: string;
}

/** Lines that are alike but for their quantity as one, in order of the first of each: one line is one thing to buy, of one vendor. */
export function mergeItems(items: readonly BillItem[], phases?: BillPhases): MergedItem[] {
  const merged = new Map<string, MergedItem>();
  for (const item of items) {
    const { quantity, ...kind } = item.line;
    const key = JSON.stringify([
      kind.category,
      kind.description,
      kind.manufacturer ?? '',
      kind.partNumber ?? '',
      kind.unit,
      kind.lengthMillimetres ?? -1,
      item.phase ?? 0,
    ]);
    const standing = merged.get(key);
    const sum = (standing?.line.quantity ?? 0) + quantity;
    const date = earliest(standing?.lastOrderDate, phases?.lastOrderDate(item.path ?? '', item.phase ?? 0));
    merged.set(key, {
      ...(standing ?? item),
      line: { ...kind, quantity: sum },
      ...present({ lastOrderDate: date }),
    });
  }
  return [...merged.values()];
}

function earliest(one: string | undefined, other: string | undefined): string | undefined {
  if (one === undefined || other === undefined) return one ?? other;
  return one < other ? one : other;
}

/** Phases of a site as the BOM sees them: when each thing is there, and by when it must be ordered. */
interface BillPhasesInput {
  /** In any order. */
  readonly phases: readonly PhaseInput[];
  readonly purchases: readonly PurchaseInput[];
  readonly devices: readonly DeviceInput[];
}

/** Tells the phase of devices and links by number from 0, in order of dates. A link is there with the later of its ends. */
export class BillPhases {
  private readonly order: PhaseOrder;
  private readonly numbers: ReadonlyMap<string, number>;
  /** Longest lead time by construct path, weeks. */
  private readonly leads = new Map<string, number>();

  public constructor({ phases, purchases, devices }: BillPhasesInput) {
    this.order = new PhaseOrder(phases);
    this.numbers = new Map(devices.map((device) => [device.name, this.order.numberOf(device)]));
    for (const { path, leadTimeWeeks } of purchases) {
      this.leads.set(path, Math.max(this.leads.get(path) ?? 0, leadTimeWeeks));
    }
  }

  /** Name of a phase. */
  public nameOf(number: number): string {
    return this.order.phases[number]?.name ?? '';
  }

  /** Number of the phase of a device; 0 for what is not of the site. */
  public numberOf(device: string): number {
    return this.numbers.get(device) ?? 0;
  }

  /** Number of the phase of each link of a fabric. */
  public ofLinks({ endpoints, switches, links }: FabricPlan): Uint16Array {
    const lower = endpoints.map(({ name, device }) => this.numberOf(device ?? name));
    const upper = switches.map(({ name }) => this.numberOf(name));
    return Uint16Array.from({ length: links.count }, (_, link) => {
      const a = (links.tier[link] === 0 ? lower : upper)[links.aNode[link] ?? 0] ?? 0;
      return Math.max(a, upper[links.bNode[link] ?? 0] ?? 0);
    });
  }

  /** Last day on which what a construct brings in a phase can be ordered; undefined where its lead time is not stated. */
  public lastOrderDate(path: string, number: number): string | undefined {
    const weeks = this.leads.get(path);
    const phase = this.order.phases[number];
    return weeks === undefined || phase === undefined ? undefined : weeksBefore(phase.date, weeks);
  }
}
