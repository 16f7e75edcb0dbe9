import { printAddress } from '../../model/address-block';
import type { AddressEntry, AddressWant } from '../../model/address-plan';
import type { AddressPool } from './address-pool';

/** Name of an interface in the lock. */
export function keyOf(want: AddressWant): string {
  return `${want.device}/${want.interface}`;
}

/** Whether an interface may have an address of a pool. */
export function serves({ input }: AddressPool, { purpose, tenant }: AddressWant): boolean {
  return input.purpose === purpose && input.tenant === tenant;
}

/** What an address is wanted for, in words. */
export function purposeOf({ purpose, tenant }: Pick<AddressWant, 'purpose' | 'tenant'>): string {
  return tenant === undefined ? `purpose '${purpose}'` : `purpose '${purpose}' of tenant '${tenant}'`;
}

/** An address of a pool as it is given out. */
export function entryOf(pool: AddressPool, want: AddressWant, number: bigint): AddressEntry {
  const address = printAddress({ bits: pool.block.bits, number });
  return {
    device: want.device,
    interface: want.interface,
    pool: pool.input.name,
    address: `${address}/${pool.hostPrefixLength}`,
  };
}
