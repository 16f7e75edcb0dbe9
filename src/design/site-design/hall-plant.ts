import { CDU, type HallContext, type Props, wattsText } from './draft-parts';

/** One side of low voltage: before its UPS, and behind it. */
export interface Side {
  /** Node before the UPS. */
  readonly raw: string;
  /** Board behind the UPS. */
  readonly kept: string;
}

/** Loops and units of the hall, on boards of their own. */
export function addPlant(hall: HallContext, sides: readonly (readonly [feed: string, side: Side])[]): void {
  const { id, name, there, phase, why, made, input } = hall;
  const inTurn = (pick: (side: Side) => string): Props =>
    Object.fromEntries(
      sides.map(([feed, own]) => [
        feed,
        [pick(own), ...sides.filter(([other]) => other !== feed).map(([, side]) => pick(side))],
      ]),
    );
  const [kept, raw] = [inTurn((side) => side.kept), inTurn((side) => side.raw)];
  const loop = (loopName: string, props: Props, assumed: Props): string =>
    made.add('CoolingLoop', `${id}-${loopName}`, {
      ...there,
      ...props,
      assumed: { ...why.mechanical, props: assumed },
    });
  const unit = (kind: string, unitName: string, on: string, fedFrom: Props, rest: Props, assumed: Props): void => {
    made.add(kind, `${id}-${unitName}`, {
      in: on,
      ...phase,
      fedFrom,
      ...rest,
      assumed: { ...why.mechanical, props: assumed },
    });
  };
  const bays = (bay: string): readonly string[] =>
    Array.from({ length: BAYS }, (_, index) => `${name}-${bay}-${index + 1}`);
  const hold = { hold: '5 min', loss: '60 s' };
  const heat = hall.systems * input.system.watts * HEAT_SHARE;
  const airHeat = input.system.isLiquid ? heat * 0.25 : heat;
  const chiller = unitStep(airHeat, CHILLER_STEPS);
  const fan = unitStep(airHeat, FAN_STEPS);
  const tower = unitStep(heat, TOWER_STEPS);
  const water = loop(
    'water',
    { kind: 'facility', coolant: 'pg25' },
    { supply: '18 degC', rise: '8 degC', sections: 8, ...hold },
  );
  unit(
    'HeatRejection',
    'chillers',
    water,
    raw,
    { kind: 'chiller', spare: 1 },
    {
      capacity: wattsText(chiller),
      flow: flowText(chiller * 2),
      outdoor: '45 degC',
      coldestOutdoor: '-30 degC',
      frostProtection: 'glycol',
      coefficientOfPerformance: 4,
      power: wattsText(Math.round(chiller * 0.018)),
      restart: '120 s',
      compartment: bays('roof'),
    },
  );
  unit(
    'CoolingPumps',
    'pumps',
    water,
    kept,
    { spare: 1 },
    { flow: flowText(chiller * 2), power: pumpText(chiller * 2), restart: '30 s', compartment: bays('pump-room') },
  );
  const air = loop(
    'air',
    { kind: 'air', halls: [name], rejectsTo: water },
    { supply: '23 degC', rise: '12 degC', ...hold },
  );
  unit(
    'AirHandlers',
    'fan-wall',
    air,
    kept,
    { kind: 'fan-wall', spare: Math.max(1, Math.ceil(airHeat / fan / 8)), compartment: name },
    {
      capacity: wattsText(fan),
      airflow: `${fan / 4} m3/h`,
      approach: '5 degC',
      power: wattsText(Math.round(fan * 0.032)),
      restart: '30 s',
    },
  );
  if (!input.system.isLiquid) return;
  const towerWater = loop(
    'tower-water',
    { kind: 'facility', coolant: 'pg25' },
    { supply: '35 degC', rise: '10 degC', sections: 8, ...hold },
  );
  unit(
    'HeatRejection',
    'towers',
    towerWater,
    kept,
    { kind: 'cooling-tower', spare: 1 },
    {
      capacity: wattsText(tower),
      flow: flowText(tower * 1.6),
      outdoor: '30 degC',
      approach: '5 degC',
      coldestOutdoor: '-30 degC',
      frostProtection: 'glycol',
      power: wattsText(Math.round(tower * 0.015)),
      restart: '30 s',
      waterConsumption: '1.8 l/kWh',
      waterSource: 'the main of the city',
      compartment: bays('tower'),
    },
  );
  unit(
    'CoolingPumps',
    'tower-pumps',
    towerWater,
    kept,
    { spare: 1 },
    {
      flow: flowText(tower * 1.6),
      power: pumpText(tower * 1.6),
      restart: '30 s',
      compartment: bays('tower-pump-room'),
    },
  );
  const liquid = loop(
    'liquid',
    { kind: 'technology', coolant: 'pg25', halls: [name], rejectsTo: towerWater },
    { supply: '40 degC', rise: '10 degC', dewPoint: '17 degC', sections: 8, ...hold },
  );
  unit(
    'Cdu',
    'cdus',
    liquid,
    kept,
    { spec: CDU, spare: 1 },
    { power: '45 kW', restart: '30 s', compartment: bays('cdu-bay') },
  );
}

/** Heat of a hall over that of its systems: networks, storage and losses. */
const HEAT_SHARE = 1.15;

const CHILLER_STEPS = [100e3, 200e3, 350e3, 500e3, 700e3, 1.0e6, 1.4e6, 2.0e6, 2.8e6];
const FAN_STEPS = [40e3, 80e3, 120e3, 200e3, 300e3, 500e3];
const TOWER_STEPS = [200e3, 350e3, 500e3, 1e6, 1.5e6, 3e6, 4e6];

/** The smallest size of a unit of which seven take the heat; the largest where none does. */
function unitStep(heat: number, steps: readonly number[]): number {
  return steps.find((each) => each * 7 >= heat) ?? steps.at(-1) ?? heat;
}

/** Flow for so many milliwatts: a litre a minute for each kilowatt of the argument. */
function flowText(watts: number): string {
  return `${Math.round(watts / 1_000)} l/min`;
}

/** Draw of a pump of such a flow: 0.5 kW for 60 l/min. */
function pumpText(watts: number): string {
  return wattsText(Math.round(watts / 110));
}

/** Bays of each kind of unit of cooling in a hall: more than there are units, so that one fire or leak takes one. */
const BAYS = 12;
