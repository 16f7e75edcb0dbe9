/** Style sheet of the interactive book: light and dark, narrow and wide, screen and paper. Colours keep a contrast of 4.5 to 1 for words. */
export const BOOK_APP_STYLE = `
:root { color-scheme: light dark; --text: #1b1f24; --faint: #57606a; --page: #ffffff; --panel: #f6f8fa; --line: #d0d7de; --edge: #6e7781;
  --link: #0550ae; --error: #a32a10; --warning: #7a5000; --info: #0a5a8a; --good: #00694d; --ink: #10202e; }
@media (prefers-color-scheme: dark) { :root { --text: #e6edf3; --faint: #9ea7b3; --page: #14181d; --panel: #1c2128; --line: #3d444d; --edge: #8b949e;
  --link: #79b8ff; --error: #ff9b85; --warning: #ffc966; --info: #8cc8ff; --good: #8fd6bd; } }
* { box-sizing: border-box; }
body { margin: 0; font: 16px/1.5 system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans KR', 'Malgun Gothic', 'Helvetica Neue', Arial, sans-serif; color: var(--text); background: var(--page); }
header { position: sticky; top: 0; z-index: 2; background: var(--page); border-bottom: 1px solid var(--line); }
.bar, header nav ul, .phases, main { max-width: 84rem; margin: 0 auto; padding: 0 1.25rem; }
.bar { display: flex; align-items: center; gap: .75rem 1rem; padding-top: .6rem; }
.brand { font-weight: 700; font-size: 1.1rem; color: var(--text); text-decoration: none; white-space: nowrap; overflow: hidden; text-overflow: ellipsis; max-width: 14rem; }
form { display: flex; gap: .5rem; } .bar form { flex: 1; max-width: 40rem; margin-left: auto; }
input[type=search] { flex: 1; min-width: 0; font: inherit; padding: .35rem .6rem; color: inherit; background: var(--panel); border: 1px solid var(--edge); border-radius: .4rem; }
button { font: inherit; padding: .35rem .8rem; min-height: 2rem; color: var(--text); background: var(--panel); border: 1px solid var(--edge); border-radius: .4rem; cursor: pointer; }
::placeholder { color: var(--faint); opacity: 1; } .more { margin: 0 0 1rem; } .language { white-space: nowrap; padding: .3rem 0; }
header nav ul { display: flex; gap: 0 .3rem; padding-top: .25rem; list-style: none; overflow-x: auto; white-space: nowrap; }
header nav a, .choice a { display: inline-block; padding: .35rem .6rem; color: var(--text); text-decoration: none; border-bottom: 3px solid transparent; }
header nav a:hover, .choice a:hover { text-decoration: underline; }
[aria-current] { border-bottom-color: var(--link) !important; font-weight: 600; color: var(--link) !important; }
.phases { display: flex; align-items: center; gap: .75rem; padding-bottom: .5rem; } .phases input { flex: 1; max-width: 24rem; min-width: 6rem; accent-color: var(--link); height: 1.6rem; }
.mark { max-width: 84rem; margin: 0 auto; padding: 0 1.25rem .4rem; font-size: .85rem; } .mark a { color: var(--warning); display: inline-block; padding: .2rem 0; }
.skip { position: absolute; left: -100rem; } .skip:focus { left: 1rem; top: .5rem; background: var(--page); padding: .5rem; z-index: 3; }
.hidden { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
main { padding-top: .5rem; padding-bottom: 3rem; outline: none; }
h1 { margin: .9rem 0 .6rem; font-size: 1.6rem; line-height: 1.25; overflow-wrap: anywhere; } h1:focus { outline: none; } h1:focus-visible { outline: 2px dotted var(--edge); outline-offset: 4px; }
h2 { margin: 1.75rem 0 .5rem; font-size: 1.2rem; overflow-wrap: anywhere; } h3 { margin: 1.25rem 0 .4rem; font-size: 1.05rem; }
a { color: var(--link); } a:focus-visible, button:focus-visible, input:focus-visible, .table:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; }
.crumbs { margin-top: .9rem; color: var(--faint); } .crumbs + h1 { margin-top: .2rem; } .steps { display: flex; gap: 1.5rem; margin: 0 0 .75rem; }
.totals { display: grid; grid-template-columns: repeat(auto-fill, minmax(8.5rem, 1fr)); gap: .6rem; margin: .75rem 0; }
.totals div { padding: .6rem .8rem; background: var(--panel); border: 1px solid var(--line); border-radius: .4rem; } .totals dt, .facts dt { color: var(--faint); font-size: .85rem; }
.totals dd { margin: 0; font-size: 1.3rem; font-weight: 600; font-variant-numeric: tabular-nums; }
.facts { display: grid; grid-template-columns: repeat(auto-fill, minmax(12rem, 1fr)); gap: .5rem 1.25rem; margin: .5rem 0 1rem; } .facts dd { margin: 0; overflow-wrap: anywhere; }
.tally { display: flex; flex-wrap: wrap; gap: .4rem 1.5rem; padding: 0; list-style: none; }
.severity { font-weight: 700; white-space: nowrap; } .error { color: var(--error); } .warning { color: var(--warning); } .info { color: var(--info); } .not-known { color: var(--text); } .acknowledged { color: var(--faint); }
.path { color: var(--faint); font-size: .85rem; overflow-wrap: anywhere; } .none { color: var(--faint); }
.choice { display: flex; flex-wrap: wrap; align-items: center; gap: 0 .2rem; margin: .25rem 0; } .choice .label, .filter label { color: var(--faint); margin-right: .4rem; }
.filter { display: flex; flex-wrap: wrap; align-items: center; gap: .5rem; margin: .5rem 0; max-width: 40rem; }
.legend { display: flex; flex-wrap: wrap; gap: .4rem; margin: .5rem 0; } .legend button { display: inline-flex; align-items: center; gap: .4rem; padding: .1rem .6rem; } .legend button[aria-pressed=true] { outline: 2px solid var(--link); font-weight: 600; }
.swatch { width: 1rem; height: 1rem; flex: none; }
.plan-frame { overflow: auto; margin: .5rem 0 1rem; padding: .25rem; border: 1px solid var(--line); border-radius: .4rem; background: #fff; max-height: 80vh; } .plan { display: block; width: 100%; height: auto; }
.plan rect, .swatch rect, .elevation rect { stroke-width: 2; vector-effect: non-scaling-stroke; } .plan a:focus { outline: none; } .plan a:focus rect, .elevation a:focus rect { stroke: #0550ae; stroke-width: 5; } .plan a:hover rect { stroke: #10202e; stroke-width: 3; }
.rack-name { font: 330px system-ui, sans-serif; text-anchor: middle; dominant-baseline: central; fill: #10202e; } .row-name { font: 600 520px system-ui, sans-serif; text-anchor: end; dominant-baseline: central; fill: #10202e; }
.cross { stroke: #7a1f08; stroke-width: 2; vector-effect: non-scaling-stroke; fill: none; } .marked rect { fill: #f7b7a3 !important; stroke: #a32a10 !important; } .faint { opacity: .28; }
.c-empty { fill: #ffffff; stroke: #8b949e; } .c-over { fill: #f7b7a3; stroke: #a32a10; } .c-let { fill: #e3e3e3; stroke: #57606a; }
.c-step-1 { fill: #eef6fc; stroke: #4a7ba6; } .c-step-2 { fill: #d3e7f6; stroke: #3a6d99; } .c-step-3 { fill: #b0d3ee; stroke: #2b5f8c; } .c-step-4 { fill: #8abde3; stroke: #1d4f7a; } .c-step-5 { fill: #63a4d6; stroke: #123f66; }
.c-class-1 { fill: #cfe3f5; stroke: #2b5f8c; } .c-class-2 { fill: #fbe3b8; stroke: #8a5a00; } .c-class-3 { fill: #cdebd9; stroke: #00694d; } .c-class-4 { fill: #f3d3e6; stroke: #8a2f66; }
.c-class-5 { fill: #dcd5f2; stroke: #5b4a9e; } .c-class-6 { fill: #e2efc4; stroke: #55701a; } .c-class-7 { fill: #f7d9c8; stroke: #9a4a1c; } .c-class-8 { fill: #d8e0e6; stroke: #46545f; }
.beside { display: grid; grid-template-columns: minmax(15rem, 22rem) minmax(0, 1fr); gap: 1.5rem; align-items: start; } .elevation { width: 100%; height: auto; background: #fff; border: 1px solid var(--line); border-radius: .4rem; }
.frame { fill: #f6f8fa; stroke: #57606a; } .unit { font: 12px system-ui, sans-serif; fill: #57606a; text-anchor: end; dominant-baseline: central; } .device-name { font: 12.5px system-ui, sans-serif; fill: #10202e; dominant-baseline: central; pointer-events: none; }
.elevation rect { fill: #e8edf1; stroke: #57606a; } .elevation .frame { fill: #f6f8fa; } .k-system { fill: #cfe3f5 !important; stroke: #2b5f8c !important; } .k-switch { fill: #fbe3b8 !important; stroke: #8a5a00 !important; } .k-storage { fill: #cdebd9 !important; stroke: #00694d !important; } .k-server { fill: #f3d3e6 !important; stroke: #8a2f66 !important; } .k-ufm { fill: #dcd5f2 !important; stroke: #5b4a9e !important; }
.ends { display: grid; grid-template-columns: minmax(0, 1fr) auto minmax(0, 1fr); gap: 1rem; align-items: center; } .end { padding: .25rem 1rem; background: var(--panel); border: 1px solid var(--line); border-radius: .4rem; } .end h2 { margin-top: .75rem; } .joins { font-size: 2rem; color: var(--faint); }
.hits { padding-left: 1.1rem; } .hits li { padding: .1rem 0; overflow-wrap: anywhere; } .files { columns: 3 14rem; padding-left: 1.1rem; } .files li { overflow-wrap: anywhere; } .files a, .hits a { display: inline-block; padding: .2rem 0; }
.table { overflow-x: auto; margin: .75rem 0 1rem; } table { border-collapse: collapse; width: 100%; font-size: .92rem; } .wide { min-width: 52rem; } caption { text-align: left; font-weight: 600; font-size: 1.1rem; padding: .6rem 0 .3rem; }
th, td { padding: .4rem .8rem .4rem 0; border-bottom: 1px solid var(--line); text-align: left; vertical-align: top; } thead th { color: var(--faint); font-weight: 600; white-space: nowrap; } tbody th { font-weight: 600; }
.figure { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
@media (max-width: 46rem) { body { font-size: 15px; } .bar { flex-wrap: wrap; } .bar form { order: 3; flex-basis: 100%; max-width: none; } .language { margin-left: auto; } .bar, header nav ul, .phases, .mark, main { padding-left: .8rem; padding-right: .8rem; }
  .beside, .ends { grid-template-columns: minmax(0, 1fr); } .joins { text-align: center; transform: rotate(90deg); line-height: 1; } .beside > :first-child { max-width: 22rem; }
  .wide { min-width: 0; } .wide thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); } .wide tr { display: block; padding: .5rem 0; border-bottom: 1px solid var(--line); } .wide th, .wide td { display: flex; gap: .6rem; padding: .1rem 0; border: 0; text-align: left; white-space: normal; overflow-wrap: anywhere; } .wide td::before { content: attr(data-label); flex: 0 0 6.5rem; color: var(--faint); font-size: .85rem; } .wide td:empty { display: none; } }
@media (max-height: 32rem) { header { position: static; } }
@page { size: A4 landscape; margin: 12mm; }
@media print { :root { color-scheme: light; --text: #1b1f24; --faint: #57606a; --page: #ffffff; --panel: #f6f8fa; --line: #d0d7de; --edge: #6e7781; --link: #0550ae; --error: #a32a10; --warning: #7a5000; --info: #0a5a8a; --good: #00694d; }
  html { font-size: 10px; } body { font-size: 1rem; } header, .screen, .more, .filter, .steps { display: none; } main { max-width: none; padding: 0; } .table { overflow: visible; } .wide { min-width: 0; } th, td { padding-right: .5rem; overflow-wrap: anywhere; } thead th, .figure, .severity { white-space: normal; }
  .plan-frame { overflow: visible; max-height: none; border: 0; } .plan { min-width: 0 !important; max-width: 100% !important; max-height: 170mm; width: auto; } .legend button { border: 0; } tr, .plan-frame, .end { break-inside: avoid; } h1, h2, h3, caption { break-after: avoid; } a { color: inherit; text-decoration: none; } }
`;
