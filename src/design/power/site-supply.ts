// Programs of users read the kinds of limits from here; their home is the model.
export { SUPPLY_LIMIT_KINDS } from '../../model/power-plan';
