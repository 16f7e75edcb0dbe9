import type { SiteLock, LockedFabric, LockedGroup, Slots } from '../../model/site-lock';
import { type FabricInput, type HostGroup, trayNames } from '../../model/fabric-plan';

/** Targets that spread a site over stacks; each keeps its own record, since two programs may share a lock. */
export type StackTarget = 'embedded' | 'netbox';

/**
 * Which Terraform stack holds what, from one synthesis to the next. Things that always share a stack have one key: a row with its racks
 * (`row hall-1/A`), a construct (`zone zone-a`).
 *
 * A thing that comes to another stack keeps the names of those that held it: their states forget it, instead of destroying it, until they are released.
 */
export class StackMemory {
  private readonly held: Map<string, readonly string[]>;
  private readonly now = new Map<string, string>();
  private readonly possible = new Map<string, readonly string[]>();
  private readonly prefix: string;

  /**
   * @param target - whose stacks these are
   * @param own - name of the site's own stack, with which the names of others begin
   * @param stacks - what the lock holds; where it knows the site's own stack under another name, all names follow
   */
  public constructor(
    target: StackTarget,
    private readonly own: string,
    private readonly stacks: SiteLock['stacks'],
  ) {
    this.prefix = target === 'netbox' ? 'netbox ' : '';
    const [ownBefore = own] = stacks[`${this.prefix}site`] ?? [];
    const renamed = (name: string): string =>
      name === ownBefore || name.startsWith(`${ownBefore}-`) ? own + name.slice(ownBefore.length) : name;
    const keys = Object.keys(stacks).filter((key) => this.isOwn(key));
    this.held = new Map(keys.map((key) => [key, [...new Set((stacks[key] ?? []).map(renamed))]]));
    this.now.set(`${this.prefix}site`, own);
  }

  /** Whether the lock knows the stack of anything of this kind: `row`. */
  public knows(kind: string): boolean {
    return [...this.held.keys()].some((key) => key.startsWith(`${this.prefix}${kind} `));
  }

  /** Stacks that hold what the lock knows of a kind. */
  public holdersOf(kind: string): ReadonlySet<string> {
    const keys = [...this.held.keys()].filter((key) => key.startsWith(`${this.prefix}${kind} `));
    return new Set(keys.flatMap((key) => this.held.get(key)?.slice(0, 1) ?? []));
  }

  /** Stack that held a thing at the last synthesis; undefined for a new one. */
  public holderOf(key: string): string | undefined {
    return this.held.get(this.prefix + key)?.[0];
  }

  /**
   * Says under which key the lock knows a thing that was renamed; one that it knows under its name of now was renamed before. The former name is free then:
   * a thing that has it later is another one, or the same one that got its name back.
   */
  public rename(key: string, formerly: string): void {
    const held = this.held.get(this.prefix + formerly);
    if (held === undefined || this.held.has(this.prefix + key)) return;
    this.held.set(this.prefix + key, held);
    this.held.delete(this.prefix + formerly);
  }

  /**
   * Says which stacks may hold a thing that stands and of which the lock knows no stack, as a lock of version 1: each of them forgets it, where it holds it at
   * all.
   */
  public mayHold(key: string, stacks: readonly string[]): void {
    if (!this.held.has(this.prefix + key)) this.possible.set(this.prefix + key, stacks);
  }

  /** Says which stack holds a thing now. */
  public hold(key: string, stack: string): void {
    this.now.set(this.prefix + key, stack);
  }

  /** Stacks that held a thing before the one that holds it now, the latest first. */
  public formerOf(key: string): readonly string[] {
    const now = this.now.get(this.prefix + key);
    const before = this.held.get(this.prefix + key) ?? this.possible.get(this.prefix + key) ?? [];
    return [...new Set(before)].filter((stack) => stack !== now);
  }

  /** Whether a thing comes to another stack with this synthesis. */
  public moves(key: string): boolean {
    const held = this.holderOf(key);
    return held !== undefined && held !== this.now.get(this.prefix + key);
  }

  /** Stacks that held something which another holds now, each once. */
  public formerStacks(): readonly string[] {
    const keys = [...this.now.keys()].map((key) => key.slice(this.prefix.length));
    return [...new Set(keys.flatMap((key) => this.formerOf(key)))].sort();
  }

  /** What the lock shall remember, with what it holds of other targets and of things that are gone. */
  public next(): SiteLock['stacks'] {
    const next = new Map(Object.entries(this.stacks).filter(([key]) => !this.isOwn(key)));
    for (const [key, held] of this.held) next.set(key, held);
    for (const [key, stack] of this.now) {
      next.set(key, [stack, ...this.formerOf(key.slice(this.prefix.length))]);
    }
    next.set(`${this.prefix}site`, [this.own]);
    return Object.fromEntries(next);
  }

  private isOwn(key: string): boolean {
    return key.startsWith('netbox ') === (this.prefix !== '');
  }
}

/**
 * Gives each name a slot from 0: names that had one keep it, new names follow the highest slot in the order given, and
 * names that are gone stay in the result, so that their slot is a gap until it is released.
 */
export function assignSlots(
  names: readonly string[],
  previous: Readonly<Record<string, number>>,
): Record<string, number> {
  const slots = new Map(Object.entries(previous));
  let next = 0;
  for (const slot of slots.values()) next = Math.max(next, slot + 1);
  for (const name of names) {
    if (slots.has(name)) continue;
    slots.set(name, next);
    next += 1;
  }
  return Object.fromEntries(slots);
}

/**
 * Host names in order of their slots, with an empty text where a slot is free.
 *
 * @param slots - slot of each name, from 0
 * @param names - names that are there; default: all that have a slot
 */
export function hostsBySlot(
  slots: Readonly<Record<string, number>>,
  names: readonly string[] = Object.keys(slots),
): readonly string[] {
  const taken = new Map(names.map((name) => [slots[name] ?? 0, name]));
  const count = Math.max(-1, ...taken.keys()) + 1;
  return Array.from({ length: count }, (_, slot) => taken.get(slot) ?? '');
}

/** What a lock keeps of a fabric. */
export function lockedFabric(input: FabricInput): LockedFabric {
  return { ...input, groups: input.groups.map(({ hosts: _hosts, domains: _domains, ...group }) => group) };
}

/**
 * The fabric as the lock remembers it; undefined where the lock knows no hosts of one of its groups. A group that keeps units may have none: its cluster retired, and its
 * slots were released.
 */
export function rememberedInput(locked: LockedFabric, slots: Slots): FabricInput | undefined {
  const groups = locked.groups.map((group): HostGroup | undefined => {
    const held = slots[group.name];
    if (held === undefined) return group.reserveUnits === undefined ? undefined : { ...group, hosts: [] };
    return { ...group, hosts: hostsOf(group, hostsBySlot(held)) };
  });
  const known = groups.filter((group) => group !== undefined);
  return known.length < groups.length ? undefined : { ...locked, groups: known };
}

/** Slots are those of devices: a device that is a rack of trays stands for them. */
function hostsOf({ domainHosts }: LockedGroup, devices: readonly string[]): readonly string[] {
  return domainHosts === undefined ? devices : trayNames(devices, domainHosts);
}
