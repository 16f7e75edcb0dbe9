import type { EntryCheck } from './entry-check';
import type { Fact } from './fact';
import type { PortGroup, PsuSet } from './shapes';

/** Ports fill their cages. */
export function checkCages(check: EntryCheck, name: string, ports: Fact<PortGroup> | undefined): void {
  const { count = 0, portsPerCage = 1 } = ports?.value ?? {};
  check.consistent(
    count % portsPerCage === 0,
    `${count} '${name}' do not fill cages of ${portsPerCage}`,
    `make ${name}.count a multiple of portsPerCage`,
  );
}

/** No more power supplies are needed than there are. */
export function checkPsus(check: EntryCheck, psus: Fact<PsuSet> | undefined): void {
  const { count = 1, needed = 1 } = psus?.value ?? {};
  check.consistent(needed <= count, `'psus' needs ${needed} of ${count}`, 'make psus.needed at most psus.count');
}
