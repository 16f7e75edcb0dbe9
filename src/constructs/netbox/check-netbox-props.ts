import { existsSync } from 'node:fs';

import { DesignError, DesignErrors } from '../../errors/design-error';
import { spellingHint } from '../../errors/spelling-hint';
import choices from '../../export/netbox/netbox-choices-4.6.json';
import { isThisMachine, NETBOX_LEVELS } from '../../export/netbox/netbox-input';
import { Mass } from '../../units/mass';
import { checkProps } from '../props/check-props';
import { readTextFile } from '../stacks/lock-file';
import { backendErrors } from '../stacks/stack-backend';
import {
  NETBOX_PDU_PROP_NAMES,
  NETBOX_POWER_PROP_NAMES,
  NETBOX_PROP_NAMES,
  NETBOX_RACK_TYPE_PROP_NAMES,
  NETBOX_SHARED_PROP_NAMES,
  type NetboxProps,
  type NetboxSharedObjectsProps,
} from './netbox-props';

const OWNER = 'NetBox inventory';

const SPLITS = ['none', 'hall', 'row'];

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
  checkProps(OWNER, props, NETBOX_PROP_NAMES);
  for (const [model, type] of Object.entries(props.rackTypes ?? {})) {
    checkProps(`rack type '${model}' of the ${OWNER}`, type, NETBOX_RACK_TYPE_PROP_NAMES);
  }
  if (props.power !== undefined) {
    checkProps(`power of the ${OWNER}`, props.power, NETBOX_POWER_PROP_NAMES);
    if (props.power.pdu !== undefined) checkProps(`PDU of the ${OWNER}`, props.power.pdu, NETBOX_PDU_PROP_NAMES);
  }
  DesignErrors.throwAll([
    ...urlErrors(props),
    ...tokenErrors(props, environment),
    ...choiceErrors(props),
    ...weightErrors(props),
    ...typeErrors(props),
    ...powerErrors(props),
    ...backendErrors(props.backend, (problem, remedy) => refuse('netbox/bad-backend', problem, remedy)),
    ...sharedErrors(props),
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
  checkProps(owner, props, NETBOX_SHARED_PROP_NAMES);
  const ofInventory: NetboxProps = props;
  DesignErrors.throwAll(
    [
      ...urlErrors(ofInventory),
      ...tokenErrors(ofInventory, environment),
      ...choiceErrors(ofInventory),
      ...backendErrors(props.backend, (problem, remedy) => refuse('netbox/bad-backend', problem, remedy)),
    ].map(({ code, problem, remedy }) => new DesignError(code, { problem: problem.replace(OWNER, owner), remedy })),
  );
}

/** Whatever takes no site cannot be shared. */
function sharedErrors({ sharedObjects }: NetboxProps): DesignError[] {
  if (sharedObjects === undefined || typeof (sharedObjects as { readonly share?: unknown }).share === 'function')
    return [];
  return [
    new DesignError('props/wrong-kind', {
      problem: `${OWNER}: 'sharedObjects' is no NetboxSharedObjects`,
      remedy: 'give the NetboxSharedObjects itself, or leave it out',
    }),
  ];
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
  if (url === '')
    return [
      refuse('netbox/no-url', "'url' is empty", "give the address of NetBox, such as 'https://netbox.example.com'"),
    ];
  const parsed = URL.canParse(url) ? new URL(url) : undefined;
  if (parsed === undefined || !/^https?:$/.test(parsed.protocol)) {
    return [
      refuse(
        'netbox/bad-url',
        `'url' is '${url}', which is no http or https address`,
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
    // What stands there may be a token: it is not repeated.
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

function choiceErrors({ level, split, requestTimeout, rowsByRack = [], tags = [] }: NetboxProps): DesignError[] {
  const errors: DesignError[] = [];
  const oneOf = (name: string, value: string | undefined, choices: readonly string[]): void => {
    if (value === undefined || choices.includes(value)) return;
    const hint = spellingHint(value, choices);
    const remedy = hint === undefined ? `use one of ${choices.join(', ')}` : `did you mean '${hint}'?`;
    errors.push(refuse('netbox/bad-choice', `'${name}' is '${value}'`, remedy));
  };
  oneOf('level', level, NETBOX_LEVELS);
  oneOf('split', split, SPLITS);
  if (requestTimeout !== undefined && !(Number.isInteger(requestTimeout) && requestTimeout >= 1)) {
    errors.push(refuse('netbox/bad-timeout', `'requestTimeout' is ${requestTimeout}`, 'give whole seconds, from 1'));
  }
  for (const row of rowsByRack) {
    if (/^[^/]+\/[^/]+$/.test(row)) continue;
    errors.push(refuse('netbox/bad-row', `'rowsByRack' names '${row}'`, "name hall and row, such as 'hall-1/N'"));
  }
  if (tags.includes('')) errors.push(refuse('netbox/bad-tag', "'tags' holds an empty name", 'take it away'));
  return errors;
}

/** A value that NetBox does not take, with what it takes. */
function valueErrors(
  what: string,
  value: string | number | undefined,
  taken: readonly (string | number)[],
): DesignError[] {
  if (value === undefined || taken.includes(value)) return [];
  const hint = spellingHint(String(value), taken.map(String));
  const remedy =
    hint !== undefined
      ? `did you mean '${hint}'?`
      : taken.length > 20
        ? `use one of the ${taken.length} values that NetBox 4.6 lists for it`
        : `use one of ${taken.join(', ')}`;
  return [refuse('netbox/bad-value', `${what} is '${value}', which NetBox does not take`, remedy)];
}

/** A bare number has no unit, and would be lost without a word. */
function weightErrors({ rackTypes = {} }: NetboxProps): DesignError[] {
  return Object.entries(rackTypes).flatMap(([model, { weight }]) =>
    weight === undefined || (weight as unknown) instanceof Mass
      ? []
      : [
          refuse(
            'netbox/bad-weight',
            `'weight' of rack type '${model}' is '${String(weight)}', which is no mass`,
            'give it with its unit, such as Mass.kilograms(180)',
          ),
        ],
  );
}

function typeErrors({ rackTypes = {}, power, interfaceTypes = {}, panelPortType }: NetboxProps): DesignError[] {
  return [
    ...Object.entries(rackTypes).flatMap(([model, { formFactor, width }]) => [
      ...valueErrors(`form factor of rack type '${model}'`, formFactor, choices.RackFormFactorChoices),
      ...valueErrors(`width of rack type '${model}'`, width, choices.RackWidthChoices),
    ]),
    ...valueErrors("'power.psuType'", power?.psuType, choices.PowerPortTypeChoices),
    ...valueErrors("'power.pdu.inletType'", power?.pdu?.inletType, choices.PowerPortTypeChoices),
    ...valueErrors("'power.pdu.outletType'", power?.pdu?.outletType, choices.PowerOutletTypeChoices),
    ...valueErrors("'power.phase'", power?.phase, choices.PowerFeedPhaseChoices),
    ...valueErrors("'power.supply'", power?.supply, choices.PowerFeedSupplyChoices),
    ...valueErrors("'panelPortType'", panelPortType, choices.PortTypeChoices),
    ...Object.entries(interfaceTypes).flatMap(([model, ports]) =>
      typeof ports === 'object'
        ? Object.entries(ports).flatMap(([port, type]) =>
            valueErrors(`type of '${port}' of '${model}'`, type, choices.InterfaceTypeChoices),
          )
        : [
            refuse(
              'netbox/bad-value',
              `'interfaceTypes' of '${model}' is '${String(ports)}'`,
              `name its ports, such as { '${model}': { 'bond*': 'lag' } }`,
            ),
          ],
    ),
  ];
}

function powerErrors({ power }: NetboxProps): DesignError[] {
  if (power === undefined) return [];
  const whole = (name: 'voltage' | 'amperage', most: number): DesignError[] =>
    Number.isInteger(power[name]) && power[name] >= 1 && power[name] <= most
      ? []
      : [refuse('netbox/bad-power', `'power.${name}' is ${power[name]}`, `give a whole number from 1 to ${most}`)];
  // NetBox keeps both in 16 bits.
  return [...whole('voltage', 32_767), ...whole('amperage', 32_767)];
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
