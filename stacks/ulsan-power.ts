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
  const plant = new PowerPlant(site, 'sk-multi-utility', { volts, powerFactor: 0.98, rating });
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

/** What one zone is made from. */
export interface RowPowerProps {
  readonly site: Site;
  readonly phase: Phase;
  /** Substation of each side. */
  readonly supply: Readonly<Record<string, PowerNode>>;
  /** Rows as `<hall>/<row>`. */
  readonly rows: readonly string[];
  /** What one feed carries. */
  readonly rating: Power;
}

/** A zone of some rows: a transformer, a UPS and a switchboard on each side, either side able to carry all of it. */
export function rowPower(id: string, props: RowPowerProps): PowerZone {
  const { site, phase, supply, rows, rating } = props;
  const board = (feed: string): PowerNode => {
    const low = { phase, feed, volts: Voltage.volts(415), powerFactor: 0.98, rating };
    const at = `${id}-${feed.toLowerCase()}`;
    const fedFrom = supply[feed] ?? [];
    const transformer = new Transformer(site, `tx-${at}`, {
      ...low,
      rating: rating.times(1.1),
      fedFrom,
      ...assumed({ efficiency: EFFICIENCY.transformer, leadTime: Duration.weeks(52) }, DESIGN),
    });
    const ups = new Ups(site, `ups-${at}`, {
      ...low,
      fedFrom: transformer,
      ...assumed({ efficiency: EFFICIENCY.ups }, DESIGN),
    });
    return new Switchboard(site, `msb-${at}`, { ...low, fedFrom: ups });
  };
  return new PowerZone(site, id, {
    rating,
    rows,
    sources: Object.fromEntries(FEEDS.map((feed) => [feed, board(feed)])),
  });
}
