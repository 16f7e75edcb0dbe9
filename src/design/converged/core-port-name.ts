import type { CageRun, ConnectorSplit, CorePair } from '../../model/core-pair';

/** Name of a port of a core's cage: `swp1s0` (places in a cage count from 0), or `swp1` where the cage is one port. */
export function corePortName(cores: CorePair, run: CageRun | undefined, cage: number, sub = 0): string {
  const whole = `${cores.portPrefix ?? 'swp'}${cage}`;
  return run === undefined || run.breakout.portsPerCage === 1 ? whole : `${whole}s${sub}`;
}

/** Connector of the cage behind which a port begins, from 1: at 4 x 200G over two, ports 0 and 1 are on the first. */
export function connectorOf({ connectorsPerCage }: CorePair, { breakout }: CageRun, sub: number): number {
  return Math.floor((sub * connectorsPerCage) / breakout.portsPerCage) + 1;
}

/** The split of a connector that carries several ports; none where it carries one or a part of one. */
export function connectorSplit({ connectorsPerCage }: CorePair, { breakout }: CageRun): ConnectorSplit | undefined {
  const into = Math.floor(breakout.portsPerCage / connectorsPerCage);
  return into > 1 ? { fromRateBits: into * breakout.portRateBits, into } : undefined;
}
