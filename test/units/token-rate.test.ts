import { TokenRate } from '../../src/units/data';

test('a token rate is kept in thousandths of a token a second', () => {
  expect(TokenRate.megatokensPerSecond(1.5).inTokensPerSecond).toBe(1_500_000);
  expect(TokenRate.kilotokensPerSecond(7.9942).toString()).toBe('7,994.2 tok/s');
  expect(TokenRate.parse('0.57558 Mtok/s').inKilotokensPerSecond).toBe(575.58);
  expect(TokenRate.tokensPerSecond(0.5).inMegatokensPerSecond).toBe(0.0000005);
  expect(TokenRate.ZERO.plus(TokenRate.tokensPerSecond(2)).toJSON()).toBe(2_000);
});
