import { INVENTORY_PARTS, type InventoryFinding, type InventoryReport } from '../../design/as-built/inventory';
import { oneLine } from '../../errors/visible-text';
import { count, counted } from '../in-figures';

/** Parts of a sentence stand below one another, right of the kind. */
const NEXT_LINE = `\n${' '.repeat(13)}`;

const NOUNS = {
  racks: ['rack', 'racks'],
  devices: ['device', 'devices'],
  cables: ['cable', 'cables'],
  addresses: ['address', 'addresses'],
} as const;

/** Why what no plan asks for is no finding. */
const PASSED_OVER = {
  racks: 'in no row of the plan',
  devices: 'in no rack of the plan, and of no role of it',
  cables: 'they carry power, or meet no device of the plan',
  addresses: 'in no pool of the plan',
} as const;

/** Writes what an inventory holds otherwise than planned as text: counts a list, then a sentence a finding. */
export function renderInventoryText({ site, counts, areStatesJudged, findings }: InventoryReport): string {
  const lines = INVENTORY_PARTS.flatMap((part) => {
    const own = counts[part];
    const [one, many] = NOUNS[part];
    if (own === undefined) return [`netbox ${site}: ${many} not read`];
    const { planned, asPlanned, differing, extra } = own;
    return [
      `netbox ${site}: ${counted(planned, one, many)} planned, ${count(asPlanned)} as planned, ${count(differing)} not, ${count(extra)} extra`,
    ];
  });
  const notes = INVENTORY_PARTS.flatMap((part) => {
    const passedOver = counts[part]?.passedOver ?? 0;
    const [one, many] = NOUNS[part];
    return passedOver === 0 ? [] : [`  ${counted(passedOver, one, many)} passed over: ${PASSED_OVER[part]}`];
  });
  if (!areStatesJudged) notes.push('  states and serials not judged: the plan keeps no asset file');
  return `${[...lines, ...findings.map(lineOf), ...notes].join('\n')}\n`;
}

function lineOf(finding: InventoryFinding): string {
  return `  ${finding.kind.padEnd(9)}  ${oneLine(inventorySentence(finding)).replaceAll('; ', NEXT_LINE)}`;
}

/** A finding as a sentence. */
export function inventorySentence(finding: InventoryFinding): string {
  const { kind, object, name, field = '', planned, found, partner, carries } = finding;
  const what = `${object} ${name}`;
  switch (kind) {
    case 'missing':
      if (object === 'cable') return `${cableDue(name, planned)}, but there is no cable`;
      return `${what}${homeOf(planned)} is not in NetBox${carries === undefined ? '' : `; with it ${carriedText(carries)}`}`;
    case 'extra':
      return `${what}${extraPlace(object, found)}, which no plan asks for`;
    case 'renamed':
      if (object === 'location' || object === 'role') return `${what} is called ${found ?? ''}`;
      return `${what} should stand in ${planned ?? ''}, but is called ${found ?? ''}`;
    case 'swapped':
      return (
        `${cableDue(name, planned)}, but goes from ${found ?? ''}; ` +
        `${cableDue(partner?.name ?? '', partner?.planned)}, but goes from ${partner?.found ?? ''}; exchange the two at the far end`
      );
    case 'misplaced':
      if (object === 'cable') return `${cableDue(name, planned)}, but goes from ${found ?? ''}`;
      if (object === 'address') return `${what} should be of ${planned ?? ''}, but is of ${found ?? ''}`;
      return `${what} should stand in ${planned ?? ''}, but stands in ${found ?? 'no location'}`;
    case 'differs':
      return `${what}: ${field} should be ${planned ?? 'empty'}, but is ${found ?? 'empty'}`;
  }
}

function carriedText({ devices, cables, addresses }: NonNullable<InventoryFinding['carries']>): string {
  const parts = [
    ...(devices === 0 ? [] : [counted(devices, 'device')]),
    ...(cables === 0 ? [] : [counted(cables, 'cable')]),
    ...(addresses === 0 ? [] : [counted(addresses, 'address', 'addresses')]),
  ];
  return parts.join(', ').replace(/, ([^,]*)$/, ' and $1');
}

function cableDue(name: string, planned = ''): string {
  return `cable ${name}: should go from ${planned}`;
}

function homeOf(planned = ''): string {
  return planned === '' ? '' : ` of ${planned}`;
}

function extraPlace(object: InventoryFinding['object'], found = ''): string {
  if (object === 'cable') return `: goes from ${found}`;
  return found === '' ? ' is there' : ` ${object === 'address' ? 'of' : 'in'} ${found}`;
}
