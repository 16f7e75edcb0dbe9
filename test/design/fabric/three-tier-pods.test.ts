import type { DesignError } from '../../../src/errors/design-error';
import { type PodDemand, threeTierPods } from '../../../src/design/fabric/three-tier-pods';

/** A plane of 8 leaves with 4 uplinks under cores of 64 ports. */
function demand(parts: Partial<PodDemand> = {}): PodDemand {
  return { fabric: 'roce', leaves: 8, up: 4, spineDown: 8, spineUp: 8, coreRadix: 64, ...parts };
}

/** Pods of 4 leaves that block nowhere, over spines with so many ports. */
const podsOf4 = (most: NonNullable<PodDemand['pod']>['most']): PodDemand =>
  demand({ pod: { leaves: 4, upPerDown: 1, most } });

/** What a program reads of an error. */
function factsOf(act: () => unknown): unknown {
  try {
    return act();
  } catch (error) {
    const { object, value, limit } = error as DesignError;
    return { object, value, limit };
  }
}

// Each of 4 spines has one link from each of 4 leaves, and as many above: 4 + 4 = 8 ports. One core has 2 pods x 4 spines x 4 links = 32.
describe('pods of a given size', () => {
  test.each([[{ ports: 8 }], [{ down: 4, up: 4 }]])('fill a spine of %j to the last port', (most) => {
    expect(threeTierPods(podsOf4(most))).toEqual({
      pods: 2,
      leavesPerPod: 4,
      spinesPerPod: 4,
      leafLinks: 1,
      spineDown: 4,
      spineUp: 4,
      cores: { count: 1, coresPerGroup: 1, spinesPerGroup: 4, links: 4 },
    });
  });

  test.each([
    [{ ports: 7 }, '7 ports'],
    [{ down: 3, up: 4 }, '3 ports below and 4 above'],
    [{ down: 4, up: 3 }, '4 ports below and 3 above'],
  ])('fail where a spine has one port too few: %j', (most, has) => {
    expect(() => threeTierPods(podsOf4(most))).toThrow(
      `fabric 'roce': a pod of 4 leaves with 4 uplinks needs spines of at least 4 ports below and 4 above, and a spine has ${has}; make pods smaller, raise 'pods.oversubscription', or use a spine with more ports [fabric/pod-too-large]`,
    );
    expect(factsOf(() => threeTierPods(podsOf4(most)))).toEqual({ object: 'roce', value: '8 ports', limit: has });
  });

  // 4 links / 3 = 1.33 ports above, so 2; 4 / 2 = 2 without rounding.
  test.each([
    [1 / 3, 2],
    [1 / 2, 2],
    [1, 4],
  ])('ask for %d ports above for each below: %i of 4', (upPerDown, spineUp) => {
    expect(threeTierPods(demand({ pod: { leaves: 4, upPerDown, most: { ports: 8 } } }))).toMatchObject({ spineUp });
  });

  test('fill a core to the last port, and take a second one at a port less', () => {
    const under = (coreRadix: number) => threeTierPods({ ...podsOf4({ ports: 8 }), coreRadix }).cores;
    expect(under(32)).toEqual({ count: 1, coresPerGroup: 1, spinesPerGroup: 4, links: 4 });
    // 31 / 8 = 3 links at most, and 4 divide into 2 x 2.
    expect(under(31)).toEqual({ count: 2, coresPerGroup: 2, spinesPerGroup: 4, links: 2 });
  });
});

describe('pods as large as spines allow', () => {
  // 8 ports below take one link of 8 leaves: 2 pods of 4 spines, and a core of 2 x 4 x 8 = 64 ports.
  test('16 leaves fill 2 pods of 8', () => {
    expect(threeTierPods(demand({ leaves: 16 }))).toEqual({
      pods: 2,
      leavesPerPod: 8,
      spinesPerPod: 4,
      leafLinks: 1,
      spineDown: 8,
      spineUp: 8,
      cores: { count: 1, coresPerGroup: 1, spinesPerGroup: 4, links: 8 },
    });
  });

  // A 17th leaf: 3 pods x 4 spines = 12, 5 x 2 = 10, or 9 x 1 = 9, the fewest. Cores: 64 / 9 = 7 links at most, so 4 of 8 to each of 2.
  test('one leaf more is spread over smaller pods, with the fewest spines', () => {
    expect(threeTierPods(demand({ leaves: 17 }))).toMatchObject({
      pods: 9,
      leavesPerPod: 2,
      spinesPerPod: 1,
      leafLinks: 4,
      cores: { count: 2, coresPerGroup: 2, spinesPerGroup: 1, links: 4 },
    });
  });
});
