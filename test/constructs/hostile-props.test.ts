import { DataRate, DataSize, DesignError, DesignErrors, Inventory, NetboxSharedObjects } from 'cdktf-ai-factory';
import * as aws from 'cdktf-ai-factory/aws';

import { propTables } from '../../src/constructs/prop-tables';
import type { PropEntry, PropKind, PropTable } from '../../src/constructs/props/prop-rule';
import { awsLab, EC2, labCluster, labPool } from './aws/aws-stack';
import { BASE, type Lab, NAMES_OF, openLab, type Props } from './prop-lab';

/** What a program that runs without type-check may give for anything. */
const HOSTILE: readonly (readonly [name: string, value: unknown])[] = [
  ['NaN', Number.NaN],
  ['an empty text', ''],
  ['null', null],
  ['an empty object', {}],
  ['a number below zero', -1],
  ['1e400', Number('1e400')],
  ['a huge text', 'x'.repeat(100_000)],
];

/** Makes what is under test with props of a table; what is thrown is what a program sees. */
type Make = (props: Props) => unknown;

const NETBOX = { url: 'https://netbox.example.com', tokenVariable: 'netbox_token' };

/** One lab for all: what is refused leaves nothing behind. */
const { lab, make, stack } = openLab('Hall');

const CONSTRUCTS = Object.keys(BASE).filter((name) => name !== 'Site');

const { stack: awsStack, ...ofAws } = awsLab(2);
const { site: awsSite, region, vpc, zones } = ofAws;
const pool = labPool({ stack: awsStack, ...ofAws });
labCluster({ stack: awsStack, ...ofAws });

/** Props with which each construct of AWS is accepted. */
const AWS_BASE: Readonly<Record<string, Props>> = {
  AwsAccountChecks: { region, pools: [pool] },
  AwsBucket: { region, bucketName: 'lab-data' },
  AwsGpuCluster: {
    vpc,
    version: '1.34',
    admins: ['arn:aws:iam::111122223333:role/platform'],
    systemNodes: { instanceType: 'm7i.xlarge', count: 2, podsPerNode: 30 },
  },
  AwsGpuPool: { vpc, zone: zones[0], instance: aws.instances.P5EN_48XLARGE, count: 4, consumer: EC2 },
  AwsLustre: { serves: [pool], capacity: DataSize.tebibytes(20) },
  AwsRegion: { region: 'ap-northeast-2' },
  AwsVpc: { region, zones, cidrs: ['10.64.0.0/16'] },
  AwsZone: { region, zoneId: 'apne2-az1' },
  DirectConnect: {
    vpcs: [vpc],
    connections: [
      { name: 'first', location: 'LGU57', rate: DataRate.gigabitsPerSecond(10), vlan: 101, bgpAsn: 65_010 },
    ],
    gatewayAsn: 64_512,
    transitAsn: 64_513,
    sitePools: ['nodes'],
  },
};

/** Makes a construct of AWS by the name of its class. */
function madeInAws(name: string, props: Props): unknown {
  const made = (aws as unknown as Readonly<Record<string, new (...args: unknown[]) => unknown>>)[name];
  if (made === undefined) throw new Error(`there is no construct '${name}'`);
  return new made(awsStack, 'subject', { site: awsSite, ...AWS_BASE[name], ...props });
}

const MAKERS: Readonly<Record<string, Make>> = {
  ...Object.fromEntries(
    CONSTRUCTS.map((name): [string, Make] => {
      const { scope, ...base } = BASE[name]?.(lab as Lab) as { readonly scope?: never } & Props;
      const id = NAMES_OF[name] ?? 'subject';
      return [name, (props) => make(name, id, { ...base, ...props }, scope)];
    }),
  ),
  Site: (props) => openLab('Site', () => props),
  InventoryEmbedded: (props) => Inventory.embedded(props),
  InventoryNetbox: (props) => Inventory.netbox({ ...NETBOX, ...props }),
  NetboxSharedObjects: (props) => new NetboxSharedObjects(stack, 'shared', { ...NETBOX, ...props }),
  SiteAdopt: (props) => lab.site.adopt(props),
  ...Object.fromEntries(Object.keys(AWS_BASE).map((name): [string, Make] => [name, (props) => madeInAws(name, props)])),
};

/** Where a prop stands: its own name, and how a value of it is put into the props of the construct. */
interface Place {
  readonly path: string;
  readonly prop: string;
  readonly entry: PropEntry;
  readonly put: (value: unknown) => Props;
}

/** Props of a table, and those of the objects that they hold. */
function placesOf(table: PropTable, path = '', put: (value: Props) => Props = (value) => value): readonly Place[] {
  return Object.entries(table).flatMap(([prop, entry]): readonly Place[] => {
    const here = `${path}${prop}`;
    const putHere = (value: unknown): Props => put({ [prop]: value });
    const own = { path: here, prop, entry, put: putHere };
    if (typeof entry === 'string') return [own];
    const held = (value: Props): Props => {
      if (entry.as === 'list') return putHere([value]);
      return putHere(entry.as === 'map' ? { one: value } : value);
    };
    const kinds = Object.entries(entry.ofKind ?? {}).flatMap(([kind, each]) =>
      placesOf(each, `${here}(${kind}).`, (value) => putHere({ kind, ...value })),
    );
    return [own, ...(entry.of === undefined ? [] : placesOf(entry.of, `${here}.`, held)), ...kinds];
  });
}

/** Places of a construct. */
function places(construct: string): readonly Place[] {
  return placesOf(propTables()[construct] ?? {});
}

const CASES = Object.entries(MAKERS).flatMap(([construct, make]) =>
  places(construct).flatMap(({ path, prop, entry, put }) =>
    HOSTILE.filter(([, value]) => !isRight(entry, value)).map(([name, value]) => ({
      construct,
      path,
      prop,
      name,
      given: put(value),
      make,
    })),
  ),
);

/** A value that is no slip for some kinds. */
function isRight(entry: PropEntry, value: unknown): boolean {
  if (typeof entry === 'string') return false;
  const { isMap, of: table, as, oneOf, number }: PropKind = entry;
  if (value === '') return oneOf?.some(({ choices }) => choices?.includes('') === true) === true;
  // A number without bounds, such as a limit of the grid, may be below zero.
  if (value === -1) return number !== undefined && Object.keys(number).length === 0;
  const isEmptyObject = typeof value === 'object' && value !== null;
  if (!isEmptyObject) return false;
  if (oneOf !== undefined) return oneOf.some((kind) => kind.isMap === true);
  if (isMap === true || as === 'map') return true;
  return as === undefined && table !== undefined && Object.values(table).every((one) => isLeftOut(one));
}

function isLeftOut(entry: PropEntry): boolean {
  return (typeof entry === 'string' ? entry : entry.need) === 'optional';
}

test.each(CASES)("fails for $name as '$path' of $construct, and says so", ({ prop, given, make }) => {
  let thrown: unknown;
  try {
    make(given);
  } catch (error) {
    thrown = error;
  }
  expect(thrown).toBeInstanceOf(DesignError);
  const all = thrown instanceof DesignErrors ? thrown.errors : [thrown as DesignError];
  const told = all.filter(({ problem }) => problem.toLowerCase().includes(prop.toLowerCase()));
  expect(told.map(({ problem }) => problem)).not.toEqual([]);
  for (const { message, problem, remedy } of told) {
    expect(message.length).toBeLessThan(1_000);
    expect(remedy).not.toBe('');
    expect(problem).not.toContain('[object Object]');
  }
});

test('the lab holds the constructs that were made in it alone', () => {
  expect(stack.node.findAll().length).toBeGreaterThan(0);
});
