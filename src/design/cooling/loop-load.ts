import type { CoolingLoopInput, CoolingLoopPlan, DeviceCooling, TemperatureLimit } from '../../model/cooling-plan';
import type { DeviceInput } from '../../model/placement-plan';
import { flowFor } from './coolant-flow';

/** What the loads of a loop ask of it, added up. */
export type LoadOfLoop = Pick<
  CoolingLoopPlan,
  | 'heatWatts'
  | 'flowMillilitresPerSecond'
  | 'flowKnownWatts'
  | 'unknownFlowDevices'
  | 'unknownSupplyDevices'
  | 'mostSupply'
  | 'leastSupply'
>;

/** Adds up what the loads of one loop ask of it. */
export class LoopLoad {
  /** Racks and blocks that it takes heat from. */
  public readonly racks: string[] = [];
  private heatWatts = 0;
  private ownFlow = 0;
  private ownFlowWatts = 0;
  private devicesWithoutFlow = 0;
  private devicesWithoutLimit = 0;
  private mostSupply: TemperatureLimit | undefined;
  private leastSupply: TemperatureLimit | undefined;

  public constructor(private readonly loop: Pick<CoolingLoopInput, 'kind' | 'coolant' | 'riseMillicelsius'>) {}

  /** Adds the heat of a device that goes into this loop. */
  public addDevice(heatWatts: number, device: Pick<DeviceInput, 'name' | 'model' | 'cooling'>): void {
    if (heatWatts === 0) return;
    const { cooling } = device;
    this.addHeat(heatWatts, this.flowOf(heatWatts, cooling));
    const [most, least] = this.limitsOf(cooling);
    if (most === undefined) this.devicesWithoutLimit += 1;
    else if (this.mostSupply === undefined || most < this.mostSupply.millicelsius) {
      this.mostSupply = { millicelsius: most, device: device.name, model: device.model };
    }
    if (least !== undefined && (this.leastSupply === undefined || least > this.leastSupply.millicelsius)) {
      this.leastSupply = { millicelsius: least, device: device.name, model: device.model };
    }
  }

  /** Adds heat of which nothing but its amount is known, such as a tenant's block. */
  public addUnknown(heatWatts: number): void {
    if (heatWatts === 0) return;
    this.addHeat(heatWatts, undefined);
    this.devicesWithoutLimit += 1;
  }

  /** Adds the heat of a loop that rejects to this one. */
  public addLoop(heatWatts: number): void {
    this.heatWatts += heatWatts;
  }

  /** The sums. Heat without a flow of its own flows by the rise of the loop. */
  public total(): LoadOfLoop {
    const { riseMillicelsius } = this.loop;
    const others = this.heatWatts - this.ownFlowWatts;
    const byRise = riseMillicelsius === undefined ? 0 : flowFor(this.loop, others, riseMillicelsius);
    return {
      heatWatts: this.heatWatts,
      flowMillilitresPerSecond: Math.round(this.ownFlow) + byRise,
      flowKnownWatts: riseMillicelsius === undefined ? this.ownFlowWatts : this.heatWatts,
      unknownFlowDevices: riseMillicelsius === undefined ? this.devicesWithoutFlow : 0,
      unknownSupplyDevices: this.devicesWithoutLimit,
      ...(this.mostSupply === undefined ? {} : { mostSupply: this.mostSupply }),
      ...(this.leastSupply === undefined ? {} : { leastSupply: this.leastSupply }),
    };
  }

  private addHeat(heatWatts: number, flow: number | undefined): void {
    this.heatWatts += heatWatts;
    if (flow === undefined) {
      this.devicesWithoutFlow += 1;
      return;
    }
    this.ownFlow += flow;
    this.ownFlowWatts += heatWatts;
  }

  private flowOf(heatWatts: number, cooling: DeviceCooling | undefined): number | undefined {
    if (this.loop.kind === 'air') return cooling?.airMillilitresPerSecond;
    const perKilowatt = cooling?.flowMillilitresPerSecondPerKilowatt;
    return perKilowatt === undefined ? undefined : (heatWatts * perKilowatt) / 1_000;
  }

  private limitsOf(cooling: DeviceCooling | undefined): readonly [number | undefined, number | undefined] {
    if (this.loop.kind !== 'air') return [cooling?.mostSupplyMillicelsius, undefined];
    return [cooling?.airInlet?.mostMillicelsius, cooling?.airInlet?.leastMillicelsius];
  }
}
