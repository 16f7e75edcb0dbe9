import { DesignError, DesignErrors } from '../../errors/design-error';
import { blockAround, parseCidr, printBlock, type Supernet } from '../../model/address-plan';
import { present } from '../../units/present';
import { checkProps } from '../props/check-props';
import { optional, type PropNames, required, type StatedWay, TEXT } from '../props/prop-rule';

/** How pools are carved from a block. */
export interface AddressPlanProps {
  /**
   * Room of each new pool, as a multiple of the addresses that are needed now: from 1 to 1,000. Units that fabrics keep (`reserveUnits`) have room whatever
   * it says, and sizes are powers of two.
   *
   * @default 2, assumed: the plan says so
   */
  readonly growth?: number;
  /**
   * VLAN of carved pools, by their names: `{ 'in-band': 110, storage: 120 }`.
   *
   * @default - carved pools have no VLAN
   */
  readonly vlans?: Readonly<Record<string, number>>;
}

const NAMES: PropNames<AddressPlanProps> = { growth: 'optional', vlans: 'optional' };

/** Room of a new pool where the program states none. It is assumed: no source states one. */
export const DEFAULT_GROWTH = 2;

const MOST_GROWTH = 1_000;

/**
 * One block from which a site takes the pools that nobody gives by hand: one for each purpose that needs addresses (`oob`, `in-band`, `storage`, `loopback`), for each
 * tenant (`tenant-<name>`), and for each `linkPool` and `railPool` that a fabric names. The lock keeps them: growth adds a pool, and moves none.
 */
export class AddressPlan {
  private constructor(
    /** The block, and how it is carved. */
    public readonly supernet: Supernet,
    /** Whether the program states `growth`. */
    public readonly isGrowthStated: boolean,
  ) {}

  /**
   * Carves pools from a block.
   *
   * @param cidr - IPv4 or IPv6, such as `10.64.0.0/12` or `fd00:64::/48`; pools of IPv6 are a /64 each, or larger
   * @param props - room and VLANs
   * @throws DesignError `addressing/bad-cidr`, `addressing/host-bits`, `addressing/bad-growth`
   */
  public static within(cidr: string, props: AddressPlanProps = {}): AddressPlan {
    const owner = `'addressPlan' within '${cidr}'`;
    checkProps(owner, props, NAMES);
    const { growth = DEFAULT_GROWTH, vlans } = props;
    const errors = blockErrors(owner, cidr);
    if (!(growth >= 1 && growth <= MOST_GROWTH)) {
      errors.push(
        new DesignError('addressing/bad-growth', {
          problem: `${owner}: 'growth' is ${growth}`,
          remedy: `give a number from 1 to ${MOST_GROWTH}: 2 for room for as much again`,
          value: `${growth}`,
        }),
      );
    }
    DesignErrors.throwAll(errors);
    return new AddressPlan({ cidr, growth, ...present({ vlans }) }, props.growth !== undefined);
  }
}

function blockErrors(owner: string, cidr: string): DesignError[] {
  const parsed = parseCidr(cidr);
  if (parsed === undefined) {
    const remedy = "write a network as '10.64.0.0/12' or 'fd00:64::/48'";
    return [new DesignError('addressing/bad-cidr', { problem: `${owner}: that is no network`, remedy, value: cidr })];
  }
  const block = blockAround(parsed.address, parsed.prefixLength);
  if (block.first === parsed.address.number) return [];
  const problem = `${owner} has bits set behind its prefix`;
  return [
    new DesignError('addressing/host-bits', { problem, remedy: `write it as ${printBlock(block)}`, value: cidr }),
  ];
}

/** What a site file gives of a plan of addresses. */
interface StatedAddressPlan extends AddressPlanProps {
  /** The block. */
  readonly cidr: string;
}

const WITHIN_NAMES: PropNames<StatedAddressPlan> = {
  cidr: required(TEXT),
  growth: optional({ number: { least: 1, most: MOST_GROWTH }, code: 'addressing/bad-growth' }),
  vlans: optional({ isMap: true, each: { number: { least: 1, most: 4_094, step: 1 } } }),
};

/** How a site file states a plan of addresses. */
export const ADDRESS_PLAN_WAYS: Readonly<Record<string, StatedWay>> = {
  within: { of: WITHIN_NAMES, make: ({ cidr, ...props }: StatedAddressPlan) => AddressPlan.within(cidr, props) },
};
