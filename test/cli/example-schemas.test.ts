import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { writeAssetsCsv } from '../../src/export/assets/asset-csv';
import { renderSiteJson } from '../../src/report/site/site-json';
import { temporaryFolder } from '../constructs/temporary-folder';
import { planOf } from '../support/changed-programs';
import { run } from './run-in-process';

const ROOT = join(__dirname, '..', '..');
const FOLDER = temporaryFolder();
// Programs of AWS alone have nothing that a shift takes over.
const EXAMPLES = readdirSync(join(ROOT, 'examples')).filter((name) => !/^aws-|^own-rules$|^netbox-rack$/.test(name));

const schemaOf = (name: string): ReturnType<Ajv['compile']> =>
  new Ajv({ strict: true, allowUnionTypes: true }).compile(
    JSON.parse(readFileSync(join(ROOT, 'docs', 'schemas', `${name}.schema.json`), 'utf8')) as object,
  );

test.each(EXAMPLES)('what accept, capacity and drift print of examples/%s is as their schemas say', async (name) => {
  const plan = await planOf(name);
  const site = `${name}.json`;
  writeFileSync(join(FOLDER, site), renderSiteJson(plan));
  const systems = plan.devices.filter(({ kind }) => kind === 'system').map((device) => device.name);
  const hosts = plan.fabrics.flatMap(({ plan: fabric }) => fabric.endpoints.map((endpoint) => endpoint.name));
  const [host = systems[0] ?? 'none'] = hosts;
  writeFileSync(join(FOLDER, `${name}-burn.csv`), `device,hours,xids,flaps\n${host},72,0,1\n`);
  writeFileSync(join(FOLDER, `sensors-${host}.txt`), 'FAN1 | 9000 | RPM | cr | na | na | na | na | na | na\n');
  const racked = plan.devices.map(({ name: device }, at) => ({
    device,
    serial: `S${at}`,
    state: at === 0 ? ('failed' as const) : ('in-service' as const),
  }));
  writeFileSync(join(FOLDER, `${name}-assets.csv`), writeAssetsCsv(racked));
  const lines = {
    accept: `accept --site ${site} --results ${name}-burn.csv sensors-${host}.txt --json`,
    capacity: `capacity --site ${site} --json`,
    ...(systems.length > 0 && { waves: `waves --site ${site} --of system --most-systems 1 --json` }),
    drift: `drift --site ${site} --discovered ${name}-assets.csv --json`,
  };
  for (const [verb, line] of Object.entries(lines)) {
    const { code, out, err } = await run(line, { cwd: FOLDER });
    expect([verb, code === 2 ? err : '']).toEqual([verb, '']);
    const isValid = schemaOf(verb);
    expect([verb, isValid(JSON.parse(out)), isValid.errors]).toEqual([verb, true, null]);
  }
});
