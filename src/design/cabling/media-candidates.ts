import type { CableMedia, Medium } from '../../model/cabling-plan';
import type { FabricPlan } from '../../model/fabric-plan';

const SIMPLEST_FIRST: readonly Medium[] = [
  'passive-copper',
  'active-copper',
  'twisted-pair',
  'multimode',
  'single-mode',
  'unknown',
];

/** A medium with its place in the list of all that were given. */
export interface Candidate {
  readonly index: number;
  readonly media: CableMedia;
  /** Lengths on sale, shortest first. */
  readonly lengthsMillimetres: readonly number[] | undefined;
}

/** Which media may carry each link, the preferred first. Links of one kind share one list. */
export class MediaCandidates {
  /** In the order in which they were given. */
  public readonly all: readonly Candidate[];
  private readonly ofEndpoint: readonly (readonly Candidate[])[];
  private readonly ofSwitches: readonly Candidate[];

  public constructor(
    private readonly fabric: FabricPlan,
    media: readonly CableMedia[],
  ) {
    this.all = media.map((entry, index) => ({
      index,
      media: entry,
      lengthsMillimetres: entry.lengthsMillimetres && [...entry.lengthsMillimetres].sort((a, b) => a - b),
    }));
    const byName = new Map<string, readonly Candidate[]>();
    this.ofEndpoint = fabric.endpoints.map(({ name, group = name }) => {
      const known = byName.get(group);
      if (known !== undefined) return known;
      const made = inOrder(forEndpoints(this.all, group, fabric.hostRateBits));
      byName.set(group, made);
      return made;
    });
    this.ofSwitches = inOrder(
      this.all.filter(
        ({ media: { rateBits, joins, endpoints } }) =>
          rateBits === fabric.trunkRateBits && joins !== 'endpoint' && endpoints === undefined,
      ),
    );
  }

  /** Media for link `index`. Two links have the same array if and only if they are of one kind. */
  public of(index: number): readonly Candidate[] {
    const { tier, aNode } = this.fabric.links;
    return tier[index] === 0 ? (this.ofEndpoint[aNode[index] ?? 0] ?? []) : this.ofSwitches;
  }
}

function forEndpoints(all: readonly Candidate[], group: string, rateBits: number): readonly Candidate[] {
  return all.filter(
    ({ media }) =>
      media.rateBits === rateBits && media.joins !== 'switch' && media.endpoints?.includes(group) !== false,
  );
}

/** By price a link where all have one, then the simplest medium, the shortest reach, and the order in which they were given. */
export function inOrder(candidates: readonly Candidate[]): readonly Candidate[] {
  const isPriced = candidates.every(({ media }) => media.priceMinor !== undefined);
  const price = ({ media }: Candidate): number => (isPriced ? (media.priceMinor ?? 0) / media.linksPerCable : 0);
  const rank = ({ media }: Candidate): number => SIMPLEST_FIRST.indexOf(media.medium);
  return [...candidates].sort(
    (a, b) =>
      price(a) - price(b) ||
      rank(a) - rank(b) ||
      a.media.reachMillimetres - b.media.reachMillimetres ||
      a.index - b.index,
  );
}
