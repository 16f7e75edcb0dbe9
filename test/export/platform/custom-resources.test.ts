import { checkObjects, CUSTOM_RESOURCES, type KubernetesObject } from '../../../src/export/platform/custom-resources';

const QUEUE: KubernetesObject = {
  apiVersion: 'kueue.x-k8s.io/v1beta2',
  kind: 'LocalQueue',
  metadata: { name: 'default', namespace: 'one' },
  spec: { clusterQueue: 'one' },
};

const refused = (object: Partial<KubernetesObject>): string => {
  try {
    checkObjects([{ ...QUEUE, ...object }]);
    return '';
  } catch (error) {
    return (error as Error).message;
  }
};

test('each kind has the version and source of its definition', () => {
  expect(CUSTOM_RESOURCES.length).toBeGreaterThan(8);
  for (const { source } of CUSTOM_RESOURCES) expect(source).toMatch(/, commit [0-9a-f]{8} \(\d{4}-\d{2}-\d{2}\)$/);
});

test('one name in two namespaces is two objects, and in one is refused', () => {
  const other = { ...QUEUE, metadata: { name: 'default', namespace: 'two' } };
  expect(() => {
    checkObjects([QUEUE, other]);
  }).not.toThrow();
  expect(() => {
    checkObjects([QUEUE, other, QUEUE]);
  }).toThrow("LocalQueue 'default' in namespace 'one' would be written twice");
});

test.each([
  ['an unknown field', { spec: { clusterQueue: 'one', cohort: 'x' } }, "'cohort'"],
  ['a field of an older version', { apiVersion: 'kueue.x-k8s.io/v1beta1' }, 'kueue.x-k8s.io/v1beta2 is known'],
  ['a value of another type', { spec: { clusterQueue: 5 } }, 'clusterQueue'],
  ['a name', { metadata: { name: 'One', namespace: 'one' } }, "Kubernetes takes no name 'One'"],
  ['no namespace', { metadata: { name: 'one' } }, 'it needs a namespace'],
  ['what lacks a field', { kind: 'Topology', metadata: { name: 'one' }, spec: {} }, "'levels'"],
  [
    'a level that is no label',
    { kind: 'Topology', metadata: { name: 'one' }, spec: { levels: [{ nodeLabel: 'a b' }] } },
    'nodeLabel',
  ],
])('fails on %s', (_, object, message) => {
  expect(refused({})).toBe('');
  expect(refused(object)).toContain(message);
});
