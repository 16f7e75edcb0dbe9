import { create } from 'xmlbuilder2';
import type { FabricPlan } from '../../model/fabric-plan';
import type { ClusterPlan } from '../../model/site-plan';
import { commentText } from '../machine-text';

const MEGA = 1_000_000;

/**
 * Writes what a plan knows of the adapters of a cluster's hosts in NCCL's topology format, for comparison with what a host finds itself
 * (`NCCL_TOPO_DUMP_FILE`): each port of the fabric with its rail as device number and its rate in Mbit/s. Bus ids, NUMA nodes and NVLinks are no part of a
 * plan and absent, so that NCCL cannot take the file in place of its own search.
 *
 * @returns undefined where no host of the cluster is in the fabric
 * @see https://github.com/NVIDIA/nccl/blob/master/src/graph/xml.h
 */
export function renderNcclTopology(fabric: FabricPlan, { name }: Pick<ClusterPlan, 'name'>): string | undefined {
  const host = fabric.endpoints.find(({ group }) => group === name);
  if (host === undefined) return undefined;
  const root = create({ version: '1.0', encoding: 'UTF-8', invalidCharReplacement: '?' });
  root.com(commentText(` Adapters of a host of ${name} in fabric ${fabric.name} `).replace(/-(?=-)/g, '- '));
  const cpu = root.ele('system', { version: '1' }).ele('cpu', { numaid: '-1' });
  host.portNames.forEach((port, index) => {
    cpu.ele('nic').ele('net', { name: port, dev: `${index}`, speed: `${fabric.hostRateBits / MEGA}`, port: '1' });
  });
  return `${root.end({ prettyPrint: true })}\n`;
}
