import { powerProfile, systems } from '../../../src/catalog';

/** Programs about DSX that are refused. */
export const dsxPrograms: Readonly<Record<string, () => unknown>> = {
  'catalog-no-such-profile': () => powerProfile(systems.VR_NVL72, 'MaxB'),
  'catalog-no-profile': () => powerProfile(systems.GB300_NVL72, 'MaxQ'),
};
