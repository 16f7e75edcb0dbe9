import { defineRule } from '../define-rule';
import { inWords } from '../in-words';
import { judgeEach } from '../judge-each';
import type { Rule } from '../rule';
import { failed } from '../verdict';

const rackOverBudget = defineRule({
  id: 'power/rack-over-budget',
  severity: 'error',
  title: 'the devices of a rack draw at most its power budget',
  why: {
    text: 'Beyond its budget the breakers of a rack trip, and with it all that stands in it. Placement keeps within it; a fixed or remembered place may not.',
    source: 'Budget of the rack as given with its row; load by the highest draw of each device',
  },
  check: (plan) =>
    judgeEach(
      plan.placement.racks.filter(({ devices }) => devices.length > 0),
      (rack) => {
        const { budgetWatts } = rack.limits;
        if (rack.loadWatts <= budgetWatts) return undefined;
        const [load, budget, over] = [rack.loadWatts, budgetWatts, rack.loadWatts - budgetWatts].map(inWords.watts);
        return failed({
          path: plan.path,
          object: `rack '${rack.name}' with ${inWords.names(rack.devices.map(({ name }) => name))}`,
          // Placement keeps racks within their budgets by nameplate, whatever the figure of the site.
          found: `${load} by nameplate`,
          limit: `${budget}`,
          required: `${load}`,
          available: `${budget}`,
          shortfall: `${over}`,
          arithmetic: `${inWords.count(rack.devices.length, 'device')} draw ${load}; ${load} - ${budget} = ${over}`,
          remedy: "take a device out of the rack ('places' or the lock), or raise 'power' of the rack",
        });
      },
      'no rack holds a device',
    ),
});

/** Rules about the power of single racks. */
export const rackPowerRules: readonly Rule[] = [rackOverBudget];
