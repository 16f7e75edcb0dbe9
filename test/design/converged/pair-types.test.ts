import fc from 'fast-check';

import { planConvergedPair } from '../../../src/design/converged/check-converged-input';
import { DesignError, DesignErrors } from '../../../src/errors/design-error';
import type { ConvergedInput } from '../../../src/model/core-pair';
import { CORES, gigabits, TWO_400 } from './enterprise-pair';

const sound = {
  name: 'pair',
  cores: CORES,
  runs: [
    { name: 'gpu', breakout: TWO_400, place: 'next', usedPerCage: 2 },
    { name: 'isl', breakout: TWO_400 },
  ],
  groups: [
    {
      name: 'nodes',
      devices: ['a', 'b'],
      unitDevices: 2,
      links: [{ kind: 'gpu', run: 'gpu', ports: ['p1', 'p2'], cores: 'alternate' }],
      oobPorts: ['bmc'],
    },
  ],
  isl: { run: 'isl', cages: { sameAsRuns: ['gpu'] } },
  oob: { names: ['mgmt'], portsPerSwitch: 48, rateBits: gigabits(1) },
};

/** As a program in plain JavaScript may call it. */
function plan(input: unknown): unknown {
  return planConvergedPair(input as ConvergedInput);
}

/** A deep copy of the input with one place, given as keys, set to a value. */
function changed(keys: readonly (string | number)[], value: unknown): unknown {
  const copy: unknown = structuredClone(sound);
  let at = copy as Record<string | number, unknown>;
  for (const key of keys.slice(0, -1)) at = at[key] as Record<string | number, unknown>;
  at[keys.at(-1) ?? ''] = value;
  return copy;
}

test('the input that the refusals change is sound', () => {
  expect(plan(sound)).toMatchObject({ counts: { gpu: 4, isl: 2, oob: 2 } });
});

const CAGES = "an object with 'total', 'perUnit' or 'sameAsRuns'";
const SPREADS = "'alternate', 'halves', 'by-device', 'core-1' or 'core-2', or a list of 1 and 2";

test.each<[string, readonly (string | number)[], unknown, string]>([
  ['a number for the cages of the inter-switch link', ['isl', 'cages'], 4, `'isl.cages' is 4; give ${CAGES}`],
  ['another member', ['isl', 'cages'], { count: 4 }, `'isl.cages' is an object with 'count'; give ${CAGES}`],
  ['a text for its total', ['isl', 'cages'], { total: '4' }, "'isl.cages.total' is '4'; give a number"],
  ['a number for cores', ['groups', 0, 'links', 0, 'cores'], 0, `'groups[0].links[0].cores' is 0; give ${SPREADS}`],
  [
    'a slip in cores',
    ['groups', 0, 'links', 0, 'cores'],
    'half',
    `'groups[0].links[0].cores' is 'half'; give ${SPREADS}`,
  ],
  ['a text for a count', ['cores', 'cages'], '64', "'cores.cages' is '64'; give a number"],
  ['one name of a core', ['cores', 'names'], ['core-01'], "'cores.names' is a list; give a list of two texts"],
  ['a text for a list', ['groups', 0, 'devices'], 'a', "'groups[0].devices' is 'a'; give a list of texts"],
  ['null in a list', ['groups', 0, 'devices', 1], null, "'groups[0].devices[1]' is null; give a text"],
  ['no runs', ['runs'], undefined, "'runs' is undefined; give a list of runs"],
  ['a place that is none', ['runs', 0, 'place'], 'last', "'runs[0].place' is 'last'; give 'next', 'end' or a number"],
  [
    'a list for an object',
    ['oob'],
    [],
    "'oob' is a list; give an object with 'names', 'portsPerSwitch' and 'rateBits'",
  ],
])('fails on %s', (_what, keys, value, problem) => {
  expect(() => plan(changed(keys, value))).toThrow(new Error(`core pair 'pair': ${problem} [converged/wrong-type]`));
});

test('fails on no input at all', () => {
  expect(() => plan(undefined)).toThrow(
    new Error(
      "core pair: what it is planned from is undefined; give an object with 'name', 'cores', 'runs' and 'groups' [converged/wrong-type]",
    ),
  );
});

test('fails with an error of its own whatever stands in whatever place', () => {
  const places = fc.constantFrom(...pathsOf(sound));
  const values = fc.oneof(
    fc.constantFrom(null, undefined, NaN, Infinity, -1, 0, 0.5, 4, true, '', 'x', [], [0], [null], {}, { count: 4 }),
    fc.jsonValue(),
  );
  fc.assert(
    fc.property(places, values, (keys, value) => {
      try {
        plan(changed(keys, value));
      } catch (error) {
        expect(error instanceof DesignError || error instanceof DesignErrors ? 'refused' : error).toBe('refused');
      }
    }),
    { numRuns: 1_500, seed: 3 },
  );
});

/** Keys to every value inside. */
function pathsOf(value: unknown): (string | number)[][] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, part]) => {
    const own = Array.isArray(value) ? Number(key) : key;
    return [[own], ...pathsOf(part).map((rest) => [own, ...rest])];
  });
}
