import type { StackMemory } from '../../design/lock/stack-memory';
import { DesignError } from '../../errors/design-error';
import { recordId, type NetboxRecord } from '../../export/netbox/netbox-record';
import { present } from '../../units/present';
import type { NetboxLayout, NetboxStack } from './netbox-layout';

/** What the stacks of a NetBox inventory held before: a row or a zone whose stack changed leaves its former states without being destroyed. */
export class NetboxFormerStacks {
  public constructor(
    private readonly layout: NetboxLayout,
    private readonly memory: StackMemory,
  ) {}

  /** Keeps which stacks a row has; gives those that it had. */
  public addRow(hall: string, row: string, racks: number): readonly NetboxStack[] {
    const name = `${hall}/${row}`;
    this.memory.hold(`row ${name}`, this.layout.placeName(hall, row));
    this.memory.hold(`cables ${name}`, this.layout.cableStacks(hall, row));
    const places = this.memory.formerOf(`row ${name}`).filter((place) => place !== this.layout.own);
    const cables = this.memory.formerOf(`cables ${name}`).flatMap((pattern) => expanded(pattern, racks));
    return [
      ...places.flatMap((place): NetboxStack[] => [
        { name: place, domain: 'devices' },
        { name: `${place}-power`, domain: 'power' },
      ]),
      ...cables.map((stack): NetboxStack => ({ name: stack, domain: 'cables' })),
    ];
  }

  /** Keeps which stack the feeds of a zone have; gives those that they had. */
  public addZone(zone: string): readonly NetboxStack[] {
    this.memory.hold(`zone ${zone}`, this.layout.zoneStack(zone).name);
    const former = this.memory.formerOf(`zone ${zone}`).filter((name) => name !== this.layout.own);
    return former.map((name): NetboxStack => ({ name, domain: 'feeds' }));
  }

  /** Stacks that held a record before. */
  public stacksOf(record: NetboxRecord): readonly string[] {
    const { domain, place, zone } = record;
    const now = this.layout.stackOf(record);
    const row = `${place?.hall ?? ''}/${place?.row ?? ''}`;
    const former =
      domain === 'feeds'
        ? this.memory.formerOf(`zone ${zone ?? ''}`)
        : domain === 'devices'
          ? this.memory.formerOf(`row ${row}`)
          : domain === 'power'
            ? this.memory.formerOf(`row ${row}`).map((name) => (name === this.layout.own ? name : `${name}-power`))
            : domain === 'cables'
              ? this.memory.formerOf(`cables ${row}`).map((pattern) => pattern.replace('*', String(place?.number ?? 0)))
              : [];
    return former.filter((name) => name !== now);
  }

  /**
   * Refuses records that come to another stack without an id by which it can take them over: they would be destroyed in one state and made again in the
   * other.
   *
   * @throws DesignError `netbox/split-moves-objects`
   */
  public checkMoves(site: string, records: Iterable<NetboxRecord>, imported: ReadonlySet<string>): void {
    const moving = [...records].filter((record) => this.isMoving(record) && !imported.has(recordId(record)));
    const [first] = moving;
    if (first === undefined) return;
    const from = this.stacksOf(first)[0] ?? '';
    throw new DesignError('netbox/split-moves-objects', {
      problem:
        `site '${site}': with 'split' and 'rowsByRack' as they are now, ${moving.length} objects come to other stacks, among them ` +
        `${first.model} '${first.key.join(' / ')}' from '${from}' to '${this.layout.stackOf(first)}', and 'imports' has no id of them`,
      remedy:
        "leave 'split' and 'rowsByRack' as they were, or take 'split' away where a hall or row was renamed: rows then stay in the stacks that the lock holds; " +
        "or write the ids of what exists to a file ('aifactory ids') and name it as 'imports'",
      object: site,
      value: `${moving.length}`,
    });
  }

  private isMoving({ domain, place, zone, ...record }: NetboxRecord): boolean {
    const row = `${place?.hall ?? ''}/${place?.row ?? ''}`;
    const key =
      domain === 'feeds'
        ? `zone ${zone ?? ''}`
        : domain === 'cables'
          ? `cables ${row}`
          : domain === 'devices' || domain === 'power'
            ? `row ${row}`
            : undefined;
    if (key === undefined || !this.memory.moves(key)) return false;
    return this.stacksOf({ domain, ...(place && { place }), ...present({ zone }), ...record }).length > 0;
  }
}

function expanded(pattern: string, racks: number): readonly string[] {
  if (!pattern.includes('*')) return [pattern];
  return Array.from({ length: racks }, (_, index) => pattern.replace('*', String(index + 1)));
}
