import type { CoolingUnitsPlan } from '../../model/cooling-plan';
import {
  liveNodes,
  type PowerChainPlan,
  type PowerNodeKind,
  type PowerNodePlan,
  SOURCE_KINDS,
} from '../../model/power-node';
import type { SitePlan } from '../../model/site-plan';
import { inWords } from '../engine/in-words';
import {
  defineRule,
  failed,
  indeterminate,
  judgeEach,
  notApplicable,
  passed,
  type Rule,
  type Verdict,
} from '../engine/rule';

/** Why no rule about the chain applies to a site. */
export const NO_CHAIN = 'the site names no node of the power chain';

/** Kinds of node that carry all of a site or of a side, cooling too. */
const CARRIES_ALL: ReadonlySet<PowerNodeKind> = new Set([...SOURCE_KINDS, 'substation', 'transformer']);

/** Units of cooling that hang on no node, and those whose draw is not known. */
function unitsOffChain({ power, cooling }: SitePlan): {
  readonly off: readonly CoolingUnitsPlan[];
  readonly silent: readonly CoolingUnitsPlan[];
} {
  const units = power.chain === undefined ? [] : (cooling?.loops ?? []).flatMap((loop) => loop.units);
  const there = units.filter((each) => each.units > 0);
  return {
    off: there.filter(({ fedFrom, drawnWatts = 1 }) => fedFrom === undefined && drawnWatts > 0),
    silent: there.filter(({ drawnWatts }) => drawnWatts === undefined),
  };
}

/** Nodes whose losses nobody places, and what they lose, W. */
export function unplacedLosses({ power: { chain } }: SitePlan): {
  readonly nodes: readonly PowerNodePlan[];
  readonly watts: number;
} {
  const absent = new Set(chain?.absent);
  const nodes = (chain?.nodes ?? []).filter(
    ({ name, loadWatts, inputWatts, heatTo }) => inputWatts > loadWatts && heatTo === undefined && !absent.has(name),
  );
  return { nodes, watts: nodes.reduce((sum, { inputWatts, loadWatts }) => sum + inputWatts - loadWatts, 0) };
}

/** Whether cooling and power do not meet: some units name no node. `power/cooling-off-chain` then says all that is missing between the two. */
export function isCoolingOffChain(plan: SitePlan): boolean {
  return unitsOffChain(plan).off.length > 0;
}

/**
 * What may be judged of the loads of nodes: all of it where every unit of cooling is on the chain. Else a source or a transformer carries more than its load
 * here, so that it is judged only where it fails already; one finding says why. `nodeOf` names the node whose load decides.
 */
export function whereLoadIsKnown<T>(
  plan: SitePlan,
  objects: readonly T[],
  { nodeOf, fails }: { readonly nodeOf: (object: T) => string; readonly fails: (object: T) => boolean },
): readonly T[] {
  const { off, silent } = unitsOffChain(plan);
  if (off.length + silent.length === 0) return objects;
  const all = new Set(plan.power.chain?.nodes.filter(({ kind }) => CARRIES_ALL.has(kind)).map(({ name }) => name));
  return objects.filter((object) => !all.has(nodeOf(object)) || fails(object));
}

/** Why there is nothing to judge where the draw of cooling is not on the chain. */
export const LOAD_NOT_KNOWN = 'what sources and transformers carry is not known: power/cooling-off-chain says why';

const coolingOffChain = defineRule({
  id: 'power/cooling-off-chain',
  severity: 'warning',
  title: 'every unit of cooling draws from a node of the power chain',
  why: {
    text: 'Sources and transformers carry cooling too: sized for IT alone they are overloaded, and their fuel and stores last shorter.',
    source: 'Azure Australia East, August 2023; a PUE of 1.37 is 37 % more on every source',
  },
  check: (plan) => {
    const { off, silent } = unitsOffChain(plan);
    const nodes = (plan.power.chain?.nodes ?? []).filter(({ kind }) => CARRIES_ALL.has(kind));
    const object = `load of ${inWords.names(nodes.map(({ name }) => name))}`;
    const watts = off.reduce((sum, { drawnWatts = 0 }) => sum + drawnWatts, 0);
    const fed = (plan.cooling?.loops ?? [])
      .flatMap((loop) => loop.units)
      .filter((each) => each.units > 0 && !off.includes(each) && !silent.includes(each)).length;
    const losses = unplacedLosses(plan);
    const verdict = (units: readonly CoolingUnitsPlan[], unknown: string, givenBy: string): Verdict[] =>
      units.length === 0 ? [] : [indeterminate({ path: units[0]?.path ?? plan.path, object, unknown, givenBy })];
    const verdicts = [
      ...verdict(
        off,
        `which of them carry the ${inWords.watts(watts)} of cooling units ${inWords.names(off.map(({ name }) => name))}: what they carry in all, their fuel and their steps are not judged${losses.nodes.length === 0 ? '' : `; and which loop takes the ${inWords.watts(losses.watts)} that ${inWords.names(losses.nodes.map(({ name }) => name))} lose`}`,
        `give 'fedFrom' of the units${losses.nodes.length === 0 ? '' : ", and 'heatTo' of the nodes: a cooling loop, or 'outside'"}`,
      ),
      ...verdict(
        silent,
        `what cooling units ${inWords.names(silent.map(({ name }) => name))} draw: what they carry in all, their fuel and their steps are not judged`,
        "give 'power' of the units",
      ),
      ...(fed === 0 ? [] : [passed(fed)]),
    ];
    return verdicts.length === 0
      ? [notApplicable(plan.power.chain === undefined ? NO_CHAIN : 'the site names no units of cooling')]
      : verdicts;
  },
});

const unitsUnfed = defineRule({
  id: 'power/cooling-unfed',
  severity: 'error',
  title: 'in the normal state every unit of cooling has a node that a source reaches',
  why: {
    text: 'Units that stand before the nodes that feed them take no heat.',
    source: 'Phases of the nodes and of the units as given',
  },
  check: ({ power: { chain } }) =>
    judgeEach(
      chain?.mechanical?.filter(({ count }) => count > 0) ?? [],
      ({ name, path, count, fedFrom }) => {
        const absent = new Set(chain?.absent);
        if (chain === undefined || liveNode(chain, fedFrom, absent) !== undefined) return undefined;
        return failed({
          path,
          object: `cooling units '${name}'`,
          found: `no node that lives, for ${inWords.count(count, 'unit')}`,
          limit: 'a node that a source reaches',
          arithmetic: `they draw from ${inWords.names(fedFrom)}; none of them is there with a source`,
          remedy: "bring its nodes into an earlier 'phase', or the units into a later one",
        });
      },
      'no units of cooling draw from the power chain',
    ),
});

/** The first of some nodes that a source reaches while others are not there. */
function liveNode(
  { nodes }: PowerChainPlan,
  names: readonly string[],
  absent: ReadonlySet<string>,
): string | undefined {
  const byName = new Map(nodes.map((node) => [node.name, node]));
  return names.find(liveNodes((name) => byName.get(name), absent));
}

/** Rules about the draw of cooling on the chain. */
export const coolingLoadRules: readonly Rule[] = [coolingOffChain, unitsUnfed];
