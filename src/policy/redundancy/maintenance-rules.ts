import type { ChainState, PowerChainPlan, PowerNodePlan } from '../../model/power-node';
import { defineRule } from '../define-rule';
import { inWords } from '../in-words';
import { judgeEach } from '../judge-each';
import { chainWords, NO_CHAIN } from '../power/chain-words';
import type { Rule } from '../rule';
import { failed, indeterminate, notApplicable, passed, type Verdict } from '../verdict';
import { lostBy, type NodeLoss, nodeLosses } from './node-loss';

const concurrentlyMaintainable = defineRule({
  id: 'redundancy/concurrently-maintainable',
  severity: 'warning',
  title:
    'each node can be taken out for maintenance: all devices run in full, and every other node keeps its limit for continuous load',
  why: {
    text: 'Maintenance takes hours: what is left carries a continuous load, not that of an emergency.',
    source:
      'Uptime Institute Tier Standard, Tier III: concurrently maintainable; NEC 210.20(A) for three hours or more',
  },
  check: ({ power: { chain } }) => {
    if (chain === undefined) return [notApplicable(NO_CHAIN)];
    const verdicts: Verdict[] = [];
    const unknown: NodeLoss[] = [];
    let held = 0;
    for (const loss of nodeLosses(chain)) {
      const verdict = maintained(chain, loss);
      if (verdict !== undefined) verdicts.push(verdict);
      else if (loss.state.devices.indeterminate > loss.normal.devices.indeterminate) unknown.push(loss);
      else held += 1;
    }
    const [first] = unknown;
    if (first !== undefined) {
      verdicts.push(
        indeterminate({
          path: first.node.path,
          object: `maintenance of ${inWords.names(unknown.map(({ node }) => node.name))}`,
          unknown: `what ${inWords.count(first.state.devices.indeterminate - first.normal.devices.indeterminate, 'device')} with fewer supplies than they need do`,
          givenBy: "define the model with its 'psus' and 'degradedFrom', or feed racks through a static switch",
        }),
      );
    }
    if (held > 0) verdicts.push(passed(held));
    return verdicts;
  },
});

const lossTogether = defineRule({
  id: 'redundancy/loss-together',
  severity: 'error',
  title: 'sets of nodes that a study names can be lost together: no rack is lost, and no other node overloaded',
  why: {
    text: 'What fails together, by a fire, a flood or a common cable way, counts as one failure.',
    source: 'Uptime Institute Tier Standard, Tier IV: compartmentalised',
  },
  check: ({ power: { chain } }) =>
    judgeEach(
      chain?.states.filter(({ kind }) => kind === 'pair') ?? [],
      (state) => (chain === undefined ? undefined : harmed(chain, state, pathOf(chain, state, 'together'))),
      'no failure study names nodes that are lost together',
    ),
});

const lossInMaintenance = defineRule({
  id: 'redundancy/loss-in-maintenance',
  severity: 'warning',
  title: 'while a node that a study names is maintained, the loss of any other stops no rack and overloads no node',
  why: {
    text: 'A site that is fault tolerant stays so while one path is maintained.',
    source: 'Uptime Institute Tier Standard, Tier IV: N+1 after any fault',
  },
  check: ({ power: { chain } }) => {
    const maintained = new Map<string, ChainState[]>();
    for (const state of chain?.states.filter(({ kind }) => kind === 'maintenance') ?? []) {
      const name = state.out[0] ?? '';
      const known = maintained.get(name);
      if (known === undefined) maintained.set(name, [state]);
      else known.push(state);
    }
    return judgeEach(
      maintained.values(),
      (states) => {
        if (chain === undefined) return undefined;
        const bad = states.filter((state) => isHarmed(chain, state));
        const worst = bad.reduce<ChainState | undefined>(
          (most, state) => (most === undefined || state.lostWatts > most.lostWatts ? state : most),
          undefined,
        );
        if (worst === undefined) return undefined;
        const verdict = harmed(chain, worst, pathOf(chain, worst, 'maintenance'));
        return verdict === undefined
          ? undefined
          : {
              ...verdict,
              object: `maintenance of power node '${worst.out[0] ?? ''}' while '${worst.out[1] ?? ''}' is lost`,
              found: `${verdict.found}; ${inWords.number(bad.length)} of ${inWords.count(states.length, 'loss', 'losses')} meanwhile do harm`,
            };
      },
      'no failure study names nodes for maintenance',
    );
  },
});

/** Rules about nodes that are taken out on purpose, and about several that are out at once. */
export const maintenanceRules: readonly Rule[] = [concurrentlyMaintainable, lossInMaintenance, lossTogether];

function maintained(chain: PowerChainPlan, { node, state, normal }: NodeLoss): Verdict | undefined {
  const down = state.devices.down - normal.devices.down;
  const degraded = state.devices.degraded - normal.devices.degraded;
  const over = highest(chain, state, ({ limitWatts }) => limitWatts);
  if (down <= 0 && degraded <= 0 && over === undefined) return undefined;
  const words = [
    ...(down > 0 ? [`${inWords.count(down, 'device')} down`] : []),
    ...(degraded > 0 ? [`${inWords.count(degraded, 'device')} at reduced performance`] : []),
    ...(over === undefined ? [] : [`'${over.node.name}' carries ${inWords.watts(over.loadWatts)}`]),
  ];
  return failed({
    path: node.path,
    object: `maintenance of power node '${node.name}'`,
    found: words.join(', '),
    limit: over === undefined ? 'all devices in full' : `${inWords.watts(over.node.limitWatts)} on '${over.node.name}'`,
    arithmetic: arithmeticOf(state, normal, over, over?.node.limitShare ?? 1),
    remedy: 'bring a second way past it, or take load off what carries on',
  });
}

interface Over {
  readonly node: PowerNodePlan;
  readonly loadWatts: number;
  readonly limitWatts: number;
}

/** The node that a state brings furthest above a limit which it keeps normally, or keeps less. */
function highest(chain: PowerChainPlan, state: ChainState, limitOf: (node: PowerNodePlan) => number): Over | undefined {
  let most: Over | undefined;
  chain.nodes.forEach((node, place) => {
    const loadWatts = state.loadWatts[place] ?? 0;
    if (loadWatts <= node.loadWatts) return;
    const limitWatts = limitOf(node);
    if (loadWatts <= limitWatts) return;
    if (most === undefined || loadWatts - limitWatts > most.loadWatts - most.limitWatts)
      most = { node, loadWatts, limitWatts };
  });
  return most;
}

function isHarmed(chain: PowerChainPlan, state: ChainState): boolean {
  const normal = chain.states[0] ?? state;
  return (
    lostBy(state, normal).length > 0 ||
    state.lostWatts > normal.lostWatts ||
    highest(chain, state, chainWords.failureLimit) !== undefined
  );
}

function harmed(chain: PowerChainPlan, state: ChainState, path: string): ReturnType<typeof failed> | undefined {
  if (!isHarmed(chain, state)) return undefined;
  const normal = chain.states[0] ?? state;
  const racks = lostBy(state, normal);
  const over = highest(chain, state, chainWords.failureLimit);
  const words = [
    ...(racks.length > 0 ? [`${inWords.count(racks.length, 'rack')} lost: ${inWords.names(racks)}`] : []),
    ...(racks.length === 0 && state.lostWatts > normal.lostWatts
      ? [`${inWords.watts(state.lostWatts - normal.lostWatts)} of tenants lost`]
      : []),
    ...(over === undefined ? [] : [`'${over.node.name}' carries ${inWords.watts(over.loadWatts)}`]),
  ];
  return failed({
    path,
    object: `loss of power nodes ${chainWords.out(state)} together`,
    found: words.join(', '),
    limit: over === undefined ? 'no rack lost' : `${inWords.watts(over.limitWatts)} on '${over.node.name}'`,
    arithmetic: arithmeticOf(state, normal, over, over?.node.failureLimitShare ?? 1),
    remedy: 'part their ways, bring another way past them, or take load off what carries on',
  });
}

function arithmeticOf(state: ChainState, normal: ChainState, over: Over | undefined, share: number): string {
  const down = `${inWords.watts(state.lostWatts - normal.lostWatts)} of devices down`;
  if (over === undefined) return down;
  const { node, loadWatts, limitWatts } = over;
  const [load, limit, above] = [loadWatts, limitWatts, loadWatts - limitWatts].map(inWords.watts);
  const most = `${chainWords.limit(node, share)}; ${load} - ${limit} = ${above}`;
  return state.lostWatts > normal.lostWatts ? `${down}; ${most}` : most;
}

/** Path of the study that names what is out. */
function pathOf(
  { studies = [], nodes }: PowerChainPlan,
  { out }: ChainState,
  field: 'together' | 'maintenance',
): string {
  const study = studies.find((one) =>
    field === 'maintenance'
      ? one.maintenance.includes(out[0] ?? '')
      : one.together.some((set) => out.every((name) => set.includes(name))),
  );
  return study?.path ?? nodes[0]?.path ?? '';
}
