// The state of a database as one HTML file, to look at or to publish.
#include <fmt/format.h>

#include "base/escape.h"
#include "output/output.h"

namespace tearsheet::output {
namespace {

constexpr std::string_view kStyle = R"(
:root{--ink:#1c2024;--soft:#5b6570;--line:#d9dee3;--page:#fff;--card:#f6f8fa;--new:#2f6fb3;--bad:#b3402f;--warn:#8a5a00;color-scheme:light dark}
@media(prefers-color-scheme:dark){:root{--ink:#e6e9ec;--soft:#9aa5b1;--line:#363d45;--page:#14171a;--card:#1d2126;--new:#6ba6e3;--bad:#e5806f;--warn:#d9a94a}}
*{box-sizing:border-box}
body{margin:0 auto;max-width:72rem;padding:1.5rem 1rem 3rem;font:15px/1.5 system-ui,sans-serif;color:var(--ink);background:var(--page)}
h1{font-size:1.5rem;margin:0 0 .25rem;overflow-wrap:anywhere}h2{font-size:1.1rem;margin:2rem 0 .5rem}
p{margin:.25rem 0}.soft{color:var(--soft)}
)";

}  // namespace

std::string to_html(const StatusView& view) {
  return fmt::format(
      "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">"
      "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src "
      "'unsafe-inline'\">"
      "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><meta "
      "name=\"robots\" content=\"noindex\">"
      "<title>tearsheet: status of {0}</title><style>{1}{2}</style></head>\n<body>\n<main>\n<h1>{0}</h1>\n"
      "{3}</main>\n</body></html>\n",
      to_markup(view.name), kStyle, status_style(), to_sections(view, nullptr));
}

}  // namespace tearsheet::output
