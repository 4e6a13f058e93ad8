#include "core/report/html_style.h"

namespace lathe::report {

std::string_view htmlStyle()
{
    return R"(:root { --paper: #ffffff; --ink: #1c2530; --soft: #566472; --faint: #6f7b88; --line: #dfe3e8;
  --accent: #0f766e; --tint: #e3f2f0; --star: #b45309; --warn: #fdf1e2; --gain: #0072b2; --loss: #c2500a; }
@media screen and (prefers-color-scheme: dark) {
  :root { --paper: #14181d; --ink: #e6eaef; --soft: #a3b0be; --faint: #8a97a5; --line: #2e353d;
    --accent: #4fb8ad; --tint: #173331; --star: #f59e0b; --warn: #33260f; --gain: #56b4e9; --loss: #f0883e; }
}
* { box-sizing: border-box; }
html { color-scheme: light dark; background: var(--paper); }
body { margin: 0; color: var(--ink); background: var(--paper); line-height: 1.5; font-size: 14px;
  font-family: Inter, system-ui, -apple-system, "Segoe UI", "Noto Sans", sans-serif; overflow-wrap: anywhere;
  print-color-adjust: exact; -webkit-print-color-adjust: exact; }
main { max-width: 794px; margin: 0 auto; padding: 48px 56px; }
.kicker, .subtitle, .note, figcaption, dd, li, td { color: var(--soft); }
.kicker, .subtitle { margin: 0; }
h1 { font-size: 27px; line-height: 1.2; margin: 4px 0 6px; }
h2 { font-size: 17px; margin: 36px 0 6px; }
h3 { font-size: 14px; margin: 22px 0 4px; }
p { margin: 6px 0; }
.decision { background: var(--tint); border-radius: 10px; padding: 16px 20px; margin: 22px 0 8px; color: var(--soft); }
.decision.none { background: var(--warn); }
.decision h2 { margin: 0 0 10px; color: var(--accent); }
.decision.none h2 { color: var(--star); }
.decision p { margin: 4px 0; }
.figures { display: grid; grid-template-columns: repeat(3, 1fr); gap: 16px; margin-bottom: 8px; }
.figures strong { display: block; font-size: 22px; line-height: 1.25; color: var(--ink); }
.warning { border-left: 3px solid var(--star); padding-left: 10px; }
.beside { display: grid; grid-template-columns: 408px 1fr; gap: 28px; align-items: start; }
figure { margin: 10px 0; }
figcaption { font-size: 12px; }
svg { display: block; max-width: 100%; height: auto; font-family: inherit; }
ul { margin: 6px 0; padding-left: 18px; }
li { margin: 4px 0; }
li::marker { color: var(--accent); }
.wide { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; min-width: 600px; table-layout: fixed; margin: 8px 0; font-size: 13px; }
caption { text-align: left; color: var(--soft); padding: 4px 0; }
th, td { padding: 5px 8px; border-bottom: 1px solid var(--line); text-align: left; vertical-align: top; font-weight: 400; }
th:first-child, td:first-child { padding-left: 0; }
th:last-child, td:last-child { padding-right: 0; }
thead th { color: var(--faint); font-size: 12px; vertical-align: bottom; }
tbody th { color: var(--ink); }
td strong { color: var(--ink); }
.number { text-align: right; font-variant-numeric: tabular-nums; overflow-wrap: normal; }
pre { font: 11.5px/1.45 ui-monospace, "DejaVu Sans Mono", monospace; background: color-mix(in srgb, var(--line) 35%, var(--paper));
  padding: 12px 14px; border-radius: 8px; white-space: pre-wrap; }
dl { margin: 6px 0; }
dt { font-weight: 600; display: inline; }
dt::after { content: ": "; }
dd { margin: 0; display: inline; }
dd::after { content: "\A"; white-space: pre; line-height: 1.9; }
.f-none { fill: none; } .f-ink { fill: var(--ink); } .f-soft { fill: var(--soft); } .f-faint { fill: var(--faint); }
.f-line { fill: var(--line); } .f-accent { fill: var(--accent); } .f-star { fill: var(--star); }
.f-gain { fill: var(--gain); } .f-loss { fill: var(--loss); } .f-paper { fill: var(--paper); }
.s-none { stroke: none; } .s-ink { stroke: var(--ink); } .s-soft { stroke: var(--soft); } .s-faint { stroke: var(--faint); }
.s-line { stroke: var(--line); } .s-accent { stroke: var(--accent); } .s-star { stroke: var(--star); }
.s-gain { stroke: var(--gain); } .s-loss { stroke: var(--loss); } .s-paper { stroke: var(--paper); }
@media screen and (max-width: 760px) {
  main { padding: 24px 18px; }
  .beside, .figures { grid-template-columns: 1fr; gap: 8px; }
}
@page { size: A4; margin: 14mm 15mm 16mm; font-family: Inter, system-ui, sans-serif; font-size: 8pt; color: #6f7b88;
  @bottom-right { content: counter(page); } }
@media print {
  html { color-scheme: light; }
  body { font-size: 11.6px; line-height: 1.4; }
  main { max-width: none; padding: 0; }
  h1 { font-size: 24px; }
  h2 { font-size: 15px; margin: 15px 0 4px; }
  h3 { font-size: 12.5px; margin-top: 14px; }
  .decision { padding: 12px 18px; margin: 14px 0 6px; }
  .figures strong { font-size: 20px; }
  th, td { padding: 3.5px 8px; }
  p { margin: 4px 0; }
  .beside { grid-template-columns: 350px 1fr; gap: 24px; }
  figure { margin: 6px 0; }
  li { margin: 3px 0; }
  figcaption { font-size: 10.5px; }
  .page { break-before: page; margin-top: 0; }
  h2, h3, caption { break-after: avoid; }
  .decision, figure, .beside, tr, li, dt, dd { break-inside: avoid; }
  thead { display: table-header-group; break-before: avoid; }
  tbody tr:first-child { break-before: avoid; }
  .wide { overflow: visible; }
  table { font-size: 11px; min-width: 0; }
  thead th { font-size: 10.5px; }
  p { orphans: 3; widows: 3; }
}
)";
}

} // namespace lathe::report
