import type { AwsBlockDays, AwsCapacityKind } from '../../model/aws-plan';

import { checkProps } from '../props/check-props';
import { optional, required, TEXT, TEXTS } from '../props/prop-rule';

/** Options of reservations that stand. */
export interface ReservationOptions {
  /** Names (ARN) of on-demand capacity reservations in the pool's zone. */
  readonly arns: readonly string[];
  /**
   * Name of the placement group that they were made in.
   *
   * @default - they were made in none, and the pool has none
   */
  readonly placementGroup?: string;
}

/** Options of a capacity block. */
export interface CapacityBlockOptions extends AwsBlockDays {
  /** Id of the block, `cr-...`. Buying one is never part of a program: it spends money at once, and gives none back. */
  readonly id: string;
}

/** How the capacity of a pool is had. */
export class AwsCapacity {
  /** Kind of capacity. */
  public readonly kind: AwsCapacityKind;
  /** Names (ARN) of reservations that stand. */
  public readonly reservationArns: readonly string[];
  /** Name of the group that they were made in. */
  public readonly placementGroup: string | undefined;
  /** Capacity block, for those kinds. */
  public readonly block: CapacityBlockOptions | undefined;

  /** Whatever is free when instances start, in a placement group of the pool's own. */
  public static onDemand(): AwsCapacity {
    return new AwsCapacity('on-demand', {});
  }

  /** A reservation that is made with the pool, inside its placement group. It is paid for from the moment it stands, used or not. */
  public static newReservation(): AwsCapacity {
    return new AwsCapacity('new-reservation', {});
  }

  /** On-demand capacity reservations that stand, collected in a resource group. */
  public static reservations(options: ReservationOptions): AwsCapacity {
    const owner = 'AwsCapacity.reservations';
    checkProps(owner, options, { arns: required(TEXTS), placementGroup: optional(TEXT) });
    return new AwsCapacity('reservation', { reservations: options });
  }

  /** A capacity block that was bought. AWS places its instances close together: the pool makes no placement group. */
  public static capacityBlock(options: CapacityBlockOptions): AwsCapacity {
    checkBlock('AwsCapacity.capacityBlock', options);
    return new AwsCapacity('capacity-block', { block: options });
  }

  /** A capacity block of UltraServers. */
  public static ultraServerBlock(options: CapacityBlockOptions): AwsCapacity {
    checkBlock('AwsCapacity.ultraServerBlock', options);
    return new AwsCapacity('ultraserver-block', { block: options });
  }

  private constructor(
    kind: AwsCapacityKind,
    options: { readonly reservations?: ReservationOptions; readonly block?: CapacityBlockOptions },
  ) {
    this.kind = kind;
    this.reservationArns = [...(options.reservations?.arns ?? [])];
    this.placementGroup = options.reservations?.placementGroup;
    this.block = options.block;
  }
}

function checkBlock(owner: string, options: CapacityBlockOptions): void {
  checkProps(owner, options, { id: required(TEXT), starts: required(TEXT), ends: required(TEXT) });
}
