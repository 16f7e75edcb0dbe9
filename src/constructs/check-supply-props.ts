import { LOAD_FIGURES } from '../model/placement-plan';
import { SUPPLY_LIMIT_KINDS, SUPPLY_RULES, type SiteSupply, type SupplyLimit } from '../model/power-plan';
import { spellingHint } from '../errors/spelling-hint';
import { Power } from '../units/power';
import type { Refuse } from './check-hall';
import { checkProps } from './check-props';
import { SUPPLY_LIMIT_NAMES, SUPPLY_POINT_NAMES, type SupplyPointProps, type SupplyProps } from './supply-props';

/**
 * Refuses what is wrong with the supply of a site in itself: `props/no-such-choice`, `site/bad-power`, `site/bad-supply`.
 *
 * @throws DesignError `props/unknown`, `props/missing` for slips in names
 */
export function checkSupplyProps(site: string, props: SupplyProps, refuse: Refuse): void {
  const { loadFigure, supplyRules, contractPower, itPower, energisedPower, supply } = props;
  checkChoice('loadFigure', loadFigure, LOAD_FIGURES, refuse);
  checkChoice('supplyRules', supplyRules, SUPPLY_RULES, refuse);
  for (const [name, power] of Object.entries({ contractPower, itPower, energisedPower })) {
    if (power === undefined) continue;
    if (!((power as unknown) instanceof Power)) {
      refuse('site/bad-power', `'${name}' is no power`, 'give it as Power.megawatts(...)');
    } else if (power.inWatts === 0) {
      refuse('site/bad-power', `'${name}' is 0 W`, `give a power above 0, or leave '${name}' out`);
    }
  }
  if (supply !== undefined) checkSupplyPoint(site, supply, refuse);
}

/** The supply of a site as the engines take it; absent where nothing of it is stated. */
export function siteSupply(props: SupplyProps): { readonly supply?: SiteSupply } {
  const { supplyRules, contractPower, itPower, energisedPower, supply } = props;
  const stated = { supplyRules, contractPower, itPower, energisedPower, supply };
  if (Object.values(stated).every((value) => value === undefined)) return {};
  const { frequencyRange, limits = [], ...point } = supply ?? {};
  return {
    supply: {
      rules: supplyRules ?? 'neutral',
      ...(contractPower === undefined ? {} : { contractWatts: contractPower.inWatts }),
      ...(itPower === undefined ? {} : { itWatts: itPower.inWatts }),
      ...(energisedPower === undefined ? {} : { energisedWatts: energisedPower.inWatts }),
      ...point,
      ...(frequencyRange === undefined
        ? {}
        : { frequencyRange: { leastHertz: frequencyRange[0], mostHertz: frequencyRange[1] } }),
      limits: limits.map((limit) => ({ ...limit })),
    },
  };
}

function checkSupplyPoint(site: string, supply: SupplyPointProps, refuse: Refuse): void {
  checkProps(`'supply' of site '${site}'`, supply, SUPPLY_POINT_NAMES);
  const { volts, circuits, pue, assessmentPoints, voltageDistortion, frequencyRange, limits = [] } = supply;
  const bad = (problem: string, remedy: string): void => {
    refuse('site/bad-supply', problem, remedy);
  };
  if (volts !== undefined && !(volts > 0 && Number.isFinite(volts))) {
    bad(`'supply.volts' is ${volts}`, 'give volts above 0, such as 154_000');
  }
  if (circuits !== undefined && !(Number.isInteger(circuits) && circuits >= 1)) {
    bad(`'supply.circuits' is ${circuits}`, 'give a whole number of at least 1');
  }
  if (pue !== undefined && !(pue >= 1 && Number.isFinite(pue))) {
    bad(`'supply.pue' is ${pue}`, 'give facility power over IT power, 1 or more');
  }
  if (assessmentPoints !== undefined && !(assessmentPoints >= 0 && assessmentPoints <= 100)) {
    bad(`'supply.assessmentPoints' is ${assessmentPoints}`, 'give points from 0 to 100');
  }
  if (voltageDistortion !== undefined && !(voltageDistortion >= 0 && voltageDistortion <= 1)) {
    bad(`'supply.voltageDistortion' is ${voltageDistortion}`, 'give a share from 0 to 1: 0.012 is 1.2 %');
  }
  if (frequencyRange !== undefined) {
    const [least, most] = frequencyRange;
    if (!(least > 0 && most >= least && Number.isFinite(most))) {
      bad(`'supply.frequencyRange' is ${least} to ${most}`, 'give two frequencies in hertz, the lower one first');
    }
  }
  for (const limit of limits) checkLimit(site, limit, bad);
}

function checkLimit(site: string, limit: SupplyLimit, bad: (problem: string, remedy: string) => void): void {
  const { kind, least, most, value, source } = limit;
  const name = `limit '${kind}' of 'supply'`;
  checkProps(`${name} of site '${site}'`, limit, SUPPLY_LIMIT_NAMES);
  if (!SUPPLY_LIMIT_KINDS.includes(kind)) {
    const hint = spellingHint(kind, SUPPLY_LIMIT_KINDS);
    bad(
      `${name} is none that there is`,
      hint === undefined ? `choose one of ${listed(SUPPLY_LIMIT_KINDS)}` : `did you mean '${hint}'?`,
    );
  }
  if (source.trim() === '') bad(`${name} has no source`, "say in 'source' which contract or grid code sets it");
  if (least === undefined && most === undefined) bad(`${name} has neither 'least' nor 'most'`, 'give one of them');
  for (const [member, number] of Object.entries({ least, most, value })) {
    if (number !== undefined && !Number.isFinite(number)) bad(`${name}: '${member}' is ${number}`, 'give a number');
  }
  if (least !== undefined && most !== undefined && least > most) {
    bad(`${name}: 'least' of ${least} is above 'most' of ${most}`, 'give the lower one as least');
  }
}

function checkChoice(prop: string, value: string | undefined, choices: readonly string[], refuse: Refuse): void {
  if (value === undefined || choices.includes(value)) return;
  const hint = spellingHint(value, choices);
  refuse(
    'props/no-such-choice',
    `'${prop}' is '${value}'`,
    hint === undefined ? `choose one of ${listed(choices)}` : `did you mean '${hint}'?`,
  );
}

function listed(choices: readonly string[]): string {
  return choices.map((one) => `'${one}'`).join(', ');
}
