import { DesignError } from '../../errors/design-error';

const GIGABIT = 1_000_000_000;

/** Port rates of dedicated connections, and the links that a LAG of each takes at most. */
const LAG_LINKS: Readonly<Record<number, number>> = {
  [GIGABIT]: 4,
  [10 * GIGABIT]: 4,
  [100 * GIGABIT]: 2,
  [400 * GIGABIT]: 2,
};

/** Rates at which MACsec is on offer; whether it is at 400 Gb/s no source states. */
const MACSEC_RATES: readonly number[] = [10 * GIGABIT, 100 * GIGABIT];

/** One way as it is asked for. */
export interface ConnectionInput {
  /** Name for messages. */
  readonly name: string;
  /** Rate of one connection, bit/s. */
  readonly rateBits: number;
  /** Connections at the location; more than one are an aggregate. */
  readonly connections: number;
  /** Whether the link is encrypted by MACsec. */
  readonly isMacsec: boolean;
}

/**
 * What is wrong with a way in itself.
 *
 * @see https://docs.aws.amazon.com/directconnect/latest/UserGuide/lags.html
 * @see https://docs.aws.amazon.com/directconnect/latest/UserGuide/MACsec.html
 */
export function connectionErrors(owner: string, input: ConnectionInput): DesignError[] {
  const { name, rateBits, connections, isMacsec } = input;
  const where = `${owner}: connection '${name}'`;
  const most = LAG_LINKS[rateBits];
  if (most === undefined) {
    return [
      new DesignError('aws/bad-port-rate', {
        problem: `${where}: 'rate' is ${rateBits / GIGABIT} Gb/s`,
        remedy: 'dedicated ports have 1, 10, 100 or 400 Gb/s',
        object: name,
        value: `${rateBits / GIGABIT} Gb/s`,
      }),
    ];
  }
  const errors: DesignError[] = [];
  if (!Number.isSafeInteger(connections) || connections < 1 || connections > most) {
    errors.push(
      new DesignError('aws/lag-too-large', {
        problem: `${where}: 'links' is ${connections}, and a LAG of ${rateBits / GIGABIT} Gb/s takes 1 to ${most}`,
        remedy: `give 1 to ${most}, or a further connection`,
        object: name,
        value: String(connections),
        limit: String(most),
      }),
    );
  }
  if (isMacsec && connections > 1) {
    errors.push(
      new DesignError('aws/macsec-on-lag', {
        problem: `${where}: 'macsecSecret' on a LAG of ${connections} links, and Terraform cannot ask for MACsec on a LAG`,
        remedy: "use one link a connection, or order the LAG by hand and give its 'connectionId'",
        object: name,
      }),
    );
  }
  if (isMacsec && !MACSEC_RATES.includes(rateBits)) {
    errors.push(
      new DesignError('aws/macsec-rate', {
        problem: `${where}: 'macsecSecret' at ${rateBits / GIGABIT} Gb/s, and MACsec is confirmed for 10 and 100 Gb/s alone`,
        remedy: "use 10 or 100 Gb/s, or order the connection by hand and give its 'connectionId'",
        object: name,
        value: `${rateBits / GIGABIT} Gb/s`,
      }),
    );
  }
  return errors;
}
