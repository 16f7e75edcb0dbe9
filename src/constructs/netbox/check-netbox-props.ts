import { existsSync } from 'node:fs';

import { DesignError, shortText } from '../../errors/design-error';
import choices from '../../export/netbox/netbox-choices-4.6.json';
import { isThisMachine, NETBOX_LEVELS } from '../../export/netbox/netbox-record';
import { Duration } from '../../units/duration';
import { Current, Voltage } from '../../units/electricity';
import { Mass } from '../../units/dimensions';
import { checkProps } from '../props/check-props';
import { FLAG, optional, type PropKind, type PropNames, quantityOr, required, TEXT, TEXTS } from '../props/prop-rule';
import { readTextFile } from '../stacks/lock-file';
import { backendErrors } from '../stacks/stack-backend';
import type {
  NetboxPduProps,
  NetboxPowerProps,
  NetboxProps,
  NetboxRackTypeProps,
  NetboxSharedObjectsProps,
} from './netbox-props';

const TEXT_BY_NAME = { isMap: true, each: TEXT } as const;

/** Kinds that NetBox knows, with the code and words of their refusal. */
const choice = (taken: readonly (string | number)[]): PropKind => ({ choices: taken, code: 'netbox/bad-value' });

/** NetBox keeps both in 16 bits. */
const SIXTEEN_BITS = { number: { least: 1, most: 32_767, step: 1 }, code: 'netbox/bad-power' };

/**
 * NetBox's answers took longer than the provider's 10 s under parallel requests.
 *
 * @see https://github.com/netbox-community/netbox/issues/22382
 */
export const REQUEST_TIMEOUT_SECONDS = 60;

const BAD_TIMEOUT = { code: 'netbox/bad-timeout', remedy: 'give a Duration of 1 s or more' };

const TIMEOUT = {
  ...BAD_TIMEOUT,
  oneOf: [
    { ...BAD_TIMEOUT, quantity: Duration, between: [Duration.seconds(1), Duration.days(1)] },
    { ...BAD_TIMEOUT, number: { least: 1, step: 1 }, remedy: 'give whole seconds, from 1' },
  ],
  fromFormer: (seconds: number) => Duration.seconds(seconds),
} as const;

const URL_TEXT = {
  isText: true,
  code: 'netbox/no-url',
  kindCode: 'props/wrong-kind',
  remedy: "give the address of NetBox, such as 'https://netbox.example.com'",
} as const;

/** What each kind of backend takes is said by its own check. */
const BACKEND = { object: { name: "a backend, such as { kind: 'local' }", has: ['kind'] } };

/** Props of a rack type. */
const NETBOX_RACK_TYPE_PROP_NAMES: PropNames<NetboxRackTypeProps> = {
  manufacturer: required(TEXT),
  formFactor: required(choice(choices.RackFormFactorChoices)),
  width: required(choice(choices.RackWidthChoices)),
  weight: optional({ quantity: Mass, kindCode: 'netbox/bad-weight' }),
};

/** Props of rack PDUs. */
const NETBOX_PDU_PROP_NAMES: PropNames<NetboxPduProps> = {
  manufacturer: required(TEXT),
  model: required(TEXT),
  inletType: optional(choice(choices.PowerPortTypeChoices)),
  outletType: optional(choice(choices.PowerOutletTypeChoices)),
};

/** Props of the electrical side. */
const NETBOX_POWER_PROP_NAMES: PropNames<NetboxPowerProps> = {
  voltage: required(quantityOr(Voltage, 'volts', SIXTEEN_BITS)),
  amperage: required(quantityOr(Current, 'amperes', SIXTEEN_BITS)),
  phase: required(choice(choices.PowerFeedPhaseChoices)),
  supply: required(choice(choices.PowerFeedSupplyChoices)),
  pdu: optional({ of: NETBOX_PDU_PROP_NAMES, where: () => 'PDU of the NetBox inventory' }),
  psuType: optional(choice(choices.PowerPortTypeChoices)),
};

/** Props of a NetBox inventory. */
export const NETBOX_PROP_NAMES: PropNames<NetboxProps> = {
  url: required(URL_TEXT),
  isPlainHttpAllowed: optional(FLAG),
  level: optional({ choices: NETBOX_LEVELS, code: 'netbox/bad-choice' }),
  tokenVariable: optional(TEXT),
  siteName: optional(TEXT),
  region: optional(TEXT),
  tags: optional({ isList: true, each: { ...TEXT, code: 'netbox/bad-tag', remedy: 'take it away' } }),
  slugs: optional(TEXT_BY_NAME),
  rackTypes: optional({ of: NETBOX_RACK_TYPE_PROP_NAMES, as: 'map', called: 'rack type' }),
  power: optional({ of: NETBOX_POWER_PROP_NAMES, called: 'power' }),
  interfaceTypes: optional({
    isMap: true,
    each: {
      isMap: true,
      each: choice(choices.InterfaceTypeChoices),
      code: 'netbox/bad-value',
      remedy: "name its ports, such as { 'hgx-b200': { 'bond*': 'lag' } }",
    },
  }),
  panelPortType: optional(choice(choices.PortTypeChoices)),
  split: optional({ choices: ['none', 'hall', 'row'], code: 'netbox/bad-choice' }),
  rowsByRack: optional(TEXTS),
  requestTimeout: optional(TIMEOUT),
  sharedObjects: optional({ object: { name: 'the NetboxSharedObjects itself, or leave it out', has: ['share'] } }),
  backend: optional(BACKEND),
  imports: optional(TEXT),
  formerly: optional(TEXT_BY_NAME),
  isProduction: optional(FLAG),
  csvByteOrderMark: optional(FLAG),
};

/** Props of the objects that belong to all of NetBox. */
export const NETBOX_SHARED_PROP_NAMES: PropNames<NetboxSharedObjectsProps> = {
  url: required(URL_TEXT),
  isPlainHttpAllowed: optional(FLAG),
  tokenVariable: optional(TEXT),
  requestTimeout: optional(TIMEOUT),
  backend: optional(BACKEND),
  imports: optional(TEXT),
  isProduction: optional(FLAG),
};

const OWNER = 'NetBox inventory';

const VARIABLE = /^[a-z_][a-z0-9_]*$/i;

/**
 * Refuses props of a NetBox inventory that are wrong in themselves, all of them at once.
 *
 * @param props - as the user gave them
 * @param environment - what the program runs in, which must name the token where no variable carries it
 * @throws DesignError `netbox/...`, `props/...`
 */
export function checkNetboxProps(props: NetboxProps, environment: Readonly<Record<string, string | undefined>>): void {
  checkNoToken(props);
  checkProps(OWNER, props, NETBOX_PROP_NAMES, () => [
    ...urlErrors(props),
    ...tokenErrors(props, environment),
    ...rowErrors(props),
    ...backendErrors(props.backend, (problem, remedy) => refuse('netbox/bad-backend', problem, remedy)),
  ]);
}

/**
 * Refuses props of the objects that belong to all of NetBox that are wrong in themselves, all of them at once.
 *
 * @throws DesignError `netbox/...`, `props/...`
 */
export function checkNetboxSharedProps(
  id: string,
  props: NetboxSharedObjectsProps,
  environment: Readonly<Record<string, string | undefined>>,
): void {
  const owner = `NetboxSharedObjects '${id}'`;
  checkNoToken(props, owner);
  const ofInventory: NetboxProps = props;
  checkProps(owner, props, NETBOX_SHARED_PROP_NAMES, () =>
    [
      ...urlErrors(ofInventory),
      ...tokenErrors(ofInventory, environment),
      ...backendErrors(props.backend, (problem, remedy) => refuse('netbox/bad-backend', problem, remedy)),
    ].map(({ code, problem, remedy }) => new DesignError(code, { problem: problem.replace(OWNER, owner), remedy })),
  );
}

/** Program code is kept for years, and a token in it is no secret any more. */
function checkNoToken(props: object, owner = OWNER): void {
  const given = Object.keys((props as object | undefined) ?? {}).find((name) => /^(api)?_?token$/i.test(name));
  if (given === undefined) return;
  throw new DesignError('netbox/token-in-program', {
    problem: `${owner}: '${given}' would write the API token into the program and its output`,
    remedy: "put it into NETBOX_API_TOKEN, or name a Terraform variable with 'tokenVariable'",
  });
}

function refuse(code: string, problem: string, remedy: string): DesignError {
  return new DesignError(code, { problem: `${OWNER}: ${problem}`, remedy });
}

function urlErrors({ url, isPlainHttpAllowed = false }: NetboxProps): DesignError[] {
  if (url.trim() === '') return [];
  const parsed = URL.canParse(url) ? new URL(url) : undefined;
  if (parsed === undefined || !/^https?:$/.test(parsed.protocol)) {
    return [
      refuse(
        'netbox/bad-url',
        `'url' is '${shortText(url)}', which is no http or https address`,
        "write it like 'https://netbox.example.com'",
      ),
    ];
  }
  if (parsed.username !== '' || parsed.password !== '') {
    return [
      refuse(
        'netbox/token-in-program',
        "'url' holds a user or password",
        'leave it out, and put the token into NETBOX_API_TOKEN',
      ),
    ];
  }
  if (parsed.search !== '' || parsed.hash !== '') {
    // What is there may be a token: it is not repeated.
    return [
      refuse(
        'netbox/bad-url',
        "'url' goes on behind its path with '?' or '#'",
        'leave that out, and put the token into NETBOX_API_TOKEN',
      ),
    ];
  }
  if (/\/api\/?$/.test(parsed.pathname)) {
    return [
      refuse(
        'netbox/bad-url',
        `'url' ends in '${parsed.pathname}', and the provider adds '/api' itself`,
        "leave '/api' out",
      ),
    ];
  }
  if (parsed.protocol === 'http:' && !isPlainHttpAllowed && !isThisMachine(parsed.hostname)) {
    return [
      refuse(
        'netbox/token-in-plain-text',
        `the API token would go to '${url}' in plain text, for everyone between here and there to read`,
        "give the address with 'https://', or 'isPlainHttpAllowed: true' where that network is trusted",
      ),
    ];
  }
  return [];
}

function tokenErrors(
  { tokenVariable }: NetboxProps,
  environment: Readonly<Record<string, string | undefined>>,
): DesignError[] {
  if (tokenVariable !== undefined) {
    if (VARIABLE.test(tokenVariable)) return [];
    return [
      refuse(
        'netbox/bad-variable',
        `'tokenVariable' is '${tokenVariable}', which is no name of a variable`,
        "use one such as 'netbox_token'",
      ),
    ];
  }
  if ((environment['NETBOX_API_TOKEN'] ?? '') !== '') return [];
  return [
    refuse(
      'netbox/no-token',
      'NETBOX_API_TOKEN is not in the environment, and no variable carries the API token',
      "export NETBOX_API_TOKEN, or name a Terraform variable: tokenVariable: 'netbox_token'",
    ),
  ];
}

function rowErrors({ rowsByRack = [] }: NetboxProps): DesignError[] {
  return rowsByRack
    .filter((row) => !/^[^/]+\/[^/]+$/.test(row))
    .map((row) => refuse('netbox/bad-row', `'rowsByRack' names '${row}'`, "name hall and row, such as 'hall-1/N'"));
}

/**
 * Text of the file of ids.
 *
 * @param owner - whose file it is: `site 'lab'`
 * @throws DesignError `netbox/no-imports-file`, `netbox/imports-unreadable`
 */
export function netboxImportsText(owner: string, path: string): string {
  if (existsSync(path)) return readTextFile('netbox/imports-unreadable', owner, 'imports', path);
  throw new DesignError('netbox/no-imports-file', {
    problem: `${owner}: 'imports' of its NetBox inventory names '${path}', which is not there`,
    remedy: "correct the path, which counts from the folder that the program runs in, or leave 'imports' out",
    object: path,
  });
}
