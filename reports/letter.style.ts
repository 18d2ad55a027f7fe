/** Print first: letter paper, a plain sans-serif page, tables that break between rows. The screen shows the same sheet. */
export const letterStyle = `
@page { size: letter; margin: 18mm 20mm }
:root { color-scheme: light }
body { font: 10pt/1.4 "Source Sans 3 Variable", "Source Sans 3", "Segoe UI", Arial, sans-serif; color: #1b1b1b; background: #fff;
  max-width: 176mm; margin: 12mm auto; padding: 0 6mm }
header { border-bottom: 2pt solid #6f1d3a; padding-bottom: 4mm; margin-bottom: 6mm }
header p { margin: 0 }
h1 { font-size: 16pt; line-height: 1.2; margin: 5mm 0 2mm }
h2 { font-size: 10.5pt; margin: 4mm 0 1mm; break-after: avoid }
p, ul { margin: 0 0 2mm }
dl { display: grid; grid-template-columns: max-content 1fr; gap: 0 4mm; margin: 0 }
dt { color: #555 } dd { margin: 0 }
table { border-collapse: collapse; table-layout: fixed; width: 100%; font-size: 9pt; margin-bottom: 3mm }
th, td { text-align: left; vertical-align: top; padding: 1.5mm 2mm; border-bottom: .5pt solid #bbb }
th { border-bottom: 1pt solid #555 } thead { display: table-header-group } tr { break-inside: avoid }
.seq { width: 5% } .who { width: 17% } .when { width: 13% } td p { margin: 1mm 0 0 } .id { color: #555 }
td, .mono { overflow-wrap: anywhere } .mono { font-family: ui-monospace, "DejaVu Sans Mono", monospace; font-size: 8.5pt }
blockquote { margin: 1mm 0 2mm 5mm; font-style: italic }
.sign { break-inside: avoid; margin-top: 14mm; display: grid; grid-template-columns: 1fr 1fr; gap: 12mm }
.sign p { border-top: .5pt solid #1b1b1b; padding-top: 1mm }
@media print { body { margin: 0; padding: 0; max-width: none } }
`;
