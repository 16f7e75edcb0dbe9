import { DesignError, DesignErrors } from '../../errors/design-error';
import { type CableMedia, isCopper } from '../../model/cabling-plan';
import { DataRate } from '../../units/data-rate';

/** The choice of a cable is one byte: its last value stands for none, and one choice for rates without a medium. */
const MOST_MEDIA = 254;

/**
 * Refuses media and lengths that are wrong in themselves, all of them at once.
 *
 * @throws DesignError `cabling/bad-length`, `cabling/bad-media`, `cabling/too-many-media`
 */
export function checkCablingInput(
  media: readonly CableMedia[],
  lengths: { readonly slackMillimetres: number; readonly lengthStepMillimetres: number },
): void {
  const { slackMillimetres: slack, lengthStepMillimetres: step } = lengths;
  const errors: DesignError[] = [];
  if (!isWhole(slack, 0)) errors.push(badLength('slack', slack, 'give 0 mm or more'));
  if (!isWhole(step, 1)) errors.push(badLength('step in which fibres are ordered', step, 'give 1 mm or more'));
  if (media.length > MOST_MEDIA) {
    errors.push(
      new DesignError('cabling/too-many-media', {
        problem: `${media.length} media are given for one fabric, which takes ${MOST_MEDIA}`,
        remedy: 'leave out those of rates that the fabric does not have',
        value: `${media.length}`,
        limit: `${MOST_MEDIA}`,
      }),
    );
  }
  media.forEach((entry) => errors.push(...mediaErrors(entry)));
  DesignErrors.throwAll(errors);
}

function badLength(what: string, value: number, remedy: string): DesignError {
  return new DesignError('cabling/bad-length', {
    problem: `the ${what} is ${value} mm`,
    remedy: `${remedy}, as a whole number`,
    value: `${value} mm`,
  });
}

function mediaErrors(entry: CableMedia): DesignError[] {
  const { medium, cablePart, rateBits, reachMillimetres: reach, lengthsMillimetres: onSale, linksPerCable } = entry;
  const name = cablePart === undefined ? medium : `${medium} '${cablePart}'`;
  const errors: DesignError[] = [];
  const refuse = (problem: string, remedy: string): void => {
    const rate = isWhole(rateBits, 1) ? ` for ${DataRate.bitsPerSecond(rateBits).toString()}` : '';
    errors.push(new DesignError('cabling/bad-media', { problem: `${name}${rate}: ${problem}`, remedy, object: name }));
  };
  if (!isWhole(rateBits, 1)) refuse(`'rateBits' is ${rateBits}`, 'give the speed of one link in bit/s');
  if (!isWhole(reach, 1)) refuse(`'reachMillimetres' is ${reach}`, 'give 1 mm or more, as a whole number');
  if (onSale !== undefined && (onSale.length === 0 || !onSale.every((length) => isWhole(length, 1)))) {
    refuse(`'lengthsMillimetres' is [${onSale.join(', ')}]`, 'give the lengths on sale in mm, or leave it out for any');
  }
  if (!isWhole(linksPerCable, 1) || (!isCopper(entry) && linksPerCable !== 1)) {
    refuse(`'linksPerCable' is ${linksPerCable}`, isCopper(entry) ? 'give 1 or more' : 'give 1: it takes one link');
  }
  return errors;
}

function isWhole(value: number, least: number): boolean {
  return Number.isSafeInteger(value) && value >= least;
}
