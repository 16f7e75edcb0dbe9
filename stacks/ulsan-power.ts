import {
  assumed,
  type AssumptionReason,
  Duration,
  type Phase,
  Policy,
  Power,
  type PowerNode,
  PowerPlant,
  PowerZone,
  type Site,
  Substation,
  Switchboard,
  Transformer,
  Ups,
  Voltage,
} from 'cdktf-ai-factory';

/** Feeds of a row: both carry it alone. */
const FEEDS = ['A', 'B'] as const;
/** What the electrical design replaces. Of power transformers, a survey of the second quarter of 2025 has 128 weeks, as a third party quotes it. */
const DESIGN: AssumptionReason = {
  why: 'no design yet: figures of such equipment; 128 weeks for a power transformer by a survey of 2025',
  owner: 'the electrical designer',
  until: '2027-03-31',
};
const EFFICIENCY = { substation: 0.996, transformer: 0.9955, ups: 0.975 };

/** What the operator of the plant replaces. */
const PLANT: AssumptionReason = {
  why: 'no source states what one step and one ramp of load the plant takes: those of turbines of its size',
  owner: 'the operator of the plant, with the connection agreement',
  until: '2027-03-31',
};

/** What the supply of the site is given as. */
export interface SupplyProps {
  readonly site: Site;
  /** Voltage between lines at which the plant next door delivers. No source confirms one. */
  readonly volts: Voltage;
  /** What the plant can give in all. */
  readonly rating: Power;
}

/** The plant next door and two substations, one for each side. */
export function supplyOf({ site, volts, rating }: SupplyProps): Readonly<Record<string, PowerNode>> {
  const plant = new PowerPlant(site, 'sk-multi-utility', {
    volts,
    powerFactor: 0.98,
    rating,
    ...assumed({ supply: { step: Power.megawatts(60), ramp: Power.megawatts(60) } }, PLANT),
  });
  for (const rule of ['racks-lost-on-loss', 'single-point-of-failure', 'concurrently-maintainable']) {
    Policy.acknowledge(plant, `redundancy/${rule}`, {
      reason: 'the articles name one plant; a second supply is asked for, and not known yet',
      until: '2027-06-30',
    });
  }
  return Object.fromEntries(
    FEEDS.map((feed) => {
      const substation = new Substation(site, `substation-${feed.toLowerCase()}`, {
        volts: Voltage.kilovolts(22.9),
        powerFactor: 0.98,
        feed,
        rating: Power.megawatts(130),
        compartment: `substation-${feed.toLowerCase()}`,
        heatTo: 'outside',
        ...assumed({ efficiency: EFFICIENCY.substation, leadTime: Duration.weeks(128) }, DESIGN),
        fedFrom: plant,
      });
      Policy.acknowledge(substation, 'growth/order-date-passed', {
        reason: 'at 128 weeks it was to be ordered in June 2025; the operator is asked for the date of its order',
        until: '2027-03-31',
      });
      return [feed, substation];
    }),
  );
}

/** What a side of a zone, or of the plant of cooling, is made from. */
interface SideProps {
  readonly site: Site;
  /** Absent: from the first day. */
  readonly phase?: Phase;
  /** Substation of each side. */
  readonly supply: Readonly<Record<string, PowerNode>>;
  /** What one side carries. */
  readonly rating: Power;
  /** Where the equipment of a side stands: `hall-1` is `hall-1-electrical-a` and `-b`. */
  readonly place: string;
  /** Loop of air that takes the heat of the UPS; `outside` where the building has air of its own. */
  readonly heatTo: string;
}

/** A transformer, a UPS and a switchboard of one side. */
function side(id: string, feed: string, { site, phase, supply, rating, place, heatTo }: SideProps): PowerNode {
  const at = `${id}-${feed.toLowerCase()}`;
  const low = {
    ...(phase === undefined ? {} : { phase }),
    ...{ feed, volts: Voltage.volts(415), powerFactor: 0.98, rating },
    compartment: `${place}-electrical-${feed.toLowerCase()}`,
  };
  const transformer = new Transformer(site, `tx-${at}`, {
    ...low,
    rating: rating.times(1.1),
    fedFrom: supply[feed] ?? [],
    heatTo: 'outside',
    ...assumed({ efficiency: EFFICIENCY.transformer, leadTime: Duration.weeks(52) }, DESIGN),
  });
  const ups = new Ups(site, `ups-${at}`, {
    ...low,
    fedFrom: transformer,
    heatTo,
    ...assumed(
      {
        efficiency: EFFICIENCY.ups,
        cells: 'lead-acid' as const,
        supply: { autonomy: Duration.minutes(5), recharge: Power.kilowatts(100) },
      },
      DESIGN,
    ),
  });
  return new Switchboard(site, `msb-${at}`, { ...low, fedFrom: ups });
}

/** Boards from which units of cooling draw: each unit changes over to the other side by itself. */
export type PlantFeeds = Readonly<Record<(typeof FEEDS)[number], readonly PowerNode[]>>;

/** Both sides of the plant of cooling of a hall or of the building. */
export function plantPower(id: string, props: SideProps): PlantFeeds {
  const [a, b] = [side(id, 'A', props), side(id, 'B', props)];
  return { A: [a, b], B: [b, a] };
}

/** What one zone is made from. */
export interface RowPowerProps extends SideProps {
  /** Rows as `<hall>/<row>`. */
  readonly rows: readonly string[];
}

/** A zone of some rows: a transformer, a UPS and a switchboard on each side, either side able to carry all of it. */
export function rowPower(id: string, props: RowPowerProps): PowerZone {
  const { site, rows, rating } = props;
  return new PowerZone(site, id, {
    rating,
    rows,
    sources: Object.fromEntries(FEEDS.map((feed) => [feed, side(id, feed, props)])),
  });
}
