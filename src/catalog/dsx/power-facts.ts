import { Duration } from '../../units/duration';
import { Voltage } from '../../units/electricity';
import { Power } from '../../units/power';
import { cite } from '../fact';

const press = cite('800v', 'secondary');
const study = cite('walk3d', 'secondary');

/**
 * Facts of a branch of 800 V direct current: a power rack beside the compute racks makes it, and each compute rack turns it into the 50 V of its busbar. What
 * its vendors claim of copper and upkeep is no figure of a design, and is left out.
 */
export const directCurrent = {
  /** Between the poles of the branch. */
  BRANCH: press(Voltage.volts(800), 'full production with racks of the generation after Vera Rubin NVL72, in 2027'),
  /** Of the busbar of a compute rack. */
  BUSBAR: cite('vr-pt5', 'secondary')(Voltage.volts(50), 'of the power shelves of Vera Rubin NVL72'),
  /** What one power rack gives. */
  POWER_RACK: press(Power.kilowatts(660), 'about; as an option from the third quarter of 2026'),
  /** Output over input from medium voltage to 800 V. */
  RECTIFIER_EFFICIENCY: study(0.98, 'solid-state transformer: "above 98 %" by its supplier'),
  /** Output over input from 800 V to 50 V at full load. */
  CONVERTER_EFFICIENCY: study(0.981, 'at full load by its supplier; 98.5 % at its peak'),
} as const;

const polca = cite('polca', 'secondary');

const A100 = 'measured on DGX A100: of other systems an assumption';

/** How long it takes until a lower limit holds. */
export const capTimes = {
  /** A limit that goes through the management controllers, at the longest. */
  OUT_OF_BAND: polca(Duration.seconds(40), A100),
  /** The power brake of the GPUs. */
  BRAKE: polca(Duration.seconds(5), A100),
} as const;
