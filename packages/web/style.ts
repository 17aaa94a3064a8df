import { createHash } from "node:crypto"

/** The style sheet of every page; docs/design.md says why it is as it is. */
export const STYLE = `
:root{color-scheme:light dark;--paper:#fdfcfa;--ink:#16181d;--quiet:#474b54;--line:#c9c6bd;--blue:#123f8c;--on-blue:#fff;--tint:#f1eee6;--past:#f6ecd2;--amber:#6b4300;--red:#8f1d16;--green:#14532d;
--serif:Charter,"Bitstream Charter","Noto Serif",Cambria,"Noto Naskh Arabic","Noto Serif CJK SC",serif;--sans:system-ui,"Noto Sans","Noto Sans Arabic","Noto Sans CJK SC",sans-serif;--mono:ui-monospace,"Noto Sans Mono",monospace}
@media(prefers-color-scheme:dark){:root{--paper:#14161a;--ink:#eceae5;--quiet:#b9bcc4;--line:#454953;--blue:#a9c7ff;--on-blue:#0c1a33;--tint:#1e2127;--past:#2c2613;--amber:#f3c26b;--red:#ffada3;--green:#9bd8ac}}
*{box-sizing:border-box}
html{font:17px/1.5 var(--sans);-webkit-text-size-adjust:100%;scroll-padding-block:1rem}
body{margin:0;background:var(--paper);color:var(--ink);overflow-wrap:anywhere}
body.past{background:var(--past)}
header,main,footer{max-width:72rem;margin-inline:auto;padding-inline:1rem}
h1{font-size:1.5rem;line-height:1.25;margin-block:1rem .5rem;font-weight:600;text-wrap:balance}
h2{font-size:1.19rem;line-height:1.3;margin-block:1.75rem .5rem;font-weight:600}
h3{font-size:1rem;margin-block:1.25rem .25rem}
p,ul,ol,dl,table{margin-block:0 .75rem}
p,li,dd{max-width:70ch}
small,.quiet,footer,th{font-size:.84rem;color:var(--quiet)}
th{font-weight:600;overflow-wrap:normal}
summary{color:var(--blue);text-decoration:underline dotted;cursor:pointer}
code,pre{font-family:var(--mono);font-size:.84rem}
pre{white-space:pre-wrap;padding:.5rem;background:var(--tint)}
a{color:var(--blue);text-underline-offset:.15em;padding-block:.1875rem}
dd a{display:inline-block;min-inline-size:1.5rem}
a:hover{text-decoration-thickness:.12em}
:focus-visible{outline:3px solid var(--blue);outline-offset:2px}
.skip{position:absolute;inset-inline-start:-999rem}
.skip:focus{position:static;display:inline-block;padding:.5rem 1rem}
.unseen{position:absolute;inline-size:1px;block-size:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
.words,[lang].words{font-family:var(--serif)}
h1 .words,h1.words{font-weight:500}
header{border-block-end:1px solid var(--line);padding-block:.5rem}
header p,header ul{margin:0;max-width:none}
.row,header nav ul,.acts{display:flex;flex-wrap:wrap;gap:.25rem 1rem;align-items:baseline}
.row>*{min-inline-size:0}
.row>:last-child:not(:first-child){margin-inline-start:auto}
header nav ul,.plain{list-style:none;padding:0}
nav a,.acts a,footer a,summary{display:inline-block;min-block-size:1.5rem;padding-block:.125rem}
nav a[aria-current]{font-weight:600;text-decoration:none;color:var(--ink);border-block-end:2px solid var(--blue)}
.banner{background:var(--tint);border-inline-start:4px solid var(--amber);padding:.5rem .75rem;margin-block:.75rem}
.past .banner{background:none}
.news{min-block-size:1.5rem;margin-block:.25rem -.75rem;font-size:.84rem}
.alone .row{flex-wrap:nowrap}
.alone .row>nav{flex:none}
.headline{font-size:1.19rem;line-height:1.4;max-width:60ch}
.item{display:grid;gap:0 2.5rem;grid-template-columns:minmax(0,1fr);grid-template-rows:repeat(19,max-content) 1fr}
@media(min-width:60rem){.item{grid-template-columns:minmax(0,1fr) 16rem}.item>aside{grid-column:2;grid-row:1/span 20}.item>:not(aside){grid-column:1}}
aside{font-size:.84rem;color:var(--quiet);border-block-start:1px solid var(--line);padding-block-start:.5rem}
@media(min-width:60rem){aside{border-block-start:0;border-inline-start:1px solid var(--line);padding:0 0 0 1rem;padding-inline:1rem 0;margin-block-start:1rem}}
dl.facts{display:grid;grid-template-columns:fit-content(40%) minmax(0,1fr);gap:.125rem .75rem}
dl.facts dt{color:var(--quiet)}
dl.facts dd{margin:0;grid-column:2}
aside dl.facts{grid-template-columns:minmax(0,2fr) minmax(0,3fr)}
@media(min-width:60rem){aside dl.facts{display:block}aside dl.facts dd{margin-block-end:.5rem}aside dl.facts dt{font-weight:600}}
ol.steps,ul.steps{list-style:none;padding:0}
.text{font-family:var(--serif);white-space:pre-wrap;unicode-bidi:isolate;border-inline-start:2px solid var(--line);padding-inline-start:1rem;max-width:70ch;margin-block:0 .75rem}
.prose{white-space:normal}.prose p,.prose li{white-space:pre-line}.prose ol.paren{list-style:paren}
@counter-style paren{system:extends decimal;suffix:") "}
.state{white-space:nowrap}
.late{color:var(--red);font-weight:600}
.waits{color:var(--amber);font-weight:600}
.done{color:var(--green);font-weight:600}
.board{display:grid;gap:1rem 1.5rem}
@media(min-width:48rem){.board{grid-template-columns:repeat(2,minmax(0,1fr))}}
@media(min-width:72rem){.board{grid-template-columns:repeat(4,minmax(0,1fr))}}
.list{list-style:none;padding:0}
.list>li{border-block-start:1px solid var(--line);padding-block:.375rem;max-width:none}
.list p{margin:0}
.notes{list-style:none;padding:0;margin:0;font-size:.84rem}
.filters{display:grid;gap:.5rem 1.5rem;grid-template-columns:repeat(auto-fill,minmax(min(100%,14rem),1fr));align-items:start;margin-block:.5rem 1rem}
.filters p{margin:0}
.filters label{display:block;font-size:.84rem}
.filters input,.filters select{inline-size:100%}
.filters .acts{align-self:end}
.wide{overflow-x:auto}
.wide table{min-inline-size:56rem;overflow-wrap:break-word;font-size:.84rem}
.wide td:has(.words){overflow-wrap:anywhere}
.wide td:nth-child(2){min-inline-size:13rem}
.wide td:nth-child(7){min-inline-size:9rem}
.list p{margin-block-end:.125rem;max-width:none}
table{border-collapse:collapse;inline-size:100%}
td,th{text-align:start;vertical-align:top;padding:.25rem .75rem .25rem 0;border-block-end:1px solid var(--line)}
@media(min-width:48rem){th[scope=row]{white-space:nowrap}}
td a,th a{display:inline-block;min-inline-size:1.5rem;min-block-size:1.5rem}
caption{text-align:start;font-weight:600;padding-block:.25rem}
label,legend{font-weight:600}
.hint{display:block;font-weight:400;color:var(--quiet);font-size:.84rem}
.error{color:var(--red);font-weight:600}
.hint+br{display:none}
.field{margin-block:0 1rem}
.field:has(>[type=checkbox]:first-child){display:grid;grid-template-columns:auto 1fr;gap:0 .5rem;align-items:center}
.field:has(>[type=checkbox]:first-child)>.hint{grid-column:1/-1}
section>details:last-child{margin-block-end:.75rem}
fieldset{border:1px solid var(--line);margin:0 0 1rem;padding:.5rem 1rem;min-inline-size:0}
input,select,textarea,button{font:inherit;color:inherit;max-width:100%;min-block-size:2rem}
input,select,textarea{background:var(--paper);border:1px solid var(--quiet);padding:.25rem .5rem}
input[type=checkbox],input[type=radio]{inline-size:1.5rem;min-block-size:1.5rem;vertical-align:middle}
textarea{inline-size:100%}
button,.main{background:none;border:1px solid var(--blue);color:var(--blue);padding:.25rem 1rem;cursor:pointer;text-decoration:none;display:inline-block}
button.main,a.main{background:var(--blue);color:var(--on-blue);font-weight:600}
.inline{display:inline}
ins{text-decoration:none;border-block-end:2px solid var(--green)}
del{color:var(--red)}
footer{border-block-start:1px solid var(--line);margin-block-start:3rem;padding-block:.75rem 2rem}
footer ul{list-style:none;padding:0;display:flex;flex-wrap:wrap;gap:.25rem 1.25rem;margin:0}
@media(forced-colors:active){nav a[aria-current],.banner,ins{border-color:Highlight}}
@media print{header nav,.news,.skip,footer,.acts,form{display:none}html{font-size:11pt}body,body.past{background:none;color:#000}a{color:inherit;text-decoration:none}main{max-width:none;padding:0}tr,li,h2,h3{break-inside:avoid}h2,h3{break-after:avoid}}
`.trim()

/** The address of the style sheet: another text has another address, so that it can be kept for ever. */
export const STYLE_ADDRESS = `/assets/style.${createHash("sha256").update(STYLE).digest("base64url").slice(0, 12)}.css`

/** The mark of the site, as SVG: a text, and what stands in its margin. */
export const FAVICON = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="4" fill="#123f8c"/><path d="M7 9h12M7 15h12M7 21h8" stroke="#fff" stroke-width="2.5"/><circle cx="25" cy="15" r="2.5" fill="#f3c26b"/></svg>`
