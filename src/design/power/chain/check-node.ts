import { DesignError } from '../../../errors/design-error';
import { spellingHint } from '../../../errors/spelling-hint';
import { checkSupply } from '../supply/check-supply';
import { isSource } from './chain-graph';
import { POWER_NODE_KINDS, type PowerNodeInput } from '../../../model/power-node';

/** Highest share of a rating that a limit may be: a line of 10 MW that carries 14 MW in an emergency is 1.4. More is taken for a slip. */
const MOST_FAILURE_SHARE = 2;
const WHOLE = 'give a whole number of 1 or more';

/**
 * What is wrong with one node in itself: `power/unknown-kind`, `power/node-without-rating`, `power/invalid-node`, `power/direct-current`,
 * `power/fed-source`, `power/unfed-node`, `power/fed-twice`, and the code of `checkSupply`.
 */
export function checkNode(node: PowerNodeInput): readonly DesignError[] {
  const owner = `power node '${node.name}'`;
  const refuse = (code: string, problem: string, remedy: string, value?: string | number): DesignError =>
    new DesignError(code, {
      problem: `${owner}: ${problem}`,
      remedy,
      object: node.name,
      ...(value === undefined ? {} : { value: String(value) }),
    });
  return [
    ...checkKind(node, refuse),
    ...checkNumbers(node, refuse),
    ...checkCurrent(node, refuse),
    ...checkFeeders(node, refuse),
    ...checkFeed(node, refuse),
    ...checkSupply(node.name, node.supply),
  ];
}

/** Fields of a node that hold a number. */
type NumberField =
  'ratingWatts' | 'ratingVoltAmperes' | 'volts' | 'powerFactor' | 'efficiency' | 'limitShare' | 'failureLimitShare';

type Refuse = (code: string, problem: string, remedy: string, value?: string | number) => DesignError;

function checkKind({ kind }: PowerNodeInput, refuse: Refuse): DesignError[] {
  if ((POWER_NODE_KINDS as readonly string[]).includes(kind)) return [];
  const hint = spellingHint(kind, POWER_NODE_KINDS);
  const remedy = hint === undefined ? `choose one of ${POWER_NODE_KINDS.join(', ')}` : `did you mean '${hint}'?`;
  return [refuse('power/unknown-kind', `'kind' is '${kind}'`, remedy, kind)];
}

function checkNumbers(node: PowerNodeInput, refuse: Refuse): DesignError[] {
  const { ratingWatts, ratingVoltAmperes } = node;
  const errors: DesignError[] = [];
  if (ratingWatts === undefined && ratingVoltAmperes === undefined) {
    errors.push(refuse('power/node-without-rating', 'it has no rating', "give 'rating' in watts or 'voltAmperes'"));
  }
  const number = (field: NumberField, holds: boolean, remedy: string): void => {
    if (holds) return;
    errors.push(refuse('power/invalid-node', `'${field}' is ${node[field]}`, remedy, node[field]));
  };
  const isWhole = (value: number | undefined): boolean =>
    value === undefined || (Number.isSafeInteger(value) && value >= 1);
  if (!isWhole(ratingWatts)) {
    errors.push(refuse('power/invalid-node', `its rating is ${ratingWatts ?? ''} W`, WHOLE, ratingWatts));
  }
  if (!isWhole(ratingVoltAmperes)) {
    errors.push(refuse('power/invalid-node', `its rating is ${ratingVoltAmperes ?? ''} VA`, WHOLE, ratingVoltAmperes));
  }
  number('volts', Number.isFinite(node.volts) && node.volts > 0, 'give a voltage above 0');
  for (const field of ['powerFactor', 'efficiency', 'limitShare'] as const) {
    number(field, node[field] > 0 && node[field] <= 1, 'give a number above 0 and up to 1');
  }
  const { failureLimitShare, limitShare } = node;
  number(
    'failureLimitShare',
    // One that follows a wrong `limitShare` is refused with it.
    Object.is(failureLimitShare, limitShare) || (failureLimitShare > 0 && failureLimitShare <= MOST_FAILURE_SHARE),
    `give a share above 0 and up to ${MOST_FAILURE_SHARE}, such as 1.2 for an emergency rating`,
  );
  return errors;
}

function checkCurrent({ current, phases, powerFactor }: PowerNodeInput, refuse: Refuse): DesignError[] {
  const errors: DesignError[] = [];
  // A program that runs without type-check, or a file, may hold what is none of the choices.
  if (![1, 3].includes(phases)) {
    errors.push(refuse('power/invalid-node', `'phases' is ${String(phases)}`, 'give 1 or 3', phases));
  }
  if (!['ac', 'dc'].includes(current)) {
    errors.push(refuse('power/invalid-node', `'current' is '${current as string}'`, "choose 'ac' or 'dc'", current));
  }
  if (current === 'dc' && (phases === 3 || powerFactor !== 1)) {
    const found = phases === 3 ? "'phases' 3" : `'powerFactor' ${powerFactor}`;
    errors.push(refuse('power/direct-current', `direct current has ${found}`, "leave out 'phases' and 'powerFactor'"));
  }
  return errors;
}

function checkFeed({ feed }: PowerNodeInput, refuse: Refuse): DesignError[] {
  if (feed === undefined || (typeof (feed as unknown) === 'string' && feed.trim() !== '')) return [];
  const value = JSON.stringify(feed);
  return [refuse('power/invalid-node', `'feed' is ${value}`, "give its name as text, such as 'A'", value)];
}

function checkFeeders(node: PowerNodeInput, refuse: Refuse): DesignError[] {
  const { kind, fedFrom } = node;
  if (isSource(node)) {
    return fedFrom.length === 0
      ? []
      : [
          refuse(
            'power/fed-source',
            `a ${kind} is a source, and 'fedFrom' names '${fedFrom.join("', '")}'`,
            "leave out 'fedFrom'",
          ),
        ];
  }
  if (fedFrom.length === 0) {
    return [refuse('power/unfed-node', "nothing feeds it: 'fedFrom' is empty", 'name the nodes that feed it')];
  }
  return [...new Set(fedFrom.filter((name, index) => fedFrom.indexOf(name) !== index))].map((name) =>
    refuse('power/fed-twice', `'fedFrom' names '${name}' more than once`, 'name each node once', name),
  );
}
