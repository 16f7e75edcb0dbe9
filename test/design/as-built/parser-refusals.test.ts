import fc from 'fast-check';

import { infinibandRateBits } from '../../../src/design/as-built/discovered-fabric';
import { parseNameRule, parseTwoColumns } from '../../../src/design/as-built/name-map';
import { parseDiscovered } from '../../../src/design/as-built/parse-discovered';
import { readSwitchConfig } from '../../../src/design/as-built/read-switch-config';
import { DesignError } from '../../../src/errors/design-error';

const read = (text: string): unknown => parseDiscovered(text, { file: 'dump.json', device: 'leaf-1' });

const LIST = 'where an object with the interfaces of a device, or a list of such objects, is expected';

describe('a dump of lldpctl with something else in the place of interfaces', () => {
  test.each<[unknown, string]>([
    [{ lldp: { interface: 5 } }, `its 'lldp.interface' is 5, ${LIST}`],
    [{ lldp: { interface: 'swp1' } }, `its 'lldp.interface' is the text 'swp1', ${LIST}`],
    [{ lldp: { interface: null } }, `its 'lldp.interface' is null, ${LIST}`],
    [{ lldp: { interface: [null] } }, `its 'lldp.interface' holds null, ${LIST}`],
    [{ lldp: { interface: [[]] } }, `its 'lldp.interface' holds a list, ${LIST}`],
    [{ lldp: 5 }, "its 'lldp' is 5, where an object with 'interface' is expected"],
    [{ lldp: ['x'] }, "its 'lldp' is a list, where an object with 'interface' is expected"],
    [
      { lldp: { interface: { swp1: 7 } } },
      "interface 'swp1' is 7, where an object with 'chassis' and 'port' is expected",
    ],
  ])('fails on %j', (value, problem) => {
    expect(() => read(JSON.stringify(value))).toThrow(
      new Error(
        `'dump.json' begins as the output of 'lldpctl -f json', but ${problem}; give the whole output of 'lldpctl -f json' [as-built/bad-dump]`,
      ),
    );
  });
});

test('fails on neighbours of nv show interface that are no object', () => {
  expect(() => read('{"swp1":{"lldp":{"neighbor":["spine-1"]}}}')).toThrow(
    new Error(
      "'dump.json' begins as the output of 'nv show interface --output json', but 'lldp.neighbor' of interface 'swp1' is a list, where an object by the names of neighbours is expected; give the whole output of 'nv show interface --output json' [as-built/bad-dump]",
    ),
  );
});

test('reads a dump with a byte order mark in front', () => {
  expect(read('\uFEFF{"lldp":{}}')).toEqual({ nodes: [{ name: 'leaf-1', kind: 'device', view: 'own' }], links: [] });
});

test('fails on a range of interfaces that no switch has', () => {
  const config = { interface: { 'swp1-999999999': { link: { speed: '400G' } } } };
  expect(() => readSwitchConfig(config, 'leaf-1.yaml')).toThrow(
    new Error(
      "a range of interfaces goes from 1 to 999999999, and a switch has at most 65535 ports; give the output of 'nv config show' as it is [as-built/bad-range]",
    ),
  );
});

test('a speed by the name of a member of every object is not known', () => {
  expect(infinibandRateBits('4xconstructor')).toBeUndefined();
});

const WORDS = [
  'lldp',
  'interface',
  'name',
  'chassis',
  'port',
  'id',
  'value',
  'link',
  'neighbor',
  'set',
  'PORT',
  'swp1-4',
];
const MORE_WORDS = [
  'Ethernet0',
  'lanes',
  'index',
  'BREAKOUT_CFG',
  'brkout_mode',
  'DEVICE_NEIGHBOR',
  'speed',
  '__proto__',
];

/** JSON that looks like a dump or a configuration from afar. */
const { value: jsonLike } = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 6, withCrossShrink: true },
    fc.constantFrom(null, 0, -1, 1.5, '', 'swp1', '4x', '400G', '0,1,2,3', true, 5),
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom(...WORDS, ...MORE_WORDS), tie('value'), { maxKeys: 5 }),
  ),
}));

/** Whether a parser gives a result, or refuses with an error of its own. */
function answers(parse: () => unknown): boolean {
  try {
    parse();
    return true;
  } catch (error) {
    return error instanceof DesignError;
  }
}

describe('whatever stands in a file, a parser answers or refuses with an error of its own', () => {
  test('dumps and configurations in JSON', () => {
    fc.assert(
      fc.property(jsonLike, (value) => {
        const text = JSON.stringify(value);
        expect(answers(() => read(text))).toBe(true);
        expect(answers(() => read(`{"lldp":${text}}`))).toBe(true);
        expect(answers(() => read(`{"lldp":{"interface":${text}}}`))).toBe(true);
        expect(answers(() => read(`{"swp1":{"link":{},"lldp":${text}}}`))).toBe(true);
        expect(answers(() => readSwitchConfig(value, 'x'))).toBe(true);
        expect(answers(() => readSwitchConfig({ PORT: value, BREAKOUT_CFG: value, DEVICE_NEIGHBOR: value }, 'x'))).toBe(
          true,
        );
        expect(answers(() => readSwitchConfig({ PORT: { Ethernet0: value } }, 'x'))).toBe(true);
        expect(answers(() => readSwitchConfig([{ set: { interface: value, system: value } }], 'x'))).toBe(true);
      }),
      { numRuns: 600, seed: 9 },
    );
  });

  test('dumps as text', () => {
    const line = fc.constantFrom(
      'Switch\t64 "S-00000000000000a1"\t\t# "leaf" enhanced port 0 lid 1 lmc 0',
      '[1]\t"H-00000000000000b1"[1](b1) \t\t# "host" lid 2 4xNDR',
      'Ca\t1 "H-00000000000000b1"\t\t# "host"',
      'caguid=0x1',
      '[x]',
      '',
    );
    const parts = fc.array(fc.oneof(line, fc.string()), { maxLength: 8 });
    fc.assert(
      fc.property(parts, (lines) => {
        expect(answers(() => read(lines.join('\n')))).toBe(true);
      }),
      { numRuns: 400, seed: 9 },
    );
  });

  test('rules and tables', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(answers(() => parseNameRule(text))).toBe(true);
        expect(answers(() => parseNameRule(`s/${text}/x/`))).toBe(true);
        expect(answers(() => parseTwoColumns(text, { file: 'x', header: 'a,b' }))).toBe(true);
      }),
      { numRuns: 400, seed: 9 },
    );
  });
});
