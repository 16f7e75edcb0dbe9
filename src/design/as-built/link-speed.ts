const GIGA = 1_000_000_000;

/** Rate of one lane, Gb/s, as the trade counts it. */
const LANE_GIGABITS: Readonly<Record<string, number>> = {
  SDR: 2.5,
  DDR: 5,
  QDR: 10,
  FDR10: 10,
  FDR: 14,
  EDR: 25,
  HDR: 50,
  NDR: 100,
  XDR: 200,
};

/**
 * Rate of an InfiniBand link from its width and speed, such as `4xNDR`, bit/s; undefined for a speed that is not known.
 *
 * @see https://www.infinibandta.org/infiniband-roadmap/
 */
export function infinibandRateBits(text: string): number | undefined {
  const [, width = '', speed = ''] = /^(\d+)x(\w+)$/.exec(text) ?? [];
  const lane = Object.hasOwn(LANE_GIGABITS, speed) ? LANE_GIGABITS[speed] : undefined;
  return lane === undefined ? undefined : Number(width) * lane * GIGA;
}

/** Rate of an Ethernet port from a word such as `400G`, `25000M` or `1000BaseT`, bit/s; undefined for another word. */
export function ethernetRateBits(text: string): number | undefined {
  const [, amount = '', unit = 'M'] = /^(\d+)(?:([GM])b?$|([GM])?Base)/i.exec(text)?.filter((part) => part) ?? [];
  if (amount === '') return undefined;
  return Number(amount) * (unit.toUpperCase() === 'G' ? GIGA : GIGA / 1_000);
}
