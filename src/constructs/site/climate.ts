import type { SiteClimate } from '../../model/cooling-plan';
import { present } from '../../units/present';
import { Temperature } from '../../units/temperature';
import { optional, type PropNames, required, TEXT } from '../props/prop-rule';

/** A temperature outdoors, or a difference of two. */
const TEMPERATURE = {
  quantity: Temperature,
  between: [Temperature.celsius(-90), Temperature.celsius(100)],
} as const;

/** Weather of a site: named percentiles with their source. */
export interface ClimateProps {
  /**
   * Hottest dry bulb.
   *
   * @default - not known: dry coolers and chillers on air are not judged by it
   */
  readonly hottestDryBulb?: Temperature;
  /**
   * Hottest wet bulb.
   *
   * @default - not known: towers are not judged by it
   */
  readonly hottestWetBulb?: Temperature;
  /**
   * Coldest dry bulb.
   *
   * @default - not known: frost is not judged
   */
  readonly coldest?: Temperature;
  /**
   * What units outdoors warm the air that they draw, by their own exhaust.
   *
   * @default - not known: units that would hold without it are not judged
   */
  readonly recirculation?: Temperature;
  /** What the extremes are, such as `0.4 % of hours` or `n = 20 years`. */
  readonly percentile: string;
  /** Station or document that they come from. */
  readonly source: string;
}

/** Names of the props of a climate. */
export const CLIMATE_NAMES: PropNames<ClimateProps> = {
  hottestDryBulb: optional(TEMPERATURE),
  hottestWetBulb: optional(TEMPERATURE),
  coldest: optional(TEMPERATURE),
  recirculation: optional(TEMPERATURE),
  percentile: required(TEXT),
  source: required(TEXT),
};

/** The weather as the engines take it. */
export function siteClimate(climate: ClimateProps | undefined): { readonly climate?: SiteClimate } {
  if (climate === undefined) return {};
  const { hottestDryBulb, hottestWetBulb, coldest, recirculation, percentile, source } = climate;
  const of = (each: Temperature | undefined): number | undefined =>
    each === undefined ? undefined : Math.round(each.inCelsius * 1_000);
  return {
    climate: {
      ...present({
        hottestDryBulbMillicelsius: of(hottestDryBulb),
        hottestWetBulbMillicelsius: of(hottestWetBulb),
        coldestMillicelsius: of(coldest),
        recirculationMillicelsius: of(recirculation),
      }),
      percentile,
      source,
    },
  };
}
