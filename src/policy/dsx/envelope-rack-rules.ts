import { planEnvelopes } from '../../design/dsx/plan-envelopes';
import { planRackFeeds, shelfBudgetWatts } from '../../design/power/rack/plan-rack-feeds';
import { suppliesByFeed } from '../../design/power/zones/load-group';
import type { EnvelopeMemberPlan, EnvelopePlan } from '../../model/power-plan';
import { type DeviceInput, devicesByName } from '../../model/placement-plan';
import type { PowerZonePlan } from '../../model/power-plan';
import type { SitePlan } from '../../model/site-plan';
import { inWords } from '../engine/in-words';
import {
  above,
  defineRule,
  failed,
  indeterminate,
  judgeEach,
  notApplicable,
  type Rule,
  type Verdict,
} from '../engine/rule';
import { envelopesIn, envelopeWords, NO_ENVELOPE, unknownPower } from './envelope-rules';

/** Systems of one member that stand in one zone: they are alike. */
interface MemberInZone {
  readonly envelope: EnvelopePlan;
  readonly member: EnvelopeMemberPlan;
  readonly zone: PowerZonePlan;
  readonly first: DeviceInput;
  systems: number;
}

function membersByZone(plan: SitePlan): readonly MemberInZone[] {
  const zones = new Map(plan.power.zones.map((zone) => [zone.name, zone]));
  const zoneOf = new Map(plan.placement.racks.map(({ name, zone }) => [name, zone]));
  const byName = devicesByName(plan.devices);
  return envelopesIn(plan).flatMap((envelope) =>
    envelope.members.flatMap((member) => {
      const found = new Map<string, MemberInZone>();
      for (const system of member.systems) {
        const zone = zones.get(zoneOf.get(plan.placement.positions.get(system)?.rack ?? '') ?? '');
        const first = byName.get(system);
        if (zone === undefined || first === undefined) continue;
        const known = found.get(zone.name) ?? { envelope, member, zone, first, systems: 0 };
        found.set(zone.name, known);
        known.systems += 1;
      }
      return [...found.values()];
    }),
  );
}

function racksOf({ systems, member, zone }: MemberInZone): string {
  return `${inWords.count(systems, 'system')} of cluster '${member.cluster}' in power zone '${zone.name}'`;
}

const shelvesBelowHighest = defineRule({
  id: 'dsx/shelves-below-highest',
  severity: 'error',
  title: 'the power shelves that a rack keeps when a feed is lost give its highest limit',
  why: {
    text: 'Any rack may be at its highest limit when a feed goes; its shelves on the other feed carry it at once.',
    source:
      "Press on Vera Rubin NVL72, 2026: 4 shelves of 110 kW against 227 kW in MaxP; the split over feeds is the program's",
  },
  check: (plan) =>
    judgeEach(
      // Supplies of a server that stand in no shelves are judged by the rules of the pack 'power'.
      membersByZone(plan).filter(
        ({ zone, first }) =>
          zone.redundancy !== 'N' && zone.feeds.length > 1 && (first.shelves !== undefined || first.psus === undefined),
      ),
      (group): Verdict | undefined => {
        const { envelope, member, zone, first } = group;
        const { shelves, psuFeeds } = first;
        const object = `${racksOf(group)} without a feed`;
        if (shelves === undefined) {
          return indeterminate({
            path: envelope.path,
            object,
            unknown: 'what its power shelves give',
            givenBy: "define the model with its 'psus': shelves, supplies of each and their rating",
          });
        }
        const byFeed =
          psuFeeds === undefined
            ? suppliesByFeed(shelves.count, zone.feeds.length)
            : zone.feeds.map((feed) => psuFeeds[feed] ?? 0);
        // A switch before the rack, or one path of parallel sources, keeps all shelves fed.
        const movesWhole = zone.rackFeed === 'static-switch' || zone.redundancy === 'N+1';
        const out = movesWhole ? 0 : Math.max(...byFeed);
        const budget = shelfBudgetWatts(shelves, { shelves: out, supplies: 0 });
        const { efficiency } = shelves;
        const drawn = Math.ceil(member.highestWatts * (efficiency ?? 1) - 1e-6);
        if (drawn <= budget) return undefined;
        const live = shelves.count - out;
        const each = live === 0 ? 0 : budget / live;
        const loss =
          efficiency === undefined
            ? "; losses of the shelves are not counted ('shelfEfficiency')"
            : `; ${inWords.watts(member.highestWatts)} x ${inWords.percent(efficiency)} = ${inWords.watts(drawn)}`;
        return failed({
          path: envelope.path,
          object,
          ...above(drawn, budget, inWords.watts),
          arithmetic: `${inWords.count(live, 'shelf', 'shelves')} x ${inWords.watts(each)} = ${inWords.watts(budget)}; ${inWords.watts(drawn)} - ${inWords.watts(budget)} = ${inWords.watts(drawn - budget)}${loss}`,
          remedy:
            "lower 'highest' of the member to what the shelves of one feed give, or spread the shelves otherwise ('psuFeeds')",
        });
      },
      envelopesIn(plan).length === 0
        ? NO_ENVELOPE
        : 'no rack with shelves of an envelope stands in a zone that can lose a feed',
    ),
});

const cordsBelowHighest = defineRule({
  id: 'dsx/cords-below-highest',
  severity: 'error',
  title: 'the cords and breakers of a rack carry its highest limit, normally and while one other feed is out',
  why: {
    text: 'An envelope holds the sum and no single rack: each cord must carry the most that the manager may give to its rack.',
    source: 'NEC 210.20(A); NVIDIA Dynamic Power Software 0.9, limits by node',
  },
  check: (plan) => {
    const envelopes = envelopesIn(plan);
    if (envelopes.length === 0) return [notApplicable(NO_ENVELOPE)];
    const memberOf = new Map(
      envelopes.flatMap((envelope) =>
        envelope.members.flatMap((member) => member.systems.map((name) => [name, { envelope, member }] as const)),
      ),
    );
    const devices = plan.devices.map((device): DeviceInput => {
      const highest = memberOf.get(device.name)?.member.highestWatts;
      return highest === undefined ? device : { ...device, maxWatts: highest };
    });
    const planned = planRackFeeds({ ...plan, devices, power: { ...plan.power, basis: 'nameplate' } });
    const inRack = new Map(
      [...memberOf].map(([name, found]) => [plan.placement.positions.get(name)?.rack ?? '', found]),
    );
    const silent = membersByZone(plan).filter(({ zone }) => zone.rackFeedSpec === undefined);
    const parts = [
      ...silent.map(
        (group) => (): Verdict =>
          indeterminate({
            path: group.envelope.path,
            object: racksOf(group),
            unknown: `whether their cords and breakers carry ${inWords.watts(group.member.highestWatts)}`,
            givenBy: "give 'rackFeedSpec' of the zone: volts, phases, cords and breakers of a rack",
          }),
      ),
      ...planned.flatMap((zone) =>
        zone.feeds.flatMap((feed) => {
          const found = inRack.get(feed.rack);
          if (found === undefined) return [];
          return [
            (): Verdict | undefined => {
              if (feed.breakerAmperes !== undefined) return undefined;
              const limit = (zone.spec.breakerAmperes.at(-1) ?? 0) * zone.spec.limitShare;
              const amperes = (value: number): string => `${inWords.number(value)} A`;
              return failed({
                path: found.envelope.path,
                object: `rack '${feed.rack}' on feed ${feed.feed} of power zone '${zone.zone}'`,
                ...above(feed.worstAmperes, limit, amperes),
                arithmetic: `${inWords.watts(found.member.highestWatts)} at its highest limit, ${inWords.watts(feed.worstWatts)} on this feed: ${amperes(feed.worstAmperes)} in each of ${inWords.count(zone.spec.cords, 'cord')}`,
                remedy: "lower 'highest' of the member, or give 'rackFeedSpec' more cords or a larger breaker",
              });
            },
          ];
        }),
      ),
    ];
    return judgeEach(parts, (each) => each(), 'no rack of an envelope stands in a zone');
  },
});

const rackCooling = defineRule({
  id: 'dsx/rack-cooling-below-highest',
  severity: 'error',
  title: 'the cooling of each rack takes its highest limit',
  why: {
    text: 'Hoses, manifold and the air of a place serve one rack: what the others do not draw helps it nothing.',
    source: 'NVIDIA DSX, MaxLPS; heat of a rack is the power that it draws',
  },
  check: (plan) =>
    judgeEach(
      envelopesIn(plan).flatMap((envelope) =>
        envelope.members.filter(({ systems }) => systems.length > 0).map((member) => ({ envelope, member })),
      ),
      ({ envelope, member }): Verdict | undefined => {
        const { rackCoolingWatts, highestWatts, cluster, systems } = member;
        if (rackCoolingWatts === undefined) {
          return unknownPower(
            { ...envelope, members: [member] },
            'rackCooling',
            `whether the cooling of a rack takes ${inWords.watts(highestWatts)}`,
          );
        }
        if (highestWatts <= rackCoolingWatts) return undefined;
        return failed({
          path: envelope.path,
          object: `${inWords.count(systems.length, 'system')} of cluster '${cluster}' in ${envelopeWords(envelope)}`,
          ...above(highestWatts, rackCoolingWatts, inWords.watts),
          remedy: "lower 'highest' of the member, or give its racks hoses and air for it ('rackCooling')",
        });
      },
      NO_ENVELOPE,
    ),
});

const loopBelowEnvelope = defineRule({
  id: 'dsx/loop-below-envelope',
  severity: 'error',
  title: 'each cooling loop takes the most heat that the manager can move to it within its envelopes',
  why: {
    text: 'A manager that moves power between racks moves heat between loops, and knows feeds alone: a rack is cooled for its highest limit, a loop for what its racks draw together.',
    source: 'NVIDIA DSX, MaxLPS: cooling and network carry the added racks too',
  },
  check: (plan) => {
    const { envelopes, loops } = planEnvelopes(plan);
    const [first] = envelopes;
    if (first === undefined) return [notApplicable(NO_ENVELOPE)];
    const open = envelopes.find(({ activeWatts, systems }) => activeWatts === undefined && systems > 0);
    if (open !== undefined) return [unknownPower(open, 'limit', 'its active limits, and the heat of its loops')];
    if (plan.cooling === undefined || loops === undefined) {
      const object = envelopeWords(first);
      return [
        indeterminate({
          path: first.path,
          object,
          unknown: 'what takes the heat of its racks',
          givenBy: 'give a CoolingLoop and its units for their rows',
        }),
      ];
    }
    return judgeEach(
      loops,
      ({ loop, envelopes: names, activeWatts, worstWatts, capacityWatts }) => {
        if (worstWatts <= capacityWatts) return undefined;
        const moved = inWords.watts(worstWatts - activeWatts);
        return failed({
          path: envelopes.find(({ name }) => name === names[0])?.path ?? first.path,
          object: `cooling loop '${loop}'`,
          ...above(worstWatts, capacityWatts, inWords.watts),
          arithmetic: `${inWords.watts(activeWatts)} at active limits + ${moved} that ${names.map((name) => `'${name}'`).join(', ')} may move to it = ${inWords.watts(worstWatts)}`,
          remedy:
            "give the loop more units ('count'), raise 'lowest' of members elsewhere, or lower 'highest' of those on it",
        });
      },
      'no cooling loop takes heat of an envelope',
    );
  },
});

/** Rules about single racks of an envelope, and about what cools them. */
export const envelopeRackRules: readonly Rule[] = [
  shelvesBelowHighest,
  cordsBelowHighest,
  rackCooling,
  loopBelowEnvelope,
];
