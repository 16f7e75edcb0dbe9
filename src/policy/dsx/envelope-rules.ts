import { planEnvelopes } from '../../design/dsx/plan-envelopes';
import type { EnvelopeFeed, EnvelopeNode, EnvelopePlan, OverloadOf } from '../../model/power-plan';
import type { SitePlan } from '../../model/site-plan';
import { inWords } from '../engine/in-words';
import { above, defineRule, failed, indeterminate, judgeEach, type Rule, type Verdict } from '../engine/rule';

/** Why these rules do not apply to a site without one. */
export const NO_ENVELOPE = 'the site has no power envelope';

const DPS = 'NVIDIA Dynamic Power Software 0.9: limits of a topology; policies MaxP, MaxQ, MaxLPS';

const CAP_TIMES =
  'POLCA, ASPLOS 2024: a cap out of band takes up to 40 s, a brake 5 s, and a UPS rides through about 10 s (DGX A100)';

/** Envelopes of a plan. */
export function envelopesIn(plan: SitePlan): readonly EnvelopePlan[] {
  return planEnvelopes(plan).envelopes;
}

/** An envelope in the words of a message. */
export function envelopeWords({ name }: Pick<EnvelopePlan, 'name'>): string {
  return `power envelope '${name}'`;
}

/** The first members whose power of some kind is not known, as what is not known of an envelope. */
export function unknownPower(
  envelope: EnvelopePlan,
  prop: 'limit' | 'lowest' | 'afterReset' | 'rackCooling',
  what: string,
): Verdict {
  const member = {
    limit: 'limitWatts',
    lowest: 'lowestWatts',
    afterReset: 'resetWatts',
    rackCooling: 'rackCoolingWatts',
  } as const;
  const open = envelope.members.filter((each) => each[member[prop]] === undefined).map(({ cluster }) => cluster);
  const givenBy =
    prop === 'limit' ? "give 'limit' of the member, or 'powerCap' of its cluster" : `give '${prop}' of the member`;
  return indeterminate({
    path: envelope.path,
    object: `${envelopeWords(envelope)}, ${open.length === 1 ? 'cluster' : 'clusters'} ${inWords.names(open)}`,
    unknown: what,
    givenBy,
  });
}

/** A feed, or a node of the chain, that carries more than it may. */
interface Survivor {
  readonly object: string;
  readonly of: OverloadOf;
  readonly out: string;
  readonly loadWatts: number;
  readonly limitWatts: number;
  readonly ratingWatts: number;
}

function feedWords({ zone, feed }: EnvelopeFeed): string {
  return `feed ${feed} of power zone '${zone}'`;
}

/** Survivors of a loss that carry more than they may, feeds first. */
function survivorsOf({
  feeds,
  nodes,
}: {
  readonly feeds: readonly EnvelopeFeed[];
  readonly nodes: readonly EnvelopeNode[];
}): readonly Survivor[] {
  const ofFeeds = feeds
    .filter(
      ({ isRedundant, worstWatts, normalWatts, limitWatts }) =>
        isRedundant && worstWatts > limitWatts && normalWatts <= limitWatts,
    )
    .map((feed) => ({
      ...feed,
      object: feedWords(feed),
      of: 'feed' as const,
      out: 'another feed',
      loadWatts: feed.worstWatts,
    }));
  const normal = new Set(nodes.filter(({ out }) => out.length === 0).map(({ node }) => node));
  const ofNodes = nodes
    .filter(({ out, node }) => out.length > 0 && !normal.has(node))
    .map((each) => ({ ...each, object: `power node '${each.node}'`, of: each.kind, out: inWords.names(each.out) }));
  return [...ofFeeds, ...ofNodes];
}

const overdrawn = defineRule({
  id: 'dsx/envelope-overdrawn',
  severity: 'error',
  title:
    'the active limits of an envelope add up to at most its operating limit, and to what each feed and node carries',
  why: {
    text: 'The sum of the highest limits may be above a feed; the sum of the active limits may not, for all racks may draw them at once.',
    source: DPS,
  },
  check: (plan) => {
    const seen = new Set<string>();
    return judgeEach(
      envelopesIn(plan).flatMap((envelope) => overdrawnParts(envelope, seen)),
      (part) => part.judge(),
      NO_ENVELOPE,
    );
  },
});

/** What of an envelope is judged: its own limit, its feeds, and nodes that no envelope before it names. */
function overdrawnParts(envelope: EnvelopePlan, seen: Set<string>): readonly { judge: () => Verdict | undefined }[] {
  const { path, activeWatts, limitWatts = activeWatts, systems } = envelope;
  if (systems === 0) return [];
  if (activeWatts === undefined) return [{ judge: () => unknownPower(envelope, 'limit', 'its active limits') }];
  const remedy = "lower 'limit' of its members, take racks out, or give feeds a larger 'rating'";
  const over = (object: string, loadWatts: number, mostWatts: number, sum: string): Verdict | undefined =>
    loadWatts <= mostWatts
      ? undefined
      : failed({ path, object, ...above(loadWatts, mostWatts, inWords.watts), arithmetic: sum, remedy });
  const normal = envelope.nodes.filter(({ out, node }) => out.length === 0 && !seen.has(node));
  for (const { node } of normal) seen.add(node);
  return [
    { judge: () => over(envelopeWords(envelope), activeWatts, limitWatts ?? activeWatts, sumWords(envelope)) },
    ...envelope.feeds.map((feed) => ({
      judge: () =>
        over(
          feedWords(feed),
          feed.normalWatts,
          feed.limitWatts,
          `${inWords.watts(feed.normalWatts)} at active limits and what else is on it; highest limits of ${envelopeWords(envelope)} are ${inWords.watts(envelope.highestWatts)}`,
        ),
    })),
    ...normal.map((node) => ({
      judge: () =>
        over(
          `power node '${node.node}'`,
          node.loadWatts,
          node.limitWatts,
          `${inWords.watts(node.loadWatts)} at active limits; rated for ${inWords.watts(node.ratingWatts)}`,
        ),
    })),
  ];
}

function sumWords({ members, activeWatts = 0 }: EnvelopePlan): string {
  const parts = members.map(
    ({ systems, limitWatts = 0 }) => `${inWords.number(systems.length)} x ${inWords.watts(limitWatts)}`,
  );
  return `${parts.join(' + ')} = ${inWords.watts(activeWatts)}`;
}

/** Seconds from a loss until lower limits hold, and in which way. */
function capOf({ capBy, capSeconds, assumedTimes }: EnvelopePlan): {
  readonly seconds: number;
  readonly words: string;
} {
  const key = capBy === 'brake' ? 'brake' : 'outOfBand';
  const seconds = capSeconds[key];
  const assumed = assumedTimes.includes(key) ? ' (assumed: measured on DGX A100)' : '';
  return {
    seconds,
    words: `${inWords.number(seconds)} s ${capBy === 'brake' ? 'by the brake' : 'out of band'}${assumed}`,
  };
}

/** Seconds that a survivor stands its load; undefined where nothing states it. A load up to the rating is carried for as long as a cap takes. */
function stoodSeconds({ stands = [] }: EnvelopePlan, { of, loadWatts, ratingWatts }: Survivor): number | undefined {
  if (loadWatts <= ratingWatts) return Infinity;
  const share = loadWatts / ratingWatts;
  const stated = stands.filter((each) => (each.of === undefined || each.of === of) && each.share >= share - 1e-9);
  // What stands a higher load for a time stands this one for that time at least.
  return stated.length === 0 ? undefined : Math.max(...stated.map(({ seconds }) => seconds));
}

/** Judges what survives each loss, with what nobody judged before; a site is judged once for a node of several envelopes. */
function judgeSurvivors(
  plan: SitePlan,
  parts: (envelope: EnvelopePlan) => readonly Survivor[],
  judge: (envelope: EnvelopePlan, survivor: Survivor) => Verdict | undefined,
): readonly Verdict[] {
  const seen = new Set<string>();
  const objects = envelopesIn(plan)
    .filter(({ systems }) => systems > 0)
    .flatMap((envelope): (() => Verdict | undefined)[] => {
      if (envelope.activeWatts === undefined) {
        return [() => unknownPower(envelope, 'limit', 'its active limits, and what the loss of a feed does')];
      }
      const own = parts(envelope).filter(({ object }) => !seen.has(object));
      for (const { object } of own) seen.add(object);
      return own.length === 0 ? [() => undefined] : own.map((survivor) => () => judge(envelope, survivor));
    });
  return judgeEach(objects, (each) => each(), NO_ENVELOPE);
}

function shareWords({ loadWatts, ratingWatts }: Survivor): string {
  return `${inWords.watts(loadWatts)} of a rating of ${inWords.watts(ratingWatts)} (${inWords.percent(loadWatts / ratingWatts)})`;
}

const capTooLate = defineRule({
  id: 'dsx/cap-too-late',
  severity: 'error',
  title: 'what survives a lost feed stands the active limits until lower ones hold',
  why: {
    text: 'When a feed is lost the others carry all active limits at once; breakers and UPSs do not wait until a manager has lowered them.',
    source: CAP_TIMES,
  },
  check: (plan) =>
    judgeSurvivors(plan, survivorsOf, (envelope, survivor) => {
      const cap = capOf(envelope);
      const object = `${survivor.object} without ${survivor.out}`;
      const stood = stoodSeconds(envelope, survivor);
      if (stood === undefined) {
        return indeterminate({
          path: envelope.path,
          object,
          unknown: `how long it stands ${shareWords(survivor)}; limits of ${envelopeWords(envelope)} are lower after ${cap.words}`,
          givenBy: `give 'stands' of the envelope: of '${survivor.of}', a share of ${inWords.number(survivor.loadWatts / survivor.ratingWatts)} or more and its time`,
        });
      }
      if (stood >= cap.seconds) return undefined;
      return failed({
        path: envelope.path,
        object,
        found: `lower limits of ${envelopeWords(envelope)} after ${cap.words}`,
        limit: `${inWords.number(stood)} s at ${shareWords(survivor)}`,
        required: `${inWords.number(cap.seconds)} s`,
        available: `${inWords.number(stood)} s`,
        shortfall: `${inWords.number(cap.seconds - stood)} s`,
        arithmetic: `${inWords.watts(survivor.loadWatts)} / ${inWords.watts(survivor.ratingWatts)} = ${inWords.percent(survivor.loadWatts / survivor.ratingWatts)}; ${inWords.number(cap.seconds)} s - ${inWords.number(stood)} s = ${inWords.number(cap.seconds - stood)} s`,
        remedy: "give 'capBy': 'brake' where systems have one, lower 'limit' of the members, or larger feeds",
      });
    }),
});

const capNotDeepEnough = defineRule({
  id: 'dsx/cap-not-deep-enough',
  severity: 'error',
  title: 'what survives a lost feed carries the lowest limits for as long as the repair takes',
  why: { text: 'A cap helps as far as limits go down: below its lowest limit a rack is shut down.', source: DPS },
  check: (plan) =>
    judgeSurvivors(plan, survivorsOf, (envelope, survivor) => {
      const object = `${survivor.object} without ${survivor.out}`;
      if (envelope.afterCap === undefined) {
        return unknownPower(
          envelope,
          'lowest',
          `how far its racks go down where ${object} carries ${inWords.watts(survivor.loadWatts)}`,
        );
      }
      const still = survivorsOf(envelope.afterCap).find((each) => each.object === survivor.object);
      const own = still ?? normallyOver(envelope.afterCap, survivor.object);
      if (own === undefined) return undefined;
      return failed({
        path: envelope.path,
        object,
        ...above(own.loadWatts, own.limitWatts, inWords.watts),
        arithmetic: `${inWords.watts(survivor.loadWatts)} at active limits, ${inWords.watts(own.loadWatts)} at the lowest; limit ${inWords.watts(own.limitWatts)}`,
        remedy: "take racks out of the zone, or give its feeds a larger 'rating'; else racks must be shut down",
      });
    }),
});

function normallyOver(
  { feeds, nodes }: NonNullable<EnvelopePlan['afterCap']>,
  object: string,
): { readonly loadWatts: number; readonly limitWatts: number } | undefined {
  const feed = feeds.find((each) => feedWords(each) === object);
  if (feed !== undefined) return { loadWatts: feed.worstWatts, limitWatts: feed.limitWatts };
  return nodes.find(({ node }) => `power node '${node}'` === object);
}

const managerLost = defineRule({
  id: 'dsx/manager-lost',
  severity: 'warning',
  title: 'with the manager lost too, what survives a lost feed stands the last limits until the brake holds',
  why: {
    text: 'A manager that is lost takes no limit back: racks keep their last ones, and nobody lowers them when a feed goes.',
    source: `${DPS}: without a deactivation no limit is unset; a controller that stays up keeps its last limits`,
  },
  check: (plan) =>
    judgeSurvivors(plan, survivorsOf, (envelope, survivor) => {
      const object = `${survivor.object} without ${survivor.out} and without the manager`;
      const { brakeBy, path, capSeconds, assumedTimes } = envelope;
      if (brakeBy === undefined) {
        return indeterminate({
          path,
          object,
          unknown: `what lowers the limits of ${envelopeWords(envelope)} without its manager`,
          givenBy: "give 'brakeBy' of the envelope: 'hardware' where a brake works without the manager, else 'manager'",
        });
      }
      const stood = stoodSeconds(envelope, survivor);
      const assumed = assumedTimes.includes('brake') ? ' (assumed: measured on DGX A100)' : '';
      if (brakeBy === 'hardware' && stood === undefined) {
        return indeterminate({
          path,
          object,
          unknown: `how long it stands ${shareWords(survivor)} until the brake holds after ${inWords.number(capSeconds.brake)} s${assumed}`,
          givenBy: `give 'stands' of the envelope: of '${survivor.of}', a share of ${inWords.number(survivor.loadWatts / survivor.ratingWatts)} or more and its time`,
        });
      }
      if (brakeBy === 'hardware' && (stood ?? 0) >= capSeconds.brake) return undefined;
      return failed({
        path,
        object,
        found:
          brakeBy === 'manager'
            ? `${shareWords(survivor)}, and nothing lowers it: racks keep their last limits`
            : `${shareWords(survivor)} until the brake holds after ${inWords.number(capSeconds.brake)} s${assumed}`,
        limit:
          brakeBy === 'manager' ? inWords.watts(survivor.limitWatts) : `${inWords.number(stood ?? 0)} s at that load`,
        arithmetic: `${inWords.watts(survivor.loadWatts)} - ${inWords.watts(survivor.limitWatts)} = ${inWords.watts(survivor.loadWatts - survivor.limitWatts)}`,
        remedy: "let hardware set off the brake ('brakeBy'), lower 'limit' of the members, or keep two managers",
      });
    }),
});

const afterReset = defineRule({
  id: 'dsx/limits-after-reset',
  severity: 'error',
  title: 'each feed and node carries the limits that systems have after a reset of their management controllers',
  why: {
    text: 'Controllers come up together when power returns, and what limit they hold then decides whether the feeds stay up.',
    source: `${DPS}: what a limit is after a reset, no document of it says`,
  },
  check: (plan) => {
    const seen = new Set<string>();
    return judgeEach(
      envelopesIn(plan)
        .filter(({ systems }) => systems > 0)
        .flatMap((envelope): (() => Verdict | undefined)[] => {
          const { afterReset, path } = envelope;
          if (afterReset === undefined) {
            return [
              () =>
                unknownPower(envelope, 'afterReset', 'what limits its systems have after a reset of their controllers'),
            ];
          }
          const judged = (object: string, loadWatts: number, limitWatts: number) => (): Verdict | undefined => {
            if (loadWatts <= limitWatts) return undefined;
            return failed({
              path,
              object: `${object} after a reset`,
              ...above(loadWatts, limitWatts, inWords.watts),
              remedy:
                "bring racks up one after the other, set a lower limit that outlives a reset ('afterReset'), or give larger feeds",
            });
          };
          const nodes = afterReset.nodes.filter(({ out, node }) => out.length === 0 && !seen.has(node));
          for (const { node } of nodes) seen.add(node);
          return [
            ...afterReset.feeds.map((feed) => judged(feedWords(feed), feed.normalWatts, feed.limitWatts)),
            ...nodes.map(({ node, loadWatts, limitWatts }) => judged(`power node '${node}'`, loadWatts, limitWatts)),
          ];
        }),
      (each) => each(),
      NO_ENVELOPE,
    );
  },
});

/** Rules about what carries an envelope. */
export const envelopeRules: readonly Rule[] = [overdrawn, capTooLate, capNotDeepEnough, managerLost, afterReset];
