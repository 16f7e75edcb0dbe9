import { checkNode } from '../../../../src/design/power/chain/check-node';
import type { NodeSupply } from '../../../../src/model/continuity-plan';
import {
  POWER_NODE_KINDS,
  type PowerNodeInput,
  type PowerNodeKind,
  SOURCE_KINDS,
} from '../../../../src/model/power-node';

const node = (kind: PowerNodeKind, more: Partial<PowerNodeInput>): PowerNodeInput => ({
  name: 'one',
  path: 'stack/one',
  kind,
  ratingWatts: 1_000,
  volts: 400,
  current: 'ac',
  phases: 3,
  powerFactor: 1,
  efficiency: 1,
  limitShare: 1,
  failureLimitShare: 1,
  fedFrom: SOURCE_KINDS.has(kind) ? [] : ['grid'],
  draws: kind === 'transfer-switch' || kind === 'static-switch' ? 'first-live' : 'parallel',
  ...more,
});

const takers = (supply: NodeSupply, more: Partial<PowerNodeInput> = {}): string =>
  POWER_NODE_KINDS.filter((kind) => checkNode(node(kind, { supply, ...more })).length === 0).join(' ');

// What reads each figure: rules of a supply its contract, transfers of sets their start, of stores how long they hold, and so on.
test.each<[keyof NodeSupply, NodeSupply, string]>([
  ['contractWatts', { contractWatts: 1 }, 'utility plant'],
  ['voltageDistortion', { voltageDistortion: 0.05 }, 'utility plant'],
  ['mostInrush', { mostInrush: 2 }, 'utility plant'],
  ['turbines', { turbines: 2 }, 'utility plant generator'],
  ['shortCircuitAmperes', { shortCircuitAmperes: 1 }, 'utility plant generator'],
  ['stepWatts', { stepWatts: 1 }, 'utility plant generator ups bess'],
  ['impedance', { impedance: 0.06 }, 'utility plant generator substation transformer'],
  ['startSeconds', { startSeconds: 1 }, 'generator'],
  ['stepSeconds', { stepSeconds: 1 }, 'generator'],
  ['averageShare', { averageShare: 0.7 }, 'generator'],
  ['fuelLitres', { fuelLitres: 1 }, 'plant generator'],
  ['fuelSource', { fuelSource: 'pipe' }, 'plant generator'],
  ['storedSeconds', { storedSeconds: 1 }, 'ups bess'],
  ['rechargeWatts', { rechargeWatts: 1 }, 'ups bess'],
  ['smoothing', { smoothing: { watts: 1, joules: 1 } }, 'ups bess'],
  ['gridRideThrough', { gridRideThrough: {} }, 'ups bess'],
  ['feedsBack', { feedsBack: true }, 'ups bess'],
  ['transferSeconds', { transferSeconds: 1 }, 'transfer-switch'],
])("takes '%s' of nodes alone of which something reads it", (_name, supply, kinds) => {
  expect(takers(supply)).toBe(kinds);
});

test('takes of any node what is read of any, and of those that are fed what is switched on again', () => {
  const all = POWER_NODE_KINDS.join(' ');
  const fed = POWER_NODE_KINDS.filter((kind) => !SOURCE_KINDS.has(kind));
  expect(takers({ interruptingAmperes: 1 })).toBe(all);
  expect(takers({ restartStep: 2 })).toBe(fed.join(' '));
  expect(takers({ inrush: 8 })).toBe(fed.join(' '));
  expect(takers({ transferSeconds: 1 }, { draws: 'first-live' })).toBe(
    fed.filter((kind) => kind !== 'static-switch').join(' '),
  );
  expect(takers({}, { cells: 'lithium-ion' })).toBe('ups bess');
});

test('fails with the prop, the kind, and kinds that have it', () => {
  const said = (kind: PowerNodeKind, more: Partial<PowerNodeInput>): string[] =>
    checkNode(node(kind, more)).map(({ message }) => message);
  expect(said('power-shelf', { supply: { storedSeconds: 30 }, cells: 'lithium-ion' })).toEqual([
    "power node 'one': 'cells' is given for a power-shelf, of which nothing reads it; give it for a ups or a bess, or leave it out [power/figure-of-another-kind]",
    "power node 'one': 'supply.autonomy' is given for a power-shelf, of which nothing reads it; give it for a ups or a bess, or leave it out [power/figure-of-another-kind]",
  ]);
  expect(said('static-switch', { supply: { transferSeconds: 0.01 } })).toEqual([
    "power node 'one': 'supply.transfer' is given for a static-switch, of which nothing reads it; leave it out: a static switch changes over within a fraction of a cycle [power/figure-of-another-kind]",
  ]);
  expect(said('switchboard', { supply: { transferSeconds: 1 } })).toEqual([
    "power node 'one': 'supply.transfer' is given for a switchboard, of which nothing reads it; give it for a node with 'draws' 'first-live', or leave it out [power/figure-of-another-kind]",
  ]);
  expect(said('utility', { supply: { restartStep: 2 } })).toEqual([
    "power node 'one': 'supply.restartStep' is given for a utility, of which nothing reads it; give it for a node that is fed, or leave it out [power/figure-of-another-kind]",
  ]);
});
