#include "site/read_edits.h"

#include <fmt/format.h>

#include <utility>

#include "site/keys.h"
#include "site/read_rules.h"
#include "site/wrappers.h"

namespace tearsheet::site {
namespace {

void read_replacement(Reader& reader, const toml::node& node, PageEdits& edits) {
  const auto* toml = node.as_table();
  if (toml == nullptr) {
    reader.complain(node, "\"edit.replace\" must be a list of { find = '...', with = '...' }");
    return;
  }
  const Table table(reader, *toml, "edit.replace", known_keys("edit.replace"));
  PageEdits::Replacement one{table.text("find"), table.text("with")};
  if (one.find.empty()) {
    reader.complain(node, "\"edit.replace\" needs \"find\"");
    return;
  }
  edits.replace.push_back(std::move(one));
}

void read_wrap(Reader& reader, const toml::node& node, PageEdits& edits) {
  const auto* toml = node.as_table();
  if (toml == nullptr) {
    reader.complain(node, "\"edit.wrap\" must be a list of { what = '...', in = \"blockquote\" }");
    return;
  }
  const Table table(reader, *toml, "edit.wrap", known_keys("edit.wrap"));
  auto query = read_query(table, "what");
  std::string element = table.text("in");
  if (!is_wrapper(element)) {
    reader.complain(node, fmt::format("\"edit.wrap.in\" is \"{}\", which is none of {}", element,
                                      fmt::join(kWrappers, ", ")));
    return;
  }
  if (!query) {
    reader.complain(node, "\"edit.wrap\" needs \"what\"");
    return;
  }
  edits.wrap.push_back({std::move(*query), std::move(element)});
}

}  // namespace

void read_edits(Reader& reader, const toml::table& toml, PageEdits& edits) {
  const Table table(reader, toml, "edit", known_keys("edit"));
  table.each("replace", [&](const toml::node& node) { read_replacement(reader, node, edits); });
  edits.strip = read_queries(table, "strip");
  edits.strip_id_or_class = table.texts("strip_id_or_class");
  edits.strip_image = table.texts("strip_image");
  edits.dissolve = read_queries(table, "dissolve");
  table.each("wrap", [&](const toml::node& node) { read_wrap(reader, node, edits); });
  edits.lazy_images = table.texts("lazy_images");
  edits.linked_data = table.flag("linked_data", true);
}

}  // namespace tearsheet::site
