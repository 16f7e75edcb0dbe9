/** Releases of Cumulus Linux whose configuration is known, as minor numbers of 5. */
const OLDEST_MINOR = 6;
const NEWEST_MINOR = 18;

/** Releases whose configuration can be written, the newest last. */
export const KNOWN_RELEASES: readonly string[] = Array.from(
  { length: NEWEST_MINOR - OLDEST_MINOR + 1 },
  (_, index) => `5.${OLDEST_MINOR + index}`,
);

/** Release for which files are written where none is stated. */
export const NEWEST_RELEASE = `5.${NEWEST_MINOR}`;

/** First release in which an interface of a VLAN takes a MAC address. */
export const FIRST_WITH_GATEWAYS = 10;

/**
 * Minor number of a release of Cumulus Linux 5, from the text that the switch prints (`Cumulus Linux 5.16.1`) or its numbers alone; undefined
 * where it is none that is known.
 *
 * @see https://docs.nvidia.com/networking-ethernet-software/nvue-reference/
 */
export function releaseMinor(text: string = NEWEST_RELEASE): number | undefined {
  const digits = /^(?:cumulus linux )?5\.(0|[1-9]\d?)(?:\.\d{1,3})?$/i.exec(text.trim())?.[1];
  const minor = Number(digits);
  return digits !== undefined && minor >= OLDEST_MINOR && minor <= NEWEST_MINOR ? minor : undefined;
}
