// How the pages look: one column on a phone, two where there is room, dark where the reader's
// machine is. Contrasts are at least 4.5:1 (WCAG 2.2, 1.4.3).
#include "output/output.h"
#include "serve/page.h"

namespace tearsheet::serve {

namespace {

constexpr std::string_view kStyle =
    R"(:root{--ink:#1b1f23;--soft:#56616c;--line:#d6dce2;--page:#fff;--card:#f5f7f9;--link:#0b5cad;--mark:#ffe9a8;--new:#2f6fb3;--bad:#b3402f;--warn:#8a5a00;--gone:#fbe3df;--came:#dff3e2;color-scheme:light dark}
@media(prefers-color-scheme:dark){:root{--ink:#e4e7ea;--soft:#a2adb8;--line:#363d45;--page:#14171a;--card:#1d2126;--link:#7db8f0;--mark:#4a3c0e;--new:#6ba6e3;--bad:#e5806f;--warn:#d9a94a;--gone:#4a2420;--came:#1d3d26}}
*{box-sizing:border-box}
body{margin:0;font:1rem/1.55 system-ui,sans-serif;color:var(--ink);background:var(--page);overflow-wrap:anywhere}
a{color:var(--link)}
:focus-visible{outline:3px solid var(--link);outline-offset:2px}
.skip{position:absolute;left:-99rem}
.skip:focus{left:.5rem;top:.5rem;padding:.3rem .6rem;background:var(--page)}
header{border-bottom:1px solid var(--line);background:var(--card)}
header nav,main{max-width:64rem;margin:0 auto;padding:.6rem 1rem}
header nav a{margin-left:1rem}
header nav a[aria-current]{color:var(--ink);font-weight:600}
main{padding-bottom:3rem}
h1{font-size:1.6rem;line-height:1.25;margin:1rem 0 .5rem}
h2{font-size:1.15rem;margin:1.6rem 0 .4rem}
p{margin:.5rem 0}
.soft,time{color:var(--soft)}
.bad{color:var(--bad)}
form.search{display:grid;grid-template-columns:repeat(auto-fit,minmax(9rem,1fr));gap:.6rem;align-items:end;margin:1rem 0}
form.search .words{grid-column:1/-1}
label{display:block;font-size:.85rem;color:var(--soft)}
input,button,select{font:inherit;color:inherit;width:100%;padding:.4rem .5rem;border:1px solid var(--soft);border-radius:.3rem;background:var(--page)}
button{background:var(--link);border-color:var(--link);color:var(--page);font-weight:600;cursor:pointer}
ol.stories{list-style:none;margin:1rem 0;padding:0}
ol.stories li{padding:.8rem 0;border-top:1px solid var(--line)}
ol.stories h2{font-size:1.1rem;margin:0}
ol.stories p{margin:.15rem 0}
ol.requests{list-style:none;margin:.5rem 0;padding:0}
ol.requests li{padding:.4rem 0;border-top:1px solid var(--line);line-height:1.35}
mark{background:var(--mark);color:inherit;border-radius:.15rem}
.facts{font-size:.9rem;color:var(--soft)}
.leaf{display:flex;gap:1rem;margin:1rem 0}
.feeds{font-size:.9rem;color:var(--soft);border-top:1px solid var(--line);padding-top:.8rem;margin-top:2rem}
[aria-invalid]{border-color:var(--bad)}
.notice{border-left:.25rem solid var(--soft);background:var(--card);padding:.35rem .7rem;margin:.5rem 0}
article.text{max-width:44rem;font:1.1rem/1.65 Georgia,'Noto Serif',serif}
article.text h1{font-family:system-ui,sans-serif}
article.text pre{overflow-x:auto;font-size:.9rem;background:var(--card);padding:.6rem}
article.text blockquote{margin:1rem 0;padding-left:1rem;border-left:.25rem solid var(--line)}
article.text p{margin:.8rem 0}
td ul{margin:.2rem 0;padding-left:1.2rem}
.lead{font-weight:600}
.wide{overflow-x:auto}
table{border-collapse:collapse;font-size:.95rem}
th,td{text-align:left;vertical-align:top;padding:.3rem .8rem .3rem 0;border-bottom:1px solid var(--line)}
th{color:var(--soft);font-weight:600;overflow-wrap:normal}
td.number,th.number{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}
del{background:var(--gone);color:inherit}
ins{background:var(--came);color:inherit}
.sides{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,22rem),1fr));gap:1.5rem}
iframe.stored{width:100%;height:80vh;border:1px solid var(--line);background:#fff}
summary{cursor:pointer;color:var(--link)}
@media(max-width:30rem){h1{font-size:1.35rem}article.text{font-size:1.05rem}}
@media print{header,form,.leaf,.feeds,.skip{display:none}}
)";

}  // namespace

std::string style_sheet() {
  return std::string(kStyle) + std::string(output::status_style());
}

}  // namespace tearsheet::serve
