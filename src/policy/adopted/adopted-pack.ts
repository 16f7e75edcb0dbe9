import type { SitePlan } from '../../model/site-plan';
import { inWords } from '../engine/in-words';
import { defineRule, failed, judgeEach, type Rule } from '../engine/rule';

const SOURCE = 'Files of the running hall, as adopted';
const NOT_ADOPTED = 'no running hall was adopted';
const MOST_NAMES = 20;

function adoptedRule<T>(
  rule: Pick<Rule, 'id' | 'severity' | 'title'> & { readonly text: string; readonly remedy: string },
  entries: (plan: SitePlan) => readonly T[],
  words: (entry: T) => { readonly object: string; readonly found: string; readonly limit: string },
): Rule {
  const { id, severity, title, text, remedy } = rule;
  return defineRule({
    id,
    severity,
    title,
    why: { text, source: SOURCE },
    check: (plan) =>
      judgeEach(
        entries(plan),
        (entry) => failed({ path: plan.path, ...words(entry), remedy }),
        plan.adopted === undefined ? NOT_ADOPTED : 'the hall is as planned here',
      ),
  });
}

const place = adoptedRule(
  {
    id: 'adopted/place',
    severity: 'warning',
    title: 'an adopted device stands where the plan would put it',
    text: 'The hall goes before the plan: the device stays, and new ones are placed around it.',
    remedy: "acknowledge it, or move the device and adopt the hall again ('aifactory adopt')",
  },
  ({ adopted }) => Object.entries(adopted?.places ?? {}),
  ([device, { rack, u, planned }]) => ({
    object: `device '${device}'`,
    found: `${rack} U${u}`,
    limit: planned === '' ? 'no place in the plan' : `${planned} in the plan`,
  }),
);

const cable = adoptedRule(
  {
    id: 'adopted/cable',
    severity: 'warning',
    title: 'an adopted cable ends where the plan would end it',
    text: 'The hall goes before the plan: schedules and exports show the cable as it is. A cable in another port may leave its rail.',
    remedy: "acknowledge it, or move the cable and adopt the hall again ('aifactory adopt')",
  },
  ({ adopted }) => Object.entries(adopted?.cables ?? {}),
  ([label, { end, planned }]) => ({
    object: `cable '${label}'`,
    found: `${end.device}:${end.port}`,
    limit: `${planned.device}:${planned.port} in the plan`,
  }),
);

const extraCable = adoptedRule(
  {
    id: 'adopted/extra-cable',
    severity: 'warning',
    title: 'every cable of an adopted hall is one of the plan',
    text: 'A cable that the plan does not have is in no schedule or export; its ports are kept clear.',
    remedy: 'add what it serves to the program, or take it out of the hall and adopt it again',
  },
  ({ adopted }) => Object.entries(adopted?.extraCables ?? {}),
  ([label, { a, b }]) => ({
    object: `cable '${label}'`,
    found: `${a.device}:${a.port} to ${b.device}:${b.port}`,
    limit: 'no such cable in the plan',
  }),
);

const missingCable = adoptedRule(
  {
    id: 'adopted/missing-cable',
    severity: 'warning',
    title: 'every planned cable between adopted devices is in the hall',
    text: 'A cable that is not there carries nothing, and the plan counts on it.',
    remedy: 'lay the cable, or add its line to the file of cables, and adopt the hall again',
  },
  ({ adopted }) => [adopted?.missingCables ?? []].filter(({ length }) => length > 0),
  (labels) => ({
    object: `cables ${inWords.names(labels.slice(0, MOST_NAMES))}`,
    found: `${inWords.count(labels.length, 'cable')} not in the file of cables`,
    limit: '0 cables',
  }),
);

const address = adoptedRule(
  {
    id: 'adopted/address',
    severity: 'info',
    title: 'an adopted interface has the address of the plan',
    text: 'The hall goes before the plan: the interface keeps its address, and the lock remembers it.',
    remedy: 'nothing need be done; acknowledge it where it disturbs',
  },
  ({ adopted }) => Object.entries(adopted?.addresses ?? {}),
  ([key, entry]) => ({
    object: `interface '${key}'`,
    found: entry.address,
    limit: entry.planned === '' ? 'no address in the plan' : `${entry.planned} in the plan`,
  }),
);

const addressTaken = adoptedRule(
  {
    id: 'adopted/address-taken',
    severity: 'info',
    title: "addresses of the site's pools belong to devices of the site",
    text: 'An address that another device has is given to none of the site.',
    remedy: 'nothing need be done; acknowledge it where it disturbs',
  },
  ({ adopted }) => Object.entries(adopted?.taken ?? {}),
  ([holder, taken]) => ({ object: `'${holder}'`, found: taken, limit: 'devices of the site' }),
);

/** Rules about what a running hall has otherwise than planned. */
export const adoptedPack: readonly Rule[] = [place, cable, extraCable, missingCable, address, addressTaken];
