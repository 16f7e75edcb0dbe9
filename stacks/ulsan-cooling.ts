import {
  AirHandlers,
  assumed,
  type AssumptionReason,
  Cdu,
  CoolingLoop,
  Duration,
  EnergyTarget,
  FlowRate,
  HeatRejection,
  Power,
  Temperature,
  type Phase,
  type Site,
} from 'cdktf-ai-factory';
import { cdus } from 'cdktf-ai-factory/catalog';
import type { PlantFeeds } from './ulsan-power';

/** What the mechanical design replaces. */
const DESIGN: AssumptionReason = {
  why: 'no design yet: volumes of pipes and rooms of this class',
  owner: 'the mechanical designer',
  until: '2027-03-31',
};

/** What the mechanical design replaces: where the units stand, and how fast they are back. */
const UNITS: AssumptionReason = { ...DESIGN, why: 'no design yet: bays and times of such units' };
const PUMPED = assumed({ restart: Duration.seconds(30) }, UNITS);

/** Names of bays: one is lost by a fire or a leak, not two. */
function bays(name: string, count: number): readonly string[] {
  return Array.from({ length: count }, (_, index) => `${name}-${index + 1}`);
}

/** What the cooling of a hall is made from. */
export interface HallCoolingProps {
  readonly site: Site;
  readonly phase: Phase;
  /** Name of the hall. */
  readonly hall: string;
  /** Loop of the building that takes its heat. */
  readonly building: CoolingLoop;
  /** Boards from which its units draw. */
  readonly fedFrom: PlantFeeds;
}

/** The loop of the building: its heat goes over heat exchangers into the cold of the LNG terminal. */
export function buildingLoop(site: Site, fedFrom: PlantFeeds): CoolingLoop {
  const building = new CoolingLoop(site, 'building-water', {
    kind: 'facility',
    supply: Temperature.celsius(18),
    rise: Temperature.celsius(10),
    ...assumed({ hold: Duration.seconds(120), loss: Duration.seconds(60) }, DESIGN),
  });
  new HeatRejection(building, 'lng-exchangers', {
    kind: 'heat-exchanger',
    capacity: Power.megawatts(20),
    power: Power.kilowatts(120),
    ...PUMPED,
    ...assumed({ compartment: bays('exchanger-bay', 6) }, UNITS),
    fedFrom,
  });
  new EnergyTarget(site, 'energy', { pue: 1.19 });
  return building;
}

/** Liquid and air of one hall. */
export function hallCooling({ site, phase, hall, building, fedFrom }: HallCoolingProps): void {
  const common = { phase, halls: [hall], rejectsTo: building };
  const liquid = new CoolingLoop(site, `${hall}-liquid`, {
    ...common,
    kind: 'technology',
    supply: Temperature.celsius(30),
    rise: Temperature.celsius(12),
    dewPoint: Temperature.celsius(15),
    ...assumed({ hold: Duration.seconds(60), loss: Duration.seconds(60) }, DESIGN),
  });
  const air = new CoolingLoop(site, `${hall}-air`, {
    ...common,
    kind: 'air',
    supply: Temperature.celsius(25),
    rise: Temperature.celsius(12),
    ...assumed({ hold: Duration.seconds(120), loss: Duration.seconds(60) }, DESIGN),
  });
  new Cdu(liquid, `${hall}-cdus`, {
    spec: cdus.DESCHUTES,
    phase,
    spare: 2,
    ...PUMPED,
    ...assumed({ compartment: bays(`${hall}-cdu-bay`, 10) }, UNITS),
    fedFrom,
  });
  new AirHandlers(air, `${hall}-fan-wall`, {
    kind: 'fan-wall',
    capacity: Power.kilowatts(500),
    airflow: FlowRate.cubicMetresPerHour(125_000),
    approach: Temperature.celsius(5),
    power: Power.kilowatts(16),
    phase,
    spare: 2,
    ...PUMPED,
    compartment: hall,
    fedFrom,
  });
}
