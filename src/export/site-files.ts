import { planLimits } from '../design/limits/plan-limits';
import type { SitePlan } from '../model/site-plan';
import { renderSiteBook, type SiteBookExtras } from '../report/book/render-site-book';
import { renderCableScheduleCsv } from '../report/cabling/cable-schedule';
import { renderFlexibilityMarkdown } from '../report/power/render-flexibility-markdown';
import { renderRackFeedsCsv } from '../report/power/render-rack-feeds-csv';
import { renderBillCsv } from '../report/bill/render-bill-csv';
import { renderRackScheduleCsv } from '../report/space/render-rack-schedule-csv';
import { renderSiteJson } from '../report/site/site-json';
import { renderFabricSvg } from '../report/fabric/render-fabric-svg';
import { renderPairSvg } from '../report/fabric/render-pair-svg';
import type { RackColouring } from '../report/space/rack-colours';
import { renderHallPlanSvg } from '../report/space/render-hall-plan-svg';
import { renderHallSvg } from '../report/space/render-hall-svg';
import { renderPowerSvg } from '../report/power/render-power-svg';
import { renderRackSvg } from '../report/space/render-rack-svg';
import { convergedExports } from './converged-exports';
import { fabricExports } from './fabric-exports';
import { infinibandGuids } from './infiniband-guids';
import { netboxCableLines } from './netbox-cables';
import { siteDrawings } from './site-drawings';
import { renderSlurmDrain } from './slurm-topology';

/** Files that a policy report adds, which the site book links. */
const POLICY_FILES = ['policy.txt', 'policy.json', 'policy.sarif', 'policy.xml'];

/**
 * All files of a site by their path, sorted: the plan, schedules, drawings, exports, and the site book that links them.
 *
 * @param plan - plan of the site
 * @param findings - what the policies found, for the book; its own files are written by others and only linked
 * @param more - further files by their path, which an inventory adds
 * @throws DesignError `export/...` for names that the reader of a file does not take
 */
export function renderSiteFiles(
  plan: SitePlan,
  findings?: SiteBookExtras['findings'],
  more: ReadonlyMap<string, string> = new Map(),
): Map<string, string> {
  const limits = planLimits(plan);
  const files = new Map<string, string>([
    ['site.json', renderSiteJson(plan)],
    ['bill-of-materials.csv', renderBillCsv(plan)],
    ['cable-schedule.csv', renderCableScheduleCsv(plan)],
    ['rack-schedule.csv', renderRackScheduleCsv(plan)],
    ['hall.svg', renderHallSvg(plan)],
    ['power.svg', renderPowerSvg(plan)],
    ['exports/netbox/cables.csv', [...netboxCableLines(plan)].join('')],
    ...siteDrawings(plan, limits),
    ...more,
  ]);
  const devices = new Map(plan.devices.map((device) => [device.name, device]));
  for (const rack of plan.placement.racks) {
    if (rack.devices.length > 0) files.set(`racks/${rack.name}.svg`, renderRackSvg(rack, devices));
  }
  for (const hall of plan.halls) {
    for (const colouring of hallColourings(plan)) {
      files.set(`halls/${hall.name}-${colouring}.svg`, renderHallPlanSvg(plan, hall, colouring));
    }
  }
  const optional = {
    'rack-feeds.csv': renderRackFeedsCsv(plan),
    'power-flexibility.md': renderFlexibilityMarkdown(plan),
  };
  for (const [path, text] of Object.entries(optional)) if (text !== '') files.set(path, text);
  const guids = infinibandGuids(plan);
  for (const fabric of plan.fabrics) {
    files.set(`fabric-${fabric.plan.name}.svg`, renderFabricSvg(fabric.plan));
    for (const [path, text] of fabricExports(plan, fabric, guids)) files.set(`exports/${path}`, text);
  }
  for (const pair of plan.converged ?? []) {
    files.set(`pair-${pair.plan.name}.svg`, renderPairSvg(pair));
    for (const [path, text] of convergedExports(pair)) files.set(`exports/${path}`, text);
  }
  const drain = renderSlurmDrain(plan);
  if (drain !== '') files.set('exports/slurm/drain.scontrol', drain);
  const listed = [...files.keys(), ...(findings === undefined ? [] : POLICY_FILES)].sort();
  files.set(
    'index.html',
    renderSiteBook(plan, { files: listed, limits, ...(findings === undefined ? {} : { findings }) }),
  );
  return new Map([...files].sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** What the plans of a hall tell by colour: phases only where the site has some. */
function hallColourings({ phases = [] }: SitePlan): readonly RackColouring[] {
  return phases.length === 0 ? ['power', 'zone'] : ['power', 'zone', 'phase'];
}
