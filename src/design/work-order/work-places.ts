import type { RackPlan } from '../../model/placement-plan';
import type { SitePlan } from '../../model/site-plan';
import type { WorkPlace } from './work-order-plan';

const NOWHERE: WorkPlace = { hall: '', row: '', rack: '', u: 0 };

/** Where the devices of one state of a site stand. */
export class WorkPlaces {
  public readonly racks: ReadonlyMap<string, RackPlan>;
  private readonly positions: SitePlan['placement']['positions'];

  public constructor({ placement }: Pick<SitePlan, 'placement'>) {
    this.racks = new Map(placement.racks.map((rack) => [rack.name, rack]));
    this.positions = placement.positions;
  }

  public of(device: string): WorkPlace {
    const position = this.positions.get(device);
    const rack = this.racks.get(position?.rack ?? '');
    if (position === undefined || rack === undefined) return NOWHERE;
    return { hall: rack.hall, row: rack.row, rack: rack.name, u: position.u };
  }
}

/** Place as people say it. */
export function placeText({ rack, u }: WorkPlace): string {
  return rack === '' ? 'no rack' : `${rack} U${u}`;
}

/** Orders places as one walks: halls, rows and racks as the plans list them, from the bottom up. */
export function walkingOrder(plans: readonly SitePlan[]): (place: WorkPlace) => number {
  const ranks = new Map<string, number>();
  const add = (name: string): void => {
    if (!ranks.has(name)) ranks.set(name, ranks.size);
  };
  for (const { placement } of plans) {
    const racks = [...placement.racks];
    for (const { name } of racks) add(name);
  }
  const span = 1_000;
  return ({ rack, u }) => (ranks.get(rack) ?? ranks.size) * span + u;
}
