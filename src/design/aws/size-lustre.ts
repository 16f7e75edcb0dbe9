import { DesignError } from '../../errors/design-error';
import type { LustreInput, LustreRate, LustreSizing } from '../../model/aws-plan';
import { LUSTRE_RATES } from '../../model/aws-plan';
import { present } from '../../units/present';

/** Smallest system and step without EFA, GiB: 1,200, then multiples of 2,400. */
const SMALLEST_GIBIBYTES = 1_200;

const STEP_GIBIBYTES = 2_400;

/** Smallest system and step with EFA by rate, GiB. */
const EFA_STEP_GIBIBYTES: Readonly<Record<LustreRate, number>> = { 125: 38_400, 250: 19_200, 500: 9_600, 1_000: 4_800 };

const GIBIBYTES_PER_TEBIBYTE = 1_024;

const BYTES_PER_GIBIBYTE = 1_073_741_824;

const BITS_PER_MEGABYTE = 8_000_000;

/**
 * Sizes FSx for Lustre, PERSISTENT_2 on SSD: the least storage on the grid that meets capacity and rate.
 *
 * @throws DesignError `aws/lustre-no-demand`, `aws/lustre-bad-rate`, `aws/lustre-off-grid`
 * @see https://docs.aws.amazon.com/fsx/latest/LustreGuide/performance.html
 */
export function sizeLustre(input: LustreInput): LustreSizing {
  const { name, capacityBytes, rateBitsPerSecond, storageGibibytes, perTebibyte } = input;
  if (capacityBytes === undefined && rateBitsPerSecond === undefined && storageGibibytes === undefined) {
    throw new DesignError('aws/lustre-no-demand', {
      problem: `Lustre '${name}' has nothing to meet`,
      remedy: "ask for 'capacity' or 'rate', or set 'storage'",
      object: name,
    });
  }
  if (perTebibyte !== undefined && !LUSTRE_RATES.includes(perTebibyte)) {
    throw new DesignError('aws/lustre-bad-rate', {
      problem: `Lustre '${name}': 'perTebibyte' is ${String(perTebibyte)}`,
      remedy: `give one of ${LUSTRE_RATES.join(', ')} MB/s a TiB`,
      object: name,
      value: String(perTebibyte),
    });
  }
  if (storageGibibytes !== undefined) return sizedByHand(input, storageGibibytes);
  const rates = perTebibyte === undefined ? LUSTRE_RATES : [perTebibyte];
  const all = rates.map((rate) => sizedAt(rate, input));
  return all.reduce((best, one) => (one.storageGibibytes < best.storageGibibytes ? one : best));
}

/** Storage by hand at the lowest rate that it can have and that meets the demand, else at the highest. */
function sizedByHand(input: LustreInput, storage: number): LustreSizing {
  const { name, perTebibyte, hasEfa, rateBitsPerSecond = 0 } = input;
  const rates = perTebibyte === undefined ? LUSTRE_RATES : [perTebibyte];
  const fitting = rates.filter((rate) => isOnGrid(storage, rate, hasEfa));
  const [first] = fitting;
  if (first === undefined) throw offGrid(name, storage, perTebibyte ?? 1_000, hasEfa);
  const all = fitting.map((rate) => sizedAt(rate, input));
  const met = all.find((one) => one.rateBitsPerSecond >= rateBitsPerSecond);
  return met ?? all.at(-1) ?? sizedAt(first, input);
}

/** The least storage on the grid that holds so many GiB. */
export function onLustreGrid(gibibytes: number, rate: LustreRate, hasEfa: boolean): number {
  if (hasEfa) return Math.max(1, Math.ceil(gibibytes / EFA_STEP_GIBIBYTES[rate])) * EFA_STEP_GIBIBYTES[rate];
  if (gibibytes <= SMALLEST_GIBIBYTES) return SMALLEST_GIBIBYTES;
  return Math.ceil(gibibytes / STEP_GIBIBYTES) * STEP_GIBIBYTES;
}

function sizedAt(rate: LustreRate, input: LustreInput): LustreSizing {
  const { capacityBytes, rateBitsPerSecond, storageGibibytes, hasEfa } = input;
  const needed = Math.max(
    (capacityBytes ?? 0) / BYTES_PER_GIBIBYTE,
    ((rateBitsPerSecond ?? 0) / BITS_PER_MEGABYTE / rate) * GIBIBYTES_PER_TEBIBYTE,
  );
  const least = onLustreGrid(needed, rate, hasEfa);
  const storage = storageGibibytes ?? least;
  return {
    storageGibibytes: storage,
    perTebibyte: rate,
    rateBitsPerSecond: Math.floor((storage / GIBIBYTES_PER_TEBIBYTE) * rate * BITS_PER_MEGABYTE),
    hasEfa,
    stepGibibytes: hasEfa ? EFA_STEP_GIBIBYTES[rate] : STEP_GIBIBYTES,
    demand: present({ capacityBytes, rateBitsPerSecond }),
  };
}

function isOnGrid(storage: number, rate: LustreRate, hasEfa: boolean): boolean {
  return Number.isSafeInteger(storage) && storage > 0 && onLustreGrid(storage, rate, hasEfa) === storage;
}

function offGrid(name: string, storage: number, rate: LustreRate, hasEfa: boolean): DesignError {
  const grid = hasEfa
    ? `with EFA at ${rate} MB/s a TiB it comes in multiples of ${EFA_STEP_GIBIBYTES[rate]} GiB`
    : `it comes as ${SMALLEST_GIBIBYTES} GiB or in multiples of ${STEP_GIBIBYTES} GiB`;
  return new DesignError('aws/lustre-off-grid', {
    problem: `Lustre '${name}': 'storage' is ${storage} GiB, and ${grid}`,
    remedy: `give ${onLustreGrid(storage, rate, hasEfa)} GiB, or leave it out`,
    object: name,
    value: `${storage} GiB`,
  });
}
