import { rowRacks, type SystemFigures, zoneRows } from './design-figures';
import {
  COMPUTE,
  CORE,
  type HallContext,
  OOB,
  type Props,
  RECHARGE_WATTS,
  SET_DERATING,
  SET_WATTS,
  STORAGE,
  SYSTEM,
  UFM,
  wattsText,
} from './draft-parts';
import { addPlant, type Side } from './hall-plant';

/** Rows of a hall. */
export interface HallRows {
  /** Rows of systems by zone. */
  readonly zones: readonly (readonly string[])[];
  readonly network: readonly string[];
  /** Racks of a row of systems. */
  readonly racks: number;
}

/** Rows of a hall with so many systems, as zones have them. */
export function hallRows(system: SystemFigures, systems: number, network: number): HallRows {
  const racks = rowRacks(system);
  const count = Math.max(1, Math.ceil(systems / (racks * system.perRack)));
  const each = zoneRows(system);
  const names = Array.from({ length: count }, (_, index) => `R${String(index + 1).padStart(2, '0')}`);
  const zones = Array.from({ length: Math.ceil(count / each) }, (_, index) =>
    names.slice(index * each, (index + 1) * each),
  );
  return { zones, network: Array.from({ length: network }, (_, index) => `N${index + 1}`), racks };
}

/** Racks of a row of network racks. */
export const NETWORK_RACKS = 16;

/** What comes to a hall. */
export interface HallSupply {
  readonly feeds: readonly string[];
  /** Source of each feed. */
  readonly sources: Readonly<Record<string, string>>;
  /** Voltage of the supply. Absent: that of the site. */
  readonly highVolts?: string;
}

/** A hall of a draft; its constructs are added. */
export function draftHall(hall: HallContext, supply: HallSupply): Props {
  return new HallDraft(hall, supply).make();
}

/** One hall with all that belongs to it. */
class HallDraft {
  private readonly rows: HallRows;

  public constructor(
    private readonly hall: HallContext,
    private readonly supply: HallSupply,
  ) {
    const { input, systems } = hall;
    this.rows = hallRows(input.system, systems, input.networkRows(systems));
  }

  /** The hall itself; its constructs are added. */
  public make(): Props {
    const { zones, network, racks } = this.rows;
    const boards = this.intake();
    const zoneNames = zones.map((rows, index) => this.zone(`z${index + 1}`, rows, boards));
    const networkZone = this.zone('net', network, boards);
    addPlant(
      this.hall,
      this.supply.feeds.map((feed) => [feed, this.side('plant', feed, boards[feed] ?? '')] as const),
    );
    this.networks(zoneNames, networkZone);
    const { system } = this.hall.input;
    const rackWatts = Math.ceil((system.watts * system.perRack) / 1_000 + 3) * 1_000;
    const gpuRows = zones.flat();
    const rowOf = (name: string): Props => ({ name, racks, accepts: ['system'] });
    const half = Math.ceil(gpuRows.length / 2);
    return {
      name: this.hall.name,
      rack: {
        model: system.isRack ? 'rack of the system' : '48 U rack',
        units: 48,
        assumed: {
          ...this.hall.why.building,
          props: { power: wattsText(rackWatts), maxLoad: system.isRack ? '2,000 kg' : '1,200 kg' },
        },
      },
      rowPitch: '3 m',
      rackPitch: '600 mm',
      riser: '1.5 m',
      rows: [
        ...gpuRows.slice(0, half).map(rowOf),
        ...network.map((name) => ({
          name,
          racks: NETWORK_RACKS,
          accepts: ['switch', 'storage', 'server', 'ufm'],
          rack: {
            model: '48 U rack for networks',
            units: 48,
            assumed: { ...this.hall.why.building, props: { power: '44 kW', maxLoad: '1,200 kg' } },
          },
        })),
        ...gpuRows.slice(half).map(rowOf),
      ],
    };
  }

  /** Medium voltage of the hall: a substation of each side where the supply is higher, and sets that stand by for both. */
  private intake(): Readonly<Record<string, string>> {
    const { country } = this.hall.input;
    const at = { volts: country.medium, powerFactor: 0.98 };
    const sets = this.sets();
    return Object.fromEntries(
      this.supply.feeds.map((feed) => {
        const side = feed.toLowerCase();
        const source = this.supply.sources[feed] ?? '';
        const above =
          this.supply.highVolts === undefined
            ? source
            : this.hall.node(
                'Substation',
                `${this.hall.id}-sub-${side}`,
                feed,
                { ...at, fedFrom: source, heatTo: 'outside' },
                { rating: this.hall.rating(`${this.hall.id}-sub-${side}`, 100e6), efficiency: 0.996 },
              );
        const name = `${this.hall.id}-mv-${side}`;
        return [
          feed,
          this.hall.node(
            'TransferSwitch',
            name,
            feed,
            { ...at, fedFrom: [above, sets] },
            { rating: this.hall.rating(name, 100e6), supply: { transfer: '2 s', restartStep: feed === 'A' ? 1 : 2 } },
          ),
        ];
      }),
    );
  }

  /** Generating sets of N+1 with their board and a transformer to the voltage of the hall. */
  private sets(): string {
    const { country } = this.hall.input;
    const need =
      this.hall.input.ratings.get(`${this.hall.id}-sets`) ?? this.hall.systems * this.hall.input.system.watts * 2 + 1e6;
    const each = SET_WATTS * SET_DERATING;
    const count = Math.max(2, Math.ceil(need / each) + 1);
    const group = this.hall.made.add('RedundancyGroup', `${this.hall.id}-sets`, { scheme: 'N+1' });
    const at = { volts: '11 kV', powerFactor: 0.98 };
    const generators = Array.from({ length: count }, (_, index) =>
      this.hall.made.add('Generator', `${this.hall.id}-set-${String(index + 1).padStart(2, '0')}`, {
        ...at,
        ...this.hall.there,
        group,
        compartment: `${this.hall.name}-set-room-${index + 1}`,
        assumed: {
          ...this.hall.why.electrical,
          props: {
            rating: wattsText(SET_WATTS),
            supply: {
              ratingBasis: 'data-centre-continuous',
              deratingShare: SET_DERATING,
              start: '10 s',
              stepShare: 1,
              ramp: '1 MW',
              stepInterval: '5 s',
              fuel: '40,000 l',
              fuelConsumption: '0.27 l/kWh',
              requiredFuel: '24 h',
              fuelSource: 'lorries of a fuel supplier',
            },
          },
        },
      }),
    );
    const board = this.hall.node(
      'Switchboard',
      `${this.hall.id}-set-board`,
      undefined,
      { ...at, fedFrom: generators },
      { rating: this.hall.rating(`${this.hall.id}-set-board`, 100e6) },
    );
    return this.hall.node(
      'Transformer',
      `${this.hall.id}-set-tx`,
      undefined,
      { volts: country.medium, powerFactor: 0.98, fedFrom: board, heatTo: 'outside' },
      { rating: this.hall.rating(`${this.hall.id}-set-tx`, 100e6), efficiency: 0.993 },
    );
  }

  /** Transformer, UPS and board of one side at low voltage. */
  private side(use: string, feed: string, from: string): Side {
    const side = feed.toLowerCase();
    const at = { volts: this.hall.input.country.low, powerFactor: 0.98 };
    const tx = `${this.hall.id}-${use}-tx-${side}`;
    const ups = `${this.hall.id}-${use}-ups-${side}`;
    const board = `${this.hall.id}-${use}-board-${side}`;
    this.hall.node(
      'Transformer',
      tx,
      feed,
      { ...at, fedFrom: from, heatTo: 'outside' },
      { rating: this.hall.rating(tx, 6e6), efficiency: 0.9955 },
    );
    this.hall.node(
      'Ups',
      ups,
      feed,
      { ...at, fedFrom: tx, heatTo: `${this.hall.id}-air` },
      {
        rating: this.hall.rating(ups, 6e6),
        efficiency: 0.975,
        cells: 'lead-acid',
        supply: { autonomy: '5 min', recharge: wattsText(RECHARGE_WATTS) },
      },
    );
    this.hall.node('Switchboard', board, feed, { ...at, fedFrom: ups }, { rating: this.hall.rating(board, 6e6) });
    return { raw: tx, kept: board };
  }

  private zone(use: string, rows: readonly string[], boards: Readonly<Record<string, string>>): string {
    const name = `${this.hall.id}-${use}`;
    // With one side, networks and plant still have two: what all racks hang on is not lost with a feed.
    const isSingle = this.hall.input.redundancy === 'N' && use !== 'net';
    const feeds = isSingle ? this.supply.feeds.slice(0, 1) : this.supply.feeds;
    const sources = feeds.map((feed) => [feed, this.side(use, feed, boards[feed] ?? '').kept] as const);
    return this.hall.made.add('PowerZone', name, {
      rows: rows.map((row) => `${this.hall.name}/${row}`),
      redundancy: isSingle ? 'N' : '2N',
      feeds,
      ...(isSingle || use === 'net' ? {} : { rackFeed: 'static-switch' }),
      sources: Object.fromEntries(sources),
      assumed: { ...this.hall.why.electrical, props: { rating: this.hall.rating(name, 6e6) } },
    });
  }

  /** Cluster, storage and the four networks. */
  private networks(zones: readonly string[], network: string): void {
    const { id, made, why, there, phase, input } = this.hall;
    const { system } = input;
    const ordered = (props: Props): Props => ({ assumed: { ...why.supplier, props } });
    const gpu = made.add('GpuCluster', `${id}-gpu`, {
      ...there,
      system: SYSTEM,
      count: this.hall.systems,
      powerZones: zones,
      ...(system.isRack ? {} : { unitSystems: system.unit, systemsPerRack: system.perRack }),
      assumed: {
        ...why.supplier,
        props: { spareSystems: this.hall.systems < 2 ? 0 : Math.ceil(this.hall.systems / 50) },
      },
    });
    const petabytes = Math.max(4, Math.ceil((this.hall.systems * system.gpus) / 250));
    const scratch = made.add('StorageTier', `${id}-scratch`, {
      in: network,
      ...phase,
      system: STORAGE,
      serves: [gpu],
      level: 'good',
      ...ordered({ capacity: `${petabytes} PB`, blocks: petabytes + 1, tolerates: { blocks: 1 } }),
    });
    const compute = made.add('InfinibandFabric', `${id}-compute`, {
      in: network,
      ...phase,
      hosts: [gpu],
      switch: COMPUTE,
      ufm: { server: UFM, count: 2, portsEach: 2 },
      ...ordered({ switchPower: system.switchId === 'q3400' ? '4 kW' : '1,720 W' }),
    });
    const storage = made.add('EthernetFabric', `${id}-storage`, {
      in: network,
      ...phase,
      role: 'storage',
      hosts: [gpu, scratch],
      switch: CORE,
      portRate: '400 Gb/s',
      ...ordered({ switchPower: '2.2 kW' }),
    });
    const inBand = made.add('EthernetFabric', `${id}-in-band`, {
      in: network,
      ...phase,
      role: 'in-band',
      hosts: [gpu],
      switch: CORE,
      ...ordered({ switchPower: '2.2 kW' }),
    });
    made.add('ManagementNetwork', `${id}-oob`, {
      in: network,
      ...phase,
      manages: [gpu, compute, scratch, storage, inBand],
      switch: OOB,
      spineSwitch: CORE,
      ...ordered({ switchPower: '100 W', spineSwitchPower: '2.2 kW' }),
    });
  }
}
