import { renderCatalog } from '../../../src/report/catalog/catalog-page';

const page = renderCatalog();

test('a fact stands with its source, status and month', () => {
  // The columns are padded; only their content counts here.
  const cells = page.split('\n').map((line) => line.replace(/ {2,}/g, ' '));
  expect(cells).toContain('| `maxPower` | 14.3 kW | `nv-dgxb200` | confirmed | 2026-11 | |');
  expect(cells).toContain(
    '| `maxPower` | 15.1 kW | `nv-dgxb300` | secondary | 2026-10 | with PSUs; 14.5 kW on a DC busbar |',
  );
  expect(cells).toContain('| `lengths` | 1 m; 1.5 m; 2 m; 2.5 m; 3 m | `lin-cab` | published | 2026-11 | |');
});

test('each source is listed with where it is kept', () => {
  expect(page).toContain('device/mellanox/\\*/platform.json');
  expect(page).not.toContain('UNCONFIRMED');
});

test('what an entry is called stands above its facts', () => {
  expect(page).toContain(
    '### QM9700\n\nid: `qm9700`, manufacturer: `NVIDIA`, kind: `infiniband`, portNaming: `ib`, partNumber: `MQM9700-NS2F`',
  );
});
