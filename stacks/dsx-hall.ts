import {
  AirHandlers,
  Cdu,
  CoolingLoop,
  type Duration,
  FlowRate,
  GpuCluster,
  type HallProps,
  HeatRejection,
  Length,
  Mass,
  type Phase,
  Power,
  PowerZone,
  type Site,
  Temperature,
} from 'cdktf-ai-factory';
import { assumed, cdus, type SystemSpec } from 'cdktf-ai-factory/catalog';
import { PowerEnvelope } from 'cdktf-ai-factory/dsx';

/** What a figure is that no source gives. */
export const OPEN = { owner: 'operator and supplier of the racks', until: '2027-12-31' };

/** A hall of alike racks of one system that share an envelope. */
export interface DsxHall {
  readonly name: string;
  readonly rows: number;
  readonly racksPerRow: number;
  readonly racks: number;
  readonly system: SystemSpec;
  /** Draw of a rack by its full ceiling. */
  readonly maxP: Power;
  /** Active, highest and lowest limit of a rack. */
  readonly active: Power;
  readonly highest: Power;
  readonly lowest: Power;
  /** What one feed of a zone of two rows is rated for. */
  readonly zoneRating: Power;
  readonly phase: Phase;
  readonly leadTime: Duration;
  readonly psuFeeds: Readonly<Record<string, number>>;
}

/** Names of its rows. */
function rowNames({ rows }: Pick<DsxHall, 'rows'>): readonly string[] {
  return Array.from({ length: rows }, (_, index) => String.fromCharCode('A'.charCodeAt(0) + index));
}

/** The hall as a site takes it. */
export function dsxHallProps({
  name,
  rows,
  racksPerRow,
  maxP,
}: Pick<DsxHall, 'name' | 'rows' | 'racksPerRow' | 'maxP'>): HallProps {
  return {
    name,
    rack: { model: 'MGX rack', units: 48, power: maxP, maxLoad: Mass.kilograms(2_000) },
    rowPitch: Length.metres(3.6),
    rackPitch: Length.millimetres(600),
    riser: Length.metres(1.5),
    rows: rowNames({ rows }).map((row) => ({ name: row, racks: racksPerRow })),
  };
}

/** Zones, racks, cooling and the envelope of a hall. */
export function addDsxHall(site: Site, hall: DsxHall): GpuCluster {
  const { name, system, maxP, active, highest, lowest, racks, phase, zoneRating, psuFeeds } = hall;
  const rows = rowNames(hall).map((row) => `${name}/${row}`);
  const powerZones = Array.from(
    { length: Math.ceil(rows.length / 2) },
    (_, index) =>
      new PowerZone(site, `${name}-zone-${index + 1}`, {
        rating: zoneRating,
        rows: rows.slice(2 * index, 2 * index + 2),
      }),
  );
  const cluster = new GpuCluster(site, `${name}-racks`, {
    system,
    systemPower: maxP,
    count: racks,
    powerZones,
    powerCap: active,
    psuFeeds,
    phase,
    leadTime: hall.leadTime,
  });
  const water = new CoolingLoop(site, `${name}-water`, { kind: 'facility', rise: Temperature.celsius(8), phase });
  const liquid = new CoolingLoop(site, `${name}-liquid`, {
    kind: 'technology',
    halls: [name],
    rejectsTo: water,
    rise: Temperature.celsius(10),
    phase,
  });
  new Cdu(liquid, `${name}-cdus`, { spec: cdus.DESCHUTES, spare: 1, phase });
  new HeatRejection(water, `${name}-coolers`, {
    kind: 'dry-cooler',
    spare: 1,
    phase,
    ...assumed({ capacity: Power.megawatts(2) }, { why: 'size of a unit until one is chosen', ...OPEN }),
  });
  if (system.liquidFraction?.value !== 1) {
    const air = new CoolingLoop(site, `${name}-air`, {
      kind: 'air',
      halls: [name],
      rejectsTo: water,
      rise: Temperature.celsius(12),
      phase,
    });
    new AirHandlers(air, `${name}-room-units`, {
      kind: 'crah',
      spare: 1,
      phase,
      ...assumed(
        { capacity: Power.kilowatts(120), airflow: FlowRate.cubicMetresPerHour(28_800) },
        { why: 'size of a unit until one is chosen', ...OPEN },
      ),
    });
  }
  new PowerEnvelope(site, `${name}-envelope`, {
    members: [
      {
        cluster,
        highest,
        ...assumed(
          { lowest, afterReset: active, rackCooling: maxP },
          { why: 'no source states it for these racks', ...OPEN },
        ),
      },
    ],
    limit: active.times(racks),
    ...assumed({ brakeBy: 'hardware' as const }, { why: 'the racks are to be bought so', ...OPEN }),
  });
  return cluster;
}
