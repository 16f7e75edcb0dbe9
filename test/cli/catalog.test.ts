import { catalogEntries } from '../../src/catalog/catalog-entries';
import { run } from './run-in-process';

test('lists every entry by kind', async () => {
  const { code, out } = await run('catalog');
  expect(code).toBe(0);
  expect(out.trimEnd().split('\n')).toHaveLength(catalogEntries().length + 1);
  expect(out).toMatch(/^kind +id +model +manufacturer$/m);
  expect(out).toMatch(/^switch +qm9700 +QM9700 +NVIDIA$/m);
});

test('lists every entry as JSON', async () => {
  const { out } = await run('catalog --json');
  expect(JSON.parse(out)).toHaveLength(catalogEntries().length);
  expect(JSON.parse(out)).toContainEqual({ kind: 'system', id: 'dgx-b200', model: 'DGX B200', manufacturer: 'NVIDIA' });
});

test('shows facts with value, status, date and source', async () => {
  const { code, out } = await run('catalog dgx-b200');
  expect(code).toBe(0);
  expect(out).toMatch(/^dgx-b200: NVIDIA DGX B200 \(system\)$/m);
  expect(out).toMatch(/^max power +14\.3 kW +confirmed +2026-11 +nv-dgxb200$/m);
  expect(out).toMatch(/^compute ports +count 8, rate 400 Gb\/s, connector OSFP, ports per cage 2, nic connectx-7 /m);
  expect(out).toMatch(/^height U +10 /m);
  expect(out).toMatch(/^ {2}nv-dgxb200 {2}NVIDIA DGX B200 User Guide/m);
});

test.each(catalogEntries().map(({ item }) => item.id))('%s shows no object or undefined', async (id) => {
  const { code, out } = await run(`catalog ${id}`);
  expect(code).toBe(0);
  expect(out).not.toMatch(/undefined|\[object|NaN/);
});

test('shows one entry as JSON, quantities in base units and as text', async () => {
  const { out } = await run('catalog dgx-b200 --json');
  expect(JSON.parse(out)).toMatchObject({
    kind: 'system',
    item: { id: 'dgx-b200', maxPower: { value: 14_300, text: '14.3 kW', status: 'confirmed', source: 'nv-dgxb200' } },
  });
});

test('fails on an unknown entry with a hint', async () => {
  expect(await run('catalog qm970')).toEqual({
    code: 2,
    out: '',
    err: "error: the catalogue has no entry 'qm970'\n  remedy: did you mean 'qm9700'?\n",
  });
});

test('fails on an entry that is like no other', async () => {
  expect(await run('catalog zzzzzzzz')).toEqual({
    code: 2,
    out: '',
    err: "error: the catalogue has no entry 'zzzzzzzz'\n  remedy: see 'aifactory catalog' for all of them\n",
  });
});
