import type { TerraformStack } from 'cdktf';
import {
  AirHandlers,
  Cdu,
  CoolingLoop,
  EnergyTarget,
  FlowRate,
  HeatRejection,
  Power,
  Temperature,
  type Phase,
  type Site,
} from 'cdktf-ai-factory';
import { cdus } from 'cdktf-ai-factory/catalog';

/** What the cooling of a hall is made from. */
export interface HallCoolingProps {
  readonly site: Site;
  readonly phase: Phase;
  /** Name of the hall. */
  readonly hall: string;
  /** Loop of the building that takes its heat. */
  readonly building: CoolingLoop;
}

/** The loop of the building: its heat goes over heat exchangers into the cold of the LNG terminal. */
export function buildingLoop(stack: TerraformStack, site: Site): CoolingLoop {
  const building = new CoolingLoop(stack, 'building-water', {
    site,
    kind: 'facility',
    supply: Temperature.celsius(18),
    rise: Temperature.celsius(10),
  });
  new HeatRejection(stack, 'lng-exchangers', {
    loop: building,
    kind: 'heat-exchanger',
    capacity: Power.megawatts(20),
    power: Power.kilowatts(120),
  });
  new EnergyTarget(stack, 'energy', { site, pue: 1.19 });
  return building;
}

/** Liquid and air of one hall. */
export function hallCooling(stack: TerraformStack, { site, phase, hall, building }: HallCoolingProps): void {
  const common = { site, phase, halls: [hall], rejectsTo: building };
  const liquid = new CoolingLoop(stack, `${hall}-liquid`, {
    ...common,
    kind: 'technology',
    supply: Temperature.celsius(30),
    rise: Temperature.celsius(12),
    dewPoint: Temperature.celsius(15),
  });
  const air = new CoolingLoop(stack, `${hall}-air`, {
    ...common,
    kind: 'air',
    supply: Temperature.celsius(25),
    rise: Temperature.celsius(12),
  });
  new Cdu(stack, `${hall}-cdus`, { loop: liquid, spec: cdus.DESCHUTES, phase, spare: 2 });
  new AirHandlers(stack, `${hall}-fan-wall`, {
    loop: air,
    kind: 'fan-wall',
    capacity: Power.kilowatts(500),
    airflow: FlowRate.cubicMetresPerHour(125_000),
    approach: Temperature.celsius(5),
    power: Power.kilowatts(16),
    phase,
    spare: 2,
  });
}
