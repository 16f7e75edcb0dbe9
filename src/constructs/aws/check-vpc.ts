import { blockAround, parseCidr, printBlock, type AddressBlock } from '../../model/address-block';
import { DesignError } from '../../errors/design-error';
import type { AwsVpcProps } from './aws-vpc-props';

/** Blocks that a network takes. */
const LARGEST = 16;
const SMALLEST = 28;

/** Retentions of CloudWatch, days. */
const LOG_DAYS: readonly number[] = [
  1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653,
];

const SERVICE = /^[a-z0-9-]+(\.[a-z0-9-]+)*$/;

/** What is wrong with the props of a network in themselves. */
export function vpcErrors(owner: string, props: AwsVpcProps): DesignError[] {
  const { cidrs, zones, region, egress, endpoints = [], flowLogDays } = props;
  const errors: DesignError[] = [];
  const refuse = (code: string, problem: string, remedy: string): void => {
    errors.push(new DesignError(code, { problem: `${owner}: ${problem}`, remedy }));
  };
  if (zones.length === 0) refuse('aws/vpc-no-zone', "'zones' is empty", 'give at least one zone');
  for (const zone of zones) {
    if (zone.region === region) continue;
    const other = `zone '${zone.name}' is of region '${zone.region.name}', and the network of '${region.name}'`;
    refuse('aws/vpc-other-region', other, 'give zones of one region');
  }
  for (const name of repeated(zones.map(({ name: one }) => one))) {
    refuse('aws/vpc-zone-twice', `'zones' has '${name}' twice`, 'name each zone once');
  }
  if (cidrs.length === 0) refuse('aws/vpc-no-block', "'cidrs' is empty", "give a block, for example '10.64.0.0/16'");
  const blocks = cidrs.flatMap((cidr) => blockOf(cidr, refuse));
  for (const [index, block] of blocks.entries()) {
    const clash = blocks.slice(0, index).find((one) => one.first <= block.last && block.first <= one.last);
    if (clash === undefined) continue;
    const both = `'cidrs' ${printBlock(clash)} and ${printBlock(block)} overlap`;
    refuse('aws/vpc-blocks-overlap', both, 'give blocks that share no address');
  }
  if (egress !== undefined && !['none', 'nat'].includes(egress)) {
    refuse('aws/vpc-egress', `'egress' is '${egress}'`, "give 'none' or 'nat'");
  }
  for (const service of endpoints) {
    if (SERVICE.test(service)) continue;
    refuse('aws/vpc-endpoint', `'endpoints' has '${service}'`, "write the last part of its name, as 'ecr.api'");
  }
  for (const name of repeated(endpoints)) {
    refuse('aws/vpc-endpoint-twice', `'endpoints' has '${name}' twice`, 'name each service once');
  }
  errors.push(...logDaysErrors(owner, 'flowLogDays', flowLogDays));
  return errors;
}

/** An error where CloudWatch does not keep logs for so many days. */
export function logDaysErrors(owner: string, prop: string, days: number | undefined): DesignError[] {
  if (days === undefined || LOG_DAYS.includes(days)) return [];
  return [
    new DesignError('aws/log-days', {
      problem: `${owner}: '${prop}' is ${days}`,
      remedy: `CloudWatch takes ${LOG_DAYS.join(', ')}`,
    }),
  ];
}

function blockOf(cidr: string, refuse: (code: string, problem: string, remedy: string) => void): AddressBlock[] {
  const parsed = parseCidr(cidr);
  if (parsed?.address.bits !== 32) {
    refuse('aws/vpc-bad-block', `'cidrs' has '${cidr}'`, "write a network of IPv4 as '10.64.0.0/16'");
    return [];
  }
  const block = blockAround(parsed.address, parsed.prefixLength);
  if (block.first !== parsed.address.number) {
    refuse('aws/vpc-bad-block', `'cidrs' ${cidr} has bits set behind its prefix`, `write it as ${printBlock(block)}`);
    return [];
  }
  if (block.prefixLength < LARGEST || block.prefixLength > SMALLEST) {
    refuse('aws/vpc-bad-block', `'cidrs' has ${cidr}`, `a block of a network is a /${LARGEST} to a /${SMALLEST}`);
    return [];
  }
  return [block];
}

function repeated(names: readonly string[]): string[] {
  return [...new Set(names.filter((name, index) => names.indexOf(name) !== index))];
}
