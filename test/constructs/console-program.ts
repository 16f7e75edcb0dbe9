import { App, TerraformStack } from 'cdktf';
import { DesignError, GpuCluster, Length, Power, PowerZone, Site } from 'cdktf-ai-factory';
import { systems } from 'cdktf-ai-factory/catalog';

/** Makes an app with one site of a rack, whose zone carries so many kilowatts. */
function program(kilowatts: number, level?: 'quiet' | 'summary' | 'verbose'): App {
  const app = new App();
  const stack = new TerraformStack(app, 'lab');
  const site = new Site(stack, 'pilot', {
    halls: [
      {
        name: 'hall-1',
        rack: { model: '48 U rack', units: 48, power: Power.kilowatts(44) },
        rowPitch: Length.metres(3),
        rackPitch: Length.millimetres(600),
        riser: Length.metres(1.5),
        rows: [{ name: 'A', racks: 2 }],
      },
    ],
    addressPools: [],
    cableSlack: Length.metres(2),
    lockFile: false,
    ...(level === undefined ? {} : { console: level }),
  });
  const zone = new PowerZone(stack, 'east', {
    site,
    rating: Power.kilowatts(kilowatts),
    rows: ['A'],
    rackFeed: 'static-switch',
  });
  new GpuCluster(stack, 'gpu', { site, system: systems.DGX_B200, count: 2, powerZones: [zone] });
  return app;
}

const runs: Readonly<Record<string, () => void>> = {
  fit: () => program(100).synth(),
  twice: () => {
    const app = program(100);
    app.synth();
    app.synth();
  },
  'prop quiet': () => program(100, 'quiet').synth(),
  'prop verbose': () => program(100, 'verbose').synth(),
  unfit: () => program(10).synth(),
  unplanned: () => {
    const app = program(100);
    const stack = app.node.findChild('lab') as TerraformStack;
    const site = stack.node.findChild('pilot') as Site;
    site.addPart({
      path: 'lab/x',
      contribution: () => {
        throw new DesignError('lab/no-plan', { problem: "part 'x' cannot be planned", remedy: 'take it out' });
      },
    });
    app.synth();
  },
  'own validation': () => {
    const app = program(10);
    app.node.findChild('lab').node.addValidation({ validate: () => ['a tag is missing'] });
    app.synth();
  },
  'own error': () => {
    const app = program(100);
    app.node.findChild('lab').node.addValidation({
      validate: () => {
        throw new TypeError('a fault of the program');
      },
    });
    app.synth();
  },
  replaced: () => {
    try {
      program(10).synth();
    } catch {
      throw new Error('another error');
    }
  },
};

/** Runs each of several by its name and environment, `name` or `name:VARIABLE=value`; the errors of all but the last are caught. */
const asked = process.argv.slice(2);
for (const [index, text] of asked.entries()) {
  const [what = '', variable = '', value = ''] = text.split(/[:=]/);
  if (variable !== '') process.env[variable] = value;
  process.stderr.write(`# ${text}\n`);
  try {
    runs[what]?.();
  } catch (error) {
    if (index === asked.length - 1) throw error;
    process.stdout.write(`${text}: ${error instanceof Error ? (error.message.split('\n')[0] ?? '') : ''}\n`);
  }
  if (variable !== '') Reflect.deleteProperty(process.env, variable);
}
