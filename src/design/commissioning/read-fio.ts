import { isMembers } from '../as-built/lldp-values';
import type { FioRates } from './measurement';

const KIBI = 1_024;

/** Whether a value is the JSON output of fio. */
export function isFio(value: unknown): value is Readonly<Record<string, unknown>> {
  return (
    isMembers(value) && 'fio version' in value && (Array.isArray(value['jobs']) || Array.isArray(value['client_stats']))
  );
}

/**
 * Reads fio's JSON output: the rates of jobs of one group run at once and are added, and of several groups the fastest counts.
 *
 * @see https://fio.readthedocs.io/en/latest/fio_doc.html#json-output
 */
export function readFio(value: Readonly<Record<string, unknown>>): FioRates[] {
  const jobs = [value['client_stats'], value['jobs']].find((list) => Array.isArray(list) && list.length > 0);
  const groups = new Map<string, Map<string, FioRates>>();
  for (const job of Array.isArray(jobs) ? (jobs as unknown[]) : []) {
    if (!isMembers(job) || job['jobname'] === 'All clients') continue;
    const host = typeof job['hostname'] === 'string' ? job['hostname'] : '';
    const group = typeof job['groupid'] === 'number' ? `${job['groupid']}` : '0';
    const ofHost = groups.get(host) ?? new Map<string, FioRates>();
    const sum = ofHost.get(group) ?? { readBytesPerSecond: 0, writeBytesPerSecond: 0 };
    ofHost.set(group, {
      readBytesPerSecond: sum.readBytesPerSecond + rateOf(job['read']),
      writeBytesPerSecond: sum.writeBytesPerSecond + rateOf(job['write']),
    });
    groups.set(host, ofHost);
  }
  return [...groups].map(([host, ofHost]) => ({
    ...(host === '' ? {} : { host }),
    readBytesPerSecond: Math.max(...[...ofHost.values()].map((each) => each.readBytesPerSecond)),
    writeBytesPerSecond: Math.max(...[...ofHost.values()].map((each) => each.writeBytesPerSecond)),
  }));
}

function rateOf(direction: unknown): number {
  if (!isMembers(direction)) return 0;
  const { bw_bytes: bytes, bw } = direction;
  if (typeof bytes === 'number') return bytes;
  return typeof bw === 'number' ? bw * KIBI : 0;
}
