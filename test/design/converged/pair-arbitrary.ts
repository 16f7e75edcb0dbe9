import fc from 'fast-check';
import type {
  CageBreakout,
  CageRun,
  ConvergedInput,
  ConvergedLink,
  DeviceGroup,
  RunPlace,
} from '../../../src/model/core-pair';
import { gigabits, numbered } from './enterprise-pair';

/** Cages that a port takes at most: its own, two dark neighbours, and those skipped for parity. */
const CAGES_A_PORT = 4;
/** Highest cage that is kept empty. */
const LAST_RESERVED = 20;

const breakouts: fc.Arbitrary<CageBreakout> = fc.constantFrom<CageBreakout[]>(
  { portsPerCage: 1, portRateBits: gigabits(800) },
  { portsPerCage: 2, portRateBits: gigabits(400) },
  { portsPerCage: 4, portRateBits: gigabits(200) },
  { portsPerCage: 4, portRateBits: gigabits(100), cages: 'odd' },
  { portsPerCage: 8, portRateBits: gigabits(100), cages: 'odd', disables: [1] },
  { portsPerCage: 8, portRateBits: gigabits(100), cages: 'even', disables: [-1] },
  { portsPerCage: 8, portRateBits: gigabits(50), disables: [1, 2] },
);

interface GroupParts {
  readonly slots: number;
  readonly gaps: readonly number[];
  readonly unitDevices: number;
  readonly extra: number;
  readonly oobPorts: number;
  readonly isFromCore: boolean;
  readonly links: readonly LinkParts[];
}

type LinkParts = Pick<ConvergedLink, 'order' | 'cores' | 'isCagePerUnit' | 'isCagePerPort' | 'devicesPerCage'> & {
  readonly ports: number;
  readonly breakout: CageBreakout;
  readonly place: RunPlace | undefined;
  readonly used: number;
};

const linkParts: fc.Arbitrary<LinkParts> = fc.record(
  {
    ports: fc.integer({ min: 1, max: 5 }),
    breakout: breakouts,
    place: fc.constantFrom<(RunPlace | undefined)[]>(undefined, 'next', 'end'),
    used: fc.integer({ min: 1, max: 8 }),
    order: fc.constantFrom('device' as const, 'round-robin' as const),
    cores: fc.constantFrom('alternate' as const, 'halves' as const, 'core-1' as const, 'core-2' as const),
    isCagePerUnit: fc.boolean(),
    isCagePerPort: fc.boolean(),
    devicesPerCage: fc.integer({ min: 1, max: 5 }),
  },
  { requiredKeys: ['ports', 'breakout', 'place', 'used'] },
);

const groupParts: fc.Arbitrary<GroupParts> = fc.record({
  slots: fc.integer({ min: 0, max: 10 }),
  gaps: fc.array(fc.integer({ min: 0, max: 9 }), { maxLength: 3 }),
  unitDevices: fc.integer({ min: 1, max: 8 }),
  extra: fc.integer({ min: 0, max: 3 }),
  oobPorts: fc.integer({ min: 0, max: 4 }),
  isFromCore: fc.boolean(),
  links: fc.array(linkParts, { minLength: 1, maxLength: 2 }),
});

/** Random families: every link has a run of its own, the inter-switch link follows the first group's first. */
export const pairs: fc.Arbitrary<ConvergedInput> = fc
  .record({
    groups: fc.array(groupParts, { minLength: 1, maxLength: 3 }),
    isl: breakouts,
    reserved: fc.array(fc.integer({ min: 1, max: LAST_RESERVED }), { maxLength: 5 }),
    oobSwitches: fc.integer({ min: 1, max: 5 }),
  })
  .map(({ groups, isl, reserved, oobSwitches }) => ({
    name: 'pair',
    cores: {
      names: ['core-1', 'core-2'],
      cages: LAST_RESERVED + 1 + CAGES_A_PORT * groups.reduce((sum, group) => sum + mostCages(group), 0),
      connectorsPerCage: 2,
      lanesPerCage: 8,
      cageRateBits: gigabits(800),
      reservedCages: reserved,
    },
    runs: [...groups.flatMap(toRuns), { name: 'isl', breakout: isl }],
    groups: groups.map(toGroup),
    isl: { run: 'isl', cages: { sameAsRuns: ['run-0-0'] } },
    oob: { names: numbered('oob', oobSwitches), portsPerSwitch: 1_000, rateBits: gigabits(1) },
  }));

/** A cage a port, and as many again for the inter-switch link. */
function mostCages({ slots, extra, links }: GroupParts): number {
  return 2 * links.reduce((sum, { ports }) => sum + (slots + extra) * ports, 0);
}

function toRuns({ links }: GroupParts, at: number): CageRun[] {
  return links.map(({ breakout, place, used }, linkAt) => ({
    name: `run-${at}-${linkAt}`,
    breakout,
    usedPerCage: Math.min(used, breakout.portsPerCage),
    ...(place !== undefined && { place }),
  }));
}

function toGroup(
  { slots, gaps, unitDevices, extra, oobPorts, isFromCore, links }: GroupParts,
  at: number,
): DeviceGroup {
  return {
    name: `group-${at}`,
    devices: numbered(`g${at}`, slots).map((name, slot) => (gaps.includes(slot) ? '' : name)),
    unitDevices,
    listedFrom: isFromCore ? 'core' : 'device',
    ...(slots + extra > 0 && { keepDevices: slots + extra }),
    oobPorts: numbered('oob', oobPorts),
    links: links.map(({ ports, breakout: _breakout, place: _place, used: _used, ...rest }, linkAt) => ({
      kind: `kind-${at}-${linkAt}`,
      run: `run-${at}-${linkAt}`,
      ports: numbered(`nic${linkAt}`, ports),
      ...rest,
    })),
  };
}
