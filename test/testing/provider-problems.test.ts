import { netboxSchema, providerProblems, type ProviderSchema } from 'cdktf-ai-factory/testing';

const schema = netboxSchema();

const SITE = { name: 'lab', slug: 'lab' };
const CABLE = {
  status: 'planned',
  a_termination: [{ object_type: 'dcim.interface', object_id: 1 }],
  b_termination: [{ object_type: 'dcim.interface', object_id: 2 }],
};

function problems(type: string, config: object, more: object = {}): string[] {
  return providerProblems({ resource: { [type]: { one: config } }, ...more }, schema);
}

test('a sound stack has none', () => {
  expect(
    providerProblems(
      {
        provider: { netbox: [{ server_url: 'https://netbox.example.com', api_token: '${var.token}' }] },
        variable: { token: { sensitive: true } },
        data: { netbox_location: { hall: { slug: 'hall', site_id: '${netbox_site.lab.id}' } } },
        resource: {
          netbox_site: { lab: SITE },
          netbox_cable: { one: { ...CABLE, depends_on: ['netbox_site.lab'], lifecycle: { prevent_destroy: true } } },
          aws_vpc: { other: { whatever: true } },
        },
      },
      schema,
    ),
  ).toEqual([]);
});

test.each<readonly [string, string, object, readonly string[]]>([
  ['a resource that does not exist', 'netbox_rackk', {}, ['netbox_rackk: the provider has no such resource']],
  [
    'an argument that does not exist',
    'netbox_site',
    { ...SITE, slugg: 'x' },
    ["netbox_site.one: there is no argument 'slugg'"],
  ],
  ['an argument that is missing', 'netbox_site', { slug: 'lab' }, ["netbox_site.one: 'name' is missing"]],
  ['an argument that is null', 'netbox_site', { ...SITE, name: null }, ["netbox_site.one: 'name' is missing"]],
  ['a value of the wrong type', 'netbox_site', { ...SITE, name: 7 }, ['netbox_site.one.name: 7 is no string']],
  [
    'a list of the wrong type',
    'netbox_site',
    { ...SITE, tags: [7] },
    ['netbox_site.one.tags: [7] is no set of string'],
  ],
  [
    'a map of the wrong type',
    'netbox_site',
    { ...SITE, custom_fields: { a: 7 } },
    ['netbox_site.one.custom_fields: {"a":7} is no map of string'],
  ],
  [
    'a value of what the provider computes',
    'netbox_site',
    { ...SITE, tags_all: [] },
    ['netbox_site.one.tags_all: the provider computes it, and takes no value'],
  ],
  [
    'a value that NetBox does not take',
    'netbox_site',
    { ...SITE, status: 'building' },
    ['netbox_site.one.status: "building" is none of its values'],
  ],
  [
    'a block that is missing',
    'netbox_cable',
    { ...CABLE, b_termination: undefined },
    ["netbox_cable.one: block 'b_termination' is missing"],
  ],
  [
    'blocks too few',
    'netbox_cable',
    { ...CABLE, b_termination: [] },
    ['netbox_cable.one.b_termination: 0 blocks, and at least 1 are needed'],
  ],
  [
    'an argument that is missing in a block',
    'netbox_cable',
    { ...CABLE, a_termination: [{ object_id: 1 }] },
    ["netbox_cable.one.a_termination[0]: 'object_type' is missing"],
  ],
  [
    'a reference to what is not there',
    'netbox_site',
    { ...SITE, region_id: '${netbox_region.seoul.id}' },
    ["resource.netbox_site.one.region_id: 'netbox_region.seoul' is not in the stack"],
  ],
  [
    'a dependency on what is not there',
    'netbox_site',
    { ...SITE, depends_on: ['netbox_tag.gone'] },
    ["resource.netbox_site.one.depends_on.0: 'netbox_tag.gone' is not in the stack"],
  ],
])('finds %s', (_, type, config, found) => {
  expect(problems(type, config)).toEqual(found);
});

test('takes an expression for a value of any type, and a text with two dollars for a text', () => {
  expect(problems('netbox_site', { ...SITE, group_id: '${local.group}' }, { locals: { group: 7 } })).toEqual([]);
  expect(problems('netbox_site', { ...SITE, group_id: '$${local.group}' })).toEqual([
    'netbox_site.one.group_id: "$${local.group}" is no number',
  ]);
});

test('finds imports and moves to what is not there', () => {
  const more = {
    import: [{ to: 'netbox_site.two', id: '2' }],
    moved: [{ from: 'netbox_site.zero', to: 'netbox_site.three' }],
  };
  expect(problems('netbox_site', SITE, more)).toEqual([
    "import: 'netbox_site.two' is not in the stack",
    "moved: 'netbox_site.three' is not in the stack",
  ]);
});

test('finds blocks too many where a provider takes few', () => {
  const small: ProviderSchema = {
    name: 'lab',
    provider: {},
    resources: { lab_box: { block_types: { door: { nesting_mode: 'list', max_items: 1, block: {} } } } },
    dataSources: {},
    values: {},
  };
  expect(providerProblems({ resource: { lab_box: { one: { door: [{}, {}] } } } }, small)).toEqual([
    'lab_box.one.door: 2 blocks, and at most 1 are taken',
  ]);
});
