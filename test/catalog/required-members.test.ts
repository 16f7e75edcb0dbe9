import {
  defineCable,
  defineCdu,
  defineNic,
  definePdu,
  defineRack,
  defineServer,
  defineStorageSystem,
  defineSwitch,
  defineSystem,
  systems,
} from '../../src/catalog';
import { DesignError } from '../../src/errors/design-error';

const DEFINE = {
  defineCable,
  defineCdu,
  defineNic,
  definePdu,
  defineRack,
  defineServer,
  defineStorageSystem,
  defineSwitch,
  defineSystem,
};

test.each(Object.entries(DEFINE))('fails where %s is given too little', (_name, define) => {
  for (const little of [undefined, null, 'x', {}, { id: 'little' }]) {
    expect(() => define(little as never)).toThrow(DesignError);
  }
});

test('fails with each member that is missing', () => {
  expect(() => defineRack({ id: 'my-rack', model: 'My rack', manufacturer: 'Me' } as never)).toThrow(
    /^rack 'my-rack': 'heightU' is missing; give 'heightU' \[catalog\/missing-member\]$/,
  );
  expect(() => defineSystem({ ...systems.DGX_B200, gpus: undefined } as never)).toThrow("'gpus' is missing");
});
