import { TerraformStack } from 'cdktf';
import {
  Cdu,
  ConvergedPair,
  CoolingLoop,
  DataRate,
  DesignError,
  NetboxSharedObjects,
  Policy,
  Power,
  Site,
  Length,
  Utility,
} from 'cdktf-ai-factory';
import { cdus, defineServer, switches, userFact } from 'cdktf-ai-factory/catalog';
import type { SiteProps } from 'cdktf-ai-factory';
import { HALL as HALL_PROPS, smallSite, type SmallSite } from './small-site';

const TAKE_OUT = 'take it out: files and programs would drop it or stop there [names/bad-text]';
const RESOURCE = "use letters, digits, '-' and '_', beginning with a letter or digit [names/not-taken]";
const HOST = "use letters a to z, digits, '-' and '_', beginning with a letter or digit [names/not-taken]";

function pair({ stack, site }: SmallSite, device: string, port = 'eth0'): void {
  new ConvergedPair(stack, 'core', {
    site,
    switch: switches.SN5610,
    switchPower: Power.watts(2_500),
    runs: [{ name: 'gpu', portRate: DataRate.gigabitsPerSecond(400) }],
    groups: [{ name: 'nodes', devices: [device], links: [{ kind: 'gpu', run: 'gpu', ports: [port] }] }],
  });
}

function props(more: object): SiteProps {
  return { addressPools: [], cableSlack: Length.metres(1), lockFile: false, ...more };
}

function server(more: object): void {
  defineServer({
    id: 'own',
    model: 'own',
    manufacturer: 'own',
    role: 'general',
    heightU: userFact(1, 'offer', '2026-11'),
    ...more,
  });
}

const RULE = {
  id: 'own/rule',
  pack: 'own',
  severity: 'error' as const,
  title: 'title',
  why: { text: 'text', source: 'source' },
  check: () => [],
};

test.each<readonly [string, (small: SmallSite) => unknown, string]>([
  [
    'cooling units with a line break in their name',
    ({ stack, site }) =>
      new Cdu(stack, 'a\nb', {
        loop: new CoolingLoop(stack, 'tcs', { site, kind: 'technology', rows: ['A'] }),
        spec: cdus.DESCHUTES,
      }),
    `cooling units: 'a\\nb' cannot name a resource of Terraform; ${RESOURCE}`,
  ],
  [
    'a node whose feed is a formula',
    ({ stack, site }) => new Utility(stack, 'grid', { site, volts: 400, powerFactor: 1, feed: '=1' }),
    "power node 'grid', 'feed': '=1' cannot name a label and an object of NetBox; use letters, digits, inner spaces and '-_./:+()#', beginning with a letter or digit [names/not-taken]",
  ],
  [
    'a device of a pair with a line break in its name',
    (small) => {
      pair(small, 'a\nb');
    },
    `core pair 'core', 'groups.0.devices.0': 'a\\nb' cannot name a node of Slurm and a host in DNS; ${HOST}`,
  ],
  [
    'a port of a pair that is a template',
    (small) => {
      pair(small, 'node', '${file("x")}');
    },
    "core pair 'core', 'groups.0.links.0.ports.0': '${file(\"x\")}' cannot name a label and an object of NetBox; use letters, digits, inner spaces and '-_./:+()#', beginning with a letter or digit [names/not-taken]",
  ],
  [
    'a site with 65 characters',
    ({ stack }) => new Site(stack, 'x'.repeat(65), props({})),
    `site: the name '${'x'.repeat(40)}… (65 characters)' has 65 characters, and a resource of Terraform takes 64 with what is added to it; give it a shorter name [names/too-long]`,
  ],
  [
    'a purpose that is none',
    ({ stack }) =>
      new Site(stack, 'other', props({ addressPools: [{ name: 'p', purpose: 'inband', cidr: '10.0.0.0/24' }] })),
    "address pool 'p' of site 'other': 'purpose' is 'inband'; did you mean 'in-band'? [props/no-such-choice]",
  ],
  [
    'a rule that was made without defineRule and is none',
    ({ stack }) => new Site(stack, 'other', props({ policy: { rules: [{ ...RULE, id: 'a\nb' }] } })),
    "rule 'a\\nb': the id is not of the form 'pack/what-is-wrong' in small letters, digits and hyphens; write it like 'power/zone-overload' [policy/bad-rule-id]",
  ],
  [
    'a hall whose name is too long',
    ({ stack }) => new Site(stack, 'other', props({ halls: [{ ...HALL_PROPS, name: 'h'.repeat(65) }] })),
    `hall: the name '${'h'.repeat(40)}… (65 characters)' has 65 characters, and a file and an object of NetBox takes 64 with what is added to it; give it a shorter name [names/too-long]`,
  ],
  [
    'a reason with an escape',
    ({ site }) => {
      Policy.acknowledge(site, 'power/zone-overload', { reason: 'a\u001bb', until: '2027-01-01' });
    },
    `acknowledgement of 'power/zone-overload' for 'lab-stack/lab': 'reason': 'a\\u001bb' holds \\u001b, which is no character of a text; ${TAKE_OUT}`,
  ],
  [
    'a manufacturer with NUL',
    () => {
      server({ manufacturer: 'a\u0000b' });
    },
    `server 'own': 'manufacturer': 'a\\u0000b' holds \\u0000, which is no character of a text; ${TAKE_OUT}`,
  ],
  [
    'a model of two lines',
    () => {
      server({ model: 'a\nb' });
    },
    "server 'own': 'model' is 'a\\nb'; write it on one line [catalog/bad-value]",
  ],
  [
    'a source with half a character',
    () => {
      server({ heightU: userFact(1, 'a\ud800', '2026-11') });
    },
    `server 'own': 'heightU.source': 'a\\ud800' holds \\ud800, which is no character of a text; ${TAKE_OUT}`,
  ],
  [
    'shared objects of NetBox without a name',
    ({ app }) =>
      new NetboxSharedObjects(new TerraformStack(app, 'shared'), '', {
        url: 'https://netbox.example.com',
        tokenVariable: 'token',
      }),
    `NetboxSharedObjects: '' cannot name a resource of Terraform; ${RESOURCE}`,
  ],
])('fails on %s', (_, make, message) => {
  let error: unknown;
  try {
    make(smallSite());
  } catch (caught) {
    error = caught;
  }
  expect(error).toBeInstanceOf(DesignError);
  expect((error as DesignError).message).toContain(message);
});

test('a tag may be called as a member of every object is', () => {
  const { stack } = smallSite();
  expect(() => new Site(stack, 'other', props({ tags: { constructor: 'x', toString: 'y' } }))).not.toThrow();
});
