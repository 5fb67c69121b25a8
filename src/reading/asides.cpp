#include "reading/asides.h"

#include <algorithm>
#include <array>

#include "base/ascii.h"

namespace tearsheet::reading {
namespace {

constexpr std::size_t kMaxValue =
    60;  // bytes; "https://schema.org/False" is the longest that is used
constexpr std::array<std::string_view, 2> kDirectives = {"nosnippet", "noarchive"};
constexpr std::string_view kFree = "isAccessibleForFree";

class Reader {
 public:
  explicit Reader(std::string_view agent) : agent_(agent) {}

  // Commas are the rule; pages also write spaces and semicolons.
  void take_directives(std::string_view source, std::string_view text, std::string_view words) {
    while (!words.empty()) {
      const auto separator =
          std::ranges::find_if(words, [](char c) { return c == ',' || c == ';' || is_space(c); });
      const auto end = static_cast<std::size_t>(separator - words.begin());
      for (const std::string_view name : kDirectives) {
        if (equals_ignoring_case(words.substr(0, end), name))
          put("robots", source, text, name, "true");
      }
      words.remove_prefix(std::min(end + 1, words.size()));
    }
  }

  // "googlebot: nosnippet, noarchive" is for that agent, up to the next name.
  void take_header(std::string_view value) {
    bool is_ours = true;
    for (std::string_view rest = value; !rest.empty();) {
      const std::size_t end = std::min(rest.find(','), rest.size());
      std::string_view part = trimmed(rest.substr(0, end));
      rest.remove_prefix(std::min(end + 1, rest.size()));
      const std::size_t colon = part.find(':');
      if (colon != std::string_view::npos) {
        const std::string_view name = trimmed(part.substr(0, colon));
        const bool has_value = equals_ignoring_case(name, "unavailable_after") ||
                               equals_ignoring_case(name.substr(0, 4), "max-");
        if (has_value) continue;
        is_ours = name == "*" || equals_ignoring_case(name, "robots") ||
                  equals_ignoring_case(name, agent_);
        part = part.substr(colon + 1);
      }
      if (is_ours) take_directives("header x-robots-tag", value, trimmed(part));
    }
  }

  // The key and what stands behind it, wherever in the script: it may speak of a part of the page.
  void take_linked_data(std::string_view script) {
    for (std::size_t at = script.find(kFree); at != std::string_view::npos;
         at = script.find(kFree, at + 1)) {
      std::string_view rest = script.substr(at + kFree.size());
      if (!rest.starts_with('"')) continue;
      rest = skip_space(rest.substr(1));
      if (!rest.starts_with(':')) continue;
      rest = skip_space(rest.substr(1));
      const bool is_quoted = rest.starts_with('"');
      if (is_quoted) rest.remove_prefix(1);
      const std::string_view ends = is_quoted ? "\"" : ",}] \t\r\n";
      const std::string_view value = rest.substr(0, std::min(rest.find_first_of(ends), kMaxValue));
      put_free("json-ld isAccessibleForFree", value);
    }
  }

  void put_free(std::string_view source, std::string_view value) {
    std::string known = to_lower(trimmed(value));
    known.erase(0, known.rfind('/') + 1);  // "https://schema.org/False"
    if (known != "true" && known != "false") return;
    put("schema.org", source, value, kFree, std::move(known));
  }

  std::vector<Aside> all;

 private:
  static std::string_view skip_space(std::string_view text) {
    while (!text.empty() && is_space(text.front())) text.remove_prefix(1);
    return text;
  }

  void put(std::string_view family, std::string_view source, std::string_view text,
           std::string_view name, std::string value) {
    const bool is_known = std::ranges::any_of(all, [&](const Aside& one) {
      return one.source == source && one.name == name && one.value == value;
    });
    if (!is_known) all.push_back({family, source, std::string(text), name, std::move(value)});
  }

  const std::string_view agent_;
};

}  // namespace

std::vector<Aside> asides_of(const html::Document& page, const fetch::Headers& headers,
                             std::string_view agent) {
  Reader reader(agent);
  for (const auto& [name, value] : headers) {
    if (equals_ignoring_case(name, "x-robots-tag")) reader.take_header(value);
  }
  for (const html::DataScript& script : page.data_scripts()) {
    if (script.type.starts_with("application/ld+json")) reader.take_linked_data(script.content);
  }
  for (std::uint32_t i = 0; i < page.size(); ++i) {
    const html::Node node = page.node(i);
    if (!node.is_element()) continue;
    if (const auto property = node.attribute("itemprop"); property && trimmed(*property) == kFree)
      reader.put_free("microdata isAccessibleForFree", node.attribute("content").value_or(""));
    if (node.tag() != html::Tag::kMeta) continue;
    const std::string_view name = trimmed(node.attribute("name").value_or(""));
    const std::string_view content = node.attribute("content").value_or("");
    if (equals_ignoring_case(name, "robots") || equals_ignoring_case(name, agent))
      reader.take_directives("meta robots", content, content);
  }
  return std::move(reader.all);
}

}  // namespace tearsheet::reading
