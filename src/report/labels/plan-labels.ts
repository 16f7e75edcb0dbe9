import type { CableScope } from '../../design/as-built/as-built-report';
import {
  type Label,
  type LabelKind,
  LabelMaker,
  type LabelOptions,
  type LabelPlan,
} from '../../design/labels/label-maker';
import { cableLabels, deviceLabels, feedLabels, rackLabels } from '../../design/labels/labels';
import { DesignError } from '../../errors/design-error';
import type { SitePlan } from '../../model/site-plan';
import { siteCableRows } from '../../model/site-cables';

/**
 * Labels of one kind for a whole site. What is in no rack gets none.
 *
 * @throws DesignError `labels/bad-scheme`, `labels/ambiguous`, `labels/qr-too-long`
 */
export function planLabels(plan: SitePlan, kind: LabelKind, options: LabelOptions = {}): LabelPlan {
  const maker = new LabelMaker(kind, plan, options);
  const { labels, unplaced } = made(plan, kind, maker);
  checkUnique(labels);
  return { kind, labels, unplaced };
}

/** Those labels that go on something in a part of the site: of a cable those whose near end is there. */
export function labelsWithin(labels: LabelPlan, { devices }: Pick<SitePlan, 'devices'>, scope: CableScope): LabelPlan {
  const inUnits = new Set(devices.filter(({ unit }) => scope.units?.includes(unit)).map(({ name }) => name));
  return {
    ...labels,
    labels: labels.labels.filter(({ fields }) => {
      const device = fields['near_device'] ?? fields['device'] ?? '';
      const rack = fields['near_rack'] ?? fields['rack'] ?? '';
      return scope.racks?.includes(rack) === true || scope.devices?.includes(device) === true || inUnits.has(device);
    }),
  };
}

function made(plan: SitePlan, kind: LabelKind, maker: LabelMaker): Pick<LabelPlan, 'labels' | 'unplaced'> {
  switch (kind) {
    case 'cables':
      return cableLabels({ rows: siteCableRows(plan), splits: splitCables(plan) }, maker);
    case 'devices':
      return deviceLabels(plan, false, maker);
    case 'panels':
      return deviceLabels(plan, true, maker);
    case 'racks':
      return { labels: rackLabels(plan, maker), unplaced: 0 };
    case 'feeds':
      return { labels: feedLabels(plan, maker), unplaced: 0 };
  }
}

function splitCables({ converged = [] }: SitePlan): Set<string> {
  return new Set(
    converged.flatMap(({ cables }) => cables.flatMap(({ cable, split }) => (split === undefined ? [] : [cable]))),
  );
}

function checkUnique(labels: readonly Label[]): void {
  const names = new Map<string, string>();
  for (const { identifier, name } of labels) {
    const other = names.get(identifier);
    if (other !== undefined) {
      throw new DesignError('labels/ambiguous', {
        problem: `'${other}' and '${name}' would both be labelled '${identifier}'`,
        remedy: "add what tells them apart to the scheme, such as '{u}', '{device}' or '{port}'",
        object: name,
        value: identifier,
      });
    }
    names.set(identifier, name);
  }
}
