import type { AwsDirectConnectPlan } from '../../design/aws/aws-plan';
import { defineRule } from '../define-rule';
import { inWords } from '../in-words';
import { judgeEach } from '../judge-each';
import type { Rule } from '../rule';
import { failed, indeterminate } from '../verdict';
import { awsObjects } from './aws-part';

const NO_LINE = 'the site has no Direct Connect';

/** Largest packet of a transit interface. */
const JUMBO = 8_500;

const singleLocation = defineRule({
  id: 'aws/single-location',
  severity: 'warning',
  title: 'Direct Connect comes from two locations',
  why: {
    text: 'The loss of one location or device ends every session there.',
    source: 'Direct Connect Resiliency Toolkit: two locations or more for 99.99 %',
  },
  check: (plan) =>
    judgeEach(
      awsObjects(plan, ({ directConnects }) => directConnects),
      (line) => {
        const { path, name, connections, hasVpn } = line;
        const known = new Set(connections.flatMap(({ location }) => location ?? []));
        const unknown = connections.filter(({ location }) => location === undefined);
        if (known.size >= 2) return undefined;
        if (known.size + unknown.length >= 2) {
          return indeterminate({
            path,
            object: `Direct Connect '${name}'`,
            unknown: `where ${unknown.map((one) => `'${one.name}'`).join(', ')} come from`,
            givenBy: 'see the orders of the connections that stand, and acknowledge this',
          });
        }
        return failed({
          path,
          object: `Direct Connect '${name}'`,
          found: `${inWords.count(connections.length, 'connection')} at one location${hasVpn ? ', and a VPN' : ''}`,
          limit: '2 locations',
          remedy: "add a connection at another 'location'",
        });
      },
      NO_LINE,
    ),
});

const lineBandwidth = defineRule({
  id: 'aws/line-bandwidth',
  severity: 'error',
  title: 'Direct Connect carries replication and burst after the loss of its largest connection',
  why: {
    text: 'What no longer fits after a loss is late: checkpoints that are not replicated, and work that waits for data.',
    source: 'Rates of the ports as ordered; demands as given in the props',
  },
  check: (plan) =>
    judgeEach(
      awsObjects(plan, ({ directConnects }) => directConnects).filter(({ demands }) => demands.length > 0),
      (line) => {
        const { path, name, demands } = line;
        const rates = line.connections.map(({ rateBits, connections }) => rateBits * connections);
        const all = rates.reduce((sum, rate) => sum + rate, 0);
        const lost = Math.max(...rates);
        const left = rates.length > 1 ? all - lost : all;
        const needed = demands.reduce((sum, { bits }) => sum + bits, 0);
        if (needed <= left) return undefined;
        return failed({
          path,
          object: `Direct Connect '${name}'`,
          found: inWords.bits(needed),
          limit: inWords.bits(left),
          required: inWords.bits(needed),
          available: inWords.bits(left),
          shortfall: inWords.bits(needed - left),
          arithmetic: `${demands.map((one) => `${one.name} ${inWords.bits(one.bits)}`).join(' + ')} = ${inWords.bits(needed)}; ${lossText(line, all, lost)} = ${inWords.bits(left)}`,
          remedy: "raise 'rate' or 'links', add a connection, or lower the demand",
        });
      },
      'nothing is asked of Direct Connect',
    ),
});

const smallPackets = defineRule({
  id: 'aws/line-mtu',
  severity: 'warning',
  title: 'transit interfaces carry packets of 8,500 bytes',
  why: {
    text: 'At 1,500 bytes a router handles almost six times the packets for the same data. A VPN behind it carries 1,500 in any case.',
    source: 'Direct Connect User Guide, jumbo frames: transit interfaces 1500 or 8500',
  },
  check: (plan) =>
    judgeEach(
      awsObjects(plan, ({ directConnects }) => directConnects),
      ({ path, name, mtu }) =>
        mtu >= JUMBO
          ? undefined
          : failed({
              path,
              object: `Direct Connect '${name}'`,
              found: `${inWords.number(mtu)} bytes`,
              limit: `${inWords.number(JUMBO)} bytes`,
              remedy: "leave 'mtu' out",
            }),
      NO_LINE,
    ),
});

/** Rules about Direct Connect. */
export const lineRules: readonly Rule[] = [singleLocation, lineBandwidth, smallPackets];

function lossText({ connections }: AwsDirectConnectPlan, all: number, lost: number): string {
  return connections.length > 1
    ? `${inWords.bits(all)} - ${inWords.bits(lost)} of the largest connection`
    : 'the one connection';
}
