import { notApplicable, passed, type Verdict } from './verdict';

/**
 * Judges each object: a verdict where one is due, undefined where the rule holds. Those that hold are counted in one verdict.
 *
 * @param objects - what to judge
 * @param judge - the judge of one object
 * @param noObject - why the rule does not apply where there is nothing to judge
 */
export function judgeEach<T>(
  objects: Iterable<T>,
  judge: (object: T) => Verdict | undefined,
  noObject: string,
): readonly Verdict[] {
  const verdicts: Verdict[] = [];
  let held = 0;
  for (const object of objects) {
    const verdict = judge(object);
    if (verdict === undefined) held += 1;
    else verdicts.push(verdict);
  }
  if (held > 0) verdicts.push(passed(held));
  return verdicts.length === 0 ? [notApplicable(noObject)] : verdicts;
}
