import { adoptedPack } from './adopted/adopted-pack';
import { addressingPack } from './addressing/addressing-pack';
import { assetsPack } from './assets/assets-pack';
import { awsPack } from './aws/aws-pack';
import { cablingPack } from './cabling/cabling-pack';
import { coolingPack } from './cooling/cooling-pack';
import { continuityPack } from './continuity/continuity-pack';
import { fabricPack } from './fabric/fabric-pack';
import { growthPack } from './growth/growth-pack';
import { namingPack } from './naming/naming-pack';
import { powerPack } from './power/power-pack';
import { redundancyPack } from './redundancy/redundancy-pack';
import type { Rule } from './engine/rule';
import { spacePack } from './space/space-pack';
import { storagePack } from './storage/storage-pack';
import { supplyPack } from './supply/supply-pack';
import { terraformPack } from './terraform/terraform-pack';

/** Rules of the library by pack, in the order in which people read them. */
export const rulePacks = {
  power: powerPack,
  redundancy: redundancyPack,
  supply: supplyPack,
  cooling: coolingPack,
  continuity: continuityPack,
  space: spacePack,
  fabric: fabricPack,
  cabling: cablingPack,
  storage: storagePack,
  addressing: addressingPack,
  aws: awsPack,
  growth: growthPack,
  assets: assetsPack,
  adopted: adoptedPack,
  naming: namingPack,
  terraform: terraformPack,
} as const;

/** All rules of the library: the default of `evaluate`. */
export const defaultRules: readonly Rule[] = Object.values(rulePacks).flat();
