import { present } from '../../units/present';
import { numberHolder } from '../addressing/plan-addresses';
import { movedLinks, siteNetworks } from '../../model/site-links';
import type { SitePlan } from '../../model/site-plan';
import { stateChanges } from '../../model/state-changes';

/** Something that does not stand as it did. */
export interface Move {
  /** Device, cable label, `<device>/<interface>`, holder of an AS number, or tenant. */
  readonly name: string;
  readonly before: string;
  /** Absent where it is gone. */
  readonly after?: string;
}

/** What differs between two plans of one site, by kind; what is only new is none of it. */
export interface SiteMoves {
  /** Devices whose rack or height changes. */
  readonly places: readonly Move[];
  /** Cables whose ends change, by label. */
  readonly cables: readonly Move[];
  readonly addresses: readonly Move[];
  readonly asNumbers: readonly Move[];
  readonly partitions: readonly Move[];
}

/** Compares two plans of a site by names, each list in order of the first plan. */
export function checkMoves(before: SitePlan, after: SitePlan): SiteMoves {
  return {
    places: movesOf(placesOf(before), placesOf(after)),
    cables: cableMoves(before, after),
    addresses: movesOf(addressesOf(before), addressesOf(after)),
    asNumbers: movesOf(asNumbersOf(before), asNumbersOf(after)),
    partitions: movesOf(partitionsOf(before), partitionsOf(after)),
  };
}

/** Whether anything moves; what is gone moves nothing. */
export function hasMoves(moves: SiteMoves): boolean {
  return Object.values(moves).some((list: readonly Move[]) => list.some(({ after }) => after !== undefined));
}

type Facts = ReadonlyMap<string, string>;

function movesOf(before: Facts, after: Facts): Move[] {
  return stateChanges(before, after).flatMap(({ name, before: was, after: is }) =>
    was === undefined ? [] : [{ name, before: was, ...present({ after: is }) }],
  );
}

function placesOf({ placement }: SitePlan): Facts {
  return new Map([...placement.positions].map(([name, { rack, u }]) => [name, `${rack} U${u}`]));
}

/** Cables of each network; all of one that is no more are gone. */
function cableMoves(before: SitePlan, after: SitePlan): Move[] {
  const networks = new Map(siteNetworks(after).map((network) => [network.name, network]));
  return siteNetworks(before).flatMap((network) =>
    movedLinks(network, networks.get(network.name)).map(({ label, before: from, after: to }) => ({
      name: label,
      before: `${from.b.device}:${from.b.port}`,
      ...present({ after: to === undefined ? undefined : `${to.b.device}:${to.b.port}` }),
    })),
  );
}

function addressesOf({ addresses }: SitePlan): Facts {
  return new Map(addresses.addresses.map((entry) => [`${entry.device}/${entry.interface}`, entry.address]));
}

function asNumbersOf({ addresses }: SitePlan): Facts {
  return new Map(addresses.asNumbers.map((entry) => [numberHolder(entry), `${entry.asNumber}`]));
}

function partitionsOf({ addresses }: SitePlan): Facts {
  return new Map(addresses.partitions.map(({ tenant, pkey }) => [tenant, `0x${pkey.toString(16).padStart(4, '0')}`]));
}
