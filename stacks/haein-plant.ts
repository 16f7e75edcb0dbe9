import {
  AirHandlers,
  ApparentPower,
  assumed,
  type AssumptionReason,
  Busway,
  Consumption,
  CoolingLoop,
  CoolingPumps,
  Duration,
  EnergyTarget,
  FlowRate,
  Generator,
  HeatRejection,
  Policy,
  Power,
  type PowerNode,
  PowerZone,
  RedundancyGroup,
  type Site,
  Switchboard,
  Temperature,
  TransferSwitch,
  Transformer,
  Ups,
  Utility,
  Voltage,
  Volume,
} from 'cdktf-ai-factory';

/** Feeds of the hall: either carries all of it. */
const FEEDS = ['A', 'B'] as const;
type Feed = (typeof FEEDS)[number];

/** What the landlord replaces: nobody published how the hall is fed. */
const FED: AssumptionReason = {
  why: 'no source states how Gasan is fed: a chain of such equipment, either side able to carry all',
  owner: 'the landlord of the hall, with its single-line diagram',
  until: '2027-03-31',
};
/** What the landlord replaces: nobody published how the hall is cooled. */
const COOLED: AssumptionReason = {
  why: 'no source states how Gasan is cooled: air-cooled chillers, a buffer store and fan walls of such a size',
  owner: 'the landlord of the hall, with its cooling design',
  until: '2027-03-31',
};
/** Of power transformers a survey of the second quarter of 2025 has 128 weeks, as a third party quotes it. */
const TRANSFORMERS: AssumptionReason = {
  why: '128 weeks are those of power transformers by a survey of 2025; no source has those of 22.9 kV',
  owner: 'the supplier, with its offer',
  until: '2027-06-30',
};
const ORDERED: AssumptionReason = {
  why: 'no offer yet: a lead time for a thing of its class',
  owner: 'the supplier, with its offer',
  until: '2027-06-30',
};

/** Weather of Seoul: extremes of the record, which are harder than a year that is designed for. */
export const SEOUL = {
  hottestDryBulb: Temperature.celsius(39.6),
  ...assumed({ coldest: Temperature.celsius(-25), recirculation: Temperature.celsius(3) }, COOLED),
  percentile: 'highest on record since 1907',
  source: 'Korea Meteorological Administration, Seoul: 39.6 degC on 2018-08-01',
};

const LOW = { volts: Voltage.volts(400), powerFactor: 0.98 };
const HIGH = { volts: Voltage.kilovolts(22.9), powerFactor: 0.98 };

/** Places of the chillers, with walls between. */
const ROOF = [1, 2, 3, 4].map((number) => `roof-${number}`);

/** One side of the hall. */
interface Side {
  /** What the feeds of zones, fans and pumps draw from: behind the UPS. */
  readonly kept: PowerNode;
  /** What chillers draw from: without power until the generators run. */
  readonly plant: PowerNode;
}

/** Two sides from one utility and three generators. */
export function sidesOf(site: Site): Readonly<Record<Feed, Side>> {
  const utility = new Utility(site, 'kepco', {
    ...HIGH,
    ...assumed(
      {
        rating: Power.megawatts(5),
        supply: { contract: Power.megawatts(4), step: Power.megawatts(2), ramp: Power.megawatts(2) },
      },
      FED,
    ),
  });
  const sets = new RedundancyGroup(site, 'sets', { scheme: 'N+1' });
  const generators = [1, 2, 3].map(
    (number) =>
      new Generator(site, `set-${number}`, {
        ...LOW,
        group: sets,
        compartment: `set-room-${number}`,
        ...assumed(
          {
            rating: Power.megawatts(2.5),
            supply: {
              ratingBasis: 'standby' as const,
              deratingShare: 0.95,
              start: Duration.seconds(10),
              stepShare: 0.3,
              ramp: Power.megawatts(1),
              stepInterval: Duration.seconds(5),
              fuel: Volume.litres(20_000),
              fuelConsumption: Consumption.litresPerKilowattHour(0.27),
              requiredFuel: Duration.hours(24),
              fuelSource: 'lorries of a fuel supplier',
            },
          },
          FED,
        ),
        ...assumed({ leadTime: Duration.weeks(72) }, ORDERED),
      }),
  );
  const reserve = new Switchboard(site, 'set-board', {
    ...LOW,
    ...assumed({ rating: Power.megawatts(5) }, FED),
    compartment: 'set-board-room',
    fedFrom: generators,
  });
  const side = (feed: Feed): Side => {
    const low = { ...LOW, feed, compartment: `electrical-${feed}` };
    const at = feed.toLowerCase();
    const entry = new Switchboard(site, `mv-${at}`, {
      ...HIGH,
      feed,
      compartment: `electrical-${feed}`,
      ...assumed({ rating: Power.megawatts(5) }, FED),
      fedFrom: utility,
    });
    const behindSwitch = (
      use: string,
      restartStep: number,
      rating: Power,
      apparentPower: ApparentPower,
    ): Switchboard => {
      const transformer = new Transformer(site, `tx-${use}-${at}`, {
        ...low,
        ...assumed({ apparentPower, efficiency: 0.99 }, FED),
        ...assumed({ leadTime: Duration.weeks(128) }, TRANSFORMERS),
        heatTo: 'outside',
        fedFrom: entry,
      });
      const transfer = new TransferSwitch(site, `ats-${use}-${at}`, {
        ...low,
        ...assumed({ rating, supply: { transfer: Duration.seconds(2), restartStep } }, FED),
        fedFrom: [transformer, reserve],
      });
      return new Switchboard(site, `msb-${use}-${at}`, { ...low, ...assumed({ rating }, FED), fedFrom: transfer });
    };
    const ups = new Ups(site, `ups-${at}`, {
      ...low,
      ...assumed(
        {
          rating: Power.megawatts(2.5),
          efficiency: 0.975,
          cells: 'lead-acid' as const,
          supply: { autonomy: Duration.minutes(5), recharge: Power.kilowatts(100) },
        },
        FED,
      ),
      ...assumed({ leadTime: Duration.weeks(30) }, ORDERED),
      heatTo: 'hall-air',
      fedFrom: behindSwitch('it', feed === 'A' ? 1 : 2, Power.megawatts(3.2), ApparentPower.megavoltAmperes(3)),
    });
    return {
      kept: new Switchboard(site, `ups-board-${at}`, {
        ...low,
        ...assumed({ rating: Power.megawatts(3) }, FED),
        fedFrom: ups,
      }),
      plant: behindSwitch('plant', feed === 'A' ? 3 : 4, Power.megawatts(1.5), ApparentPower.megavoltAmperes(1.5)),
    };
  };
  return { A: side('A'), B: side('B') };
}

/** A zone of some rows, with a busway on each side. */
export function zoneOf(
  site: Site,
  id: string,
  rows: readonly string[],
  sides: Readonly<Record<Feed, Side>>,
): PowerZone {
  const rating = Power.megawatts(1.5);
  const sources = Object.fromEntries(
    FEEDS.map((feed) => {
      const at = { ...LOW, feed, compartment: `electrical-${feed}` };
      const name = `busway-${id}-${feed.toLowerCase()}`;
      return [feed, new Busway(site, name, { ...at, ...assumed({ rating }, FED), fedFrom: sides[feed].kept })];
    }),
  );
  return new PowerZone(site, id, { ...assumed({ rating }, FED), rows, sources });
}

/** Chillers on the roof, a buffer store, and fan walls of the hall. Fans and pumps run on through the start of the generators, chillers do not. */
export function coolingOf(site: Site, sides: Readonly<Record<Feed, Side>>): void {
  const { A, B } = sides;
  // Each unit changes over to the other side by itself.
  const kept = { A: [A.kept, B.kept], B: [B.kept, A.kept] };
  const water = new CoolingLoop(site, 'chilled-water', {
    kind: 'facility',
    coolant: 'pg25',
    ...assumed(
      {
        supply: Temperature.celsius(18),
        rise: Temperature.celsius(8),
        buffer: Volume.litres(60_000),
        loss: Duration.seconds(60),
        sections: 6,
      },
      COOLED,
    ),
    passes: [...ROOF, 'pump-room-1', 'pump-room-2'],
  });
  new HeatRejection(water, 'chillers', {
    kind: 'chiller',
    ...assumed(
      {
        capacity: Power.kilowatts(800),
        flow: FlowRate.litresPerMinute(1_600),
        outdoor: Temperature.celsius(45),
        coldestOutdoor: Temperature.celsius(-30),
        frostProtection: 'glycol' as const,
        coefficientOfPerformance: 3,
        power: Power.kilowatts(20),
        restart: Duration.minutes(5),
      },
      COOLED,
    ),
    ...assumed({ leadTime: Duration.weeks(40) }, ORDERED),
    compartment: ROOF,
    fedFrom: { A: [A.plant, B.plant], B: [B.plant, A.plant] },
  });
  for (const number of [1, 2]) {
    new CoolingPumps(water, `pumps-${number}`, {
      ...assumed(
        { flow: FlowRate.litresPerMinute(2_400), power: Power.kilowatts(22), restart: Duration.seconds(30) },
        COOLED,
      ),
      ...assumed({ leadTime: Duration.weeks(20) }, ORDERED),
      count: 2,
      spare: 0,
      compartment: `pump-room-${number}`,
      fedFrom: kept,
    });
  }
  const air = new CoolingLoop(site, 'hall-air', {
    kind: 'air',
    halls: ['hall-1'],
    rejectsTo: water,
    ...assumed(
      {
        supply: Temperature.celsius(23),
        rise: Temperature.celsius(12),
        roomAir: Volume.cubicMetres(2_000),
        loss: Duration.seconds(60),
      },
      COOLED,
    ),
  });
  Policy.acknowledge(air, 'cooling/air-inlet', {
    reason: 'no source has the air of switches, storage and servers; systems are judged by what is assumed of them',
    until: '2027-03-31',
  });
  new AirHandlers(air, 'fan-wall', {
    kind: 'fan-wall',
    ...assumed(
      {
        capacity: Power.kilowatts(500),
        airflow: FlowRate.cubicMetresPerHour(125_000),
        approach: Temperature.celsius(5),
        power: Power.kilowatts(16),
        restart: Duration.seconds(30),
      },
      COOLED,
    ),
    ...assumed({ leadTime: Duration.weeks(26) }, ORDERED),
    compartment: 'hall-1',
    fedFrom: kept,
  });
  new EnergyTarget(site, 'energy', assumed({ otherPower: Power.kilowatts(30) }, COOLED));
}
