import { Duration, GpuCluster, Power, TrainingSwing, type TrainingSwingProps } from 'cdktf-ai-factory';
import { HGX_B200 } from '../../stacks/haein-hardware';
import { smallSite, smallZone } from './small-site';

function swing(props: Partial<TrainingSwingProps> = {}): TrainingSwing {
  const small = smallSite();
  const { stack, site } = small;
  smallZone(small);
  const haein = new GpuCluster(stack, 'haein', { site, system: HGX_B200, count: 2 });
  return new TrainingSwing(stack, 'training', {
    site,
    clusters: [haein],
    low: Power.kilowatts(4),
    high: Power.kilowatts(14.3),
    ...props,
  });
}

test('a swing is what its props say, in base units', () => {
  const { input } = swing({ rise: Duration.seconds(0.5), smoothing: { floorShare: 0.9, rampPerGpu: Power.watts(20) } });
  expect(input).toEqual({
    name: 'training',
    path: 'lab-stack/training',
    clusters: [{ name: 'haein', path: 'lab-stack/haein', gpusPerSystem: 8 }],
    lowWatts: 4_000,
    highWatts: 14_300,
    riseSeconds: 0.5,
    smoothing: { floorShare: 0.9, rampWattsPerSecondPerGpu: 20 },
  });
});

test('fails for all wrong props at once', () => {
  const wrong = { clusters: [], low: Power.kilowatts(20), smoothing: { floorShare: 1.2, rampPerGpu: Power.watts(0) } };
  expect(() => swing(wrong)).toThrow(
    [
      '4 problems [design/several]',
      "- training swing 'training': 'clusters' is empty; give the clusters that run the job [power/swing-without-cluster]",
      "- training swing 'training', its smoothing: 'floorShare' is 1.2; give a share from 0 to 1, such as 0.9 [power/bad-smoothing]",
      "- training swing 'training', its smoothing: 'rampPerGpu' is 0 W; give the fastest change of one GPU in a second [power/bad-smoothing]",
      "- training swing 'training': 'low' is 20 kW and 'high' 14.3 kW; let 'low' be at most 'high' [power/bad-swing]",
    ].join('\n'),
  );
});

test('fails for a rise that takes no time', () => {
  expect(() => swing({ rise: Duration.seconds(0) })).toThrow(
    "training swing 'training': 'rise' is 0 ms; give the time from bottom to top, or leave it out [power/bad-swing]",
  );
});
