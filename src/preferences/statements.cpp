#include "preferences/statements.h"

#include <algorithm>

#include "base/ascii.h"
#include "base/link_header.h"
#include "preferences/dictionary.h"

namespace tearsheet::preferences {
namespace {

using Values = std::vector<std::pair<std::string, std::string>>;

class StatementReader {
 public:
  explicit StatementReader(const Told& told) : told_(told) {}

  std::vector<Statement> read() && {
    if (told_.robots != nullptr) read_robots(*told_.robots);
    read_headers();
    if (told_.page != nullptr) read_page(*told_.page);
    return std::move(statements_);
  }

 private:
  void put(Source source, std::string_view text, Values values) {
    if (values.empty() || statements_.size() >= kMaxStatements) return;
    statements_.push_back({source, std::string(text), std::move(values)});
  }

  void put_usage(Source source, std::string_view text, std::string_view dictionary) {
    auto members = parse_dictionary(dictionary);
    if (!members) return;
    // What is no token is no preference, whatever the label.
    std::erase_if(*members, [](const Member& member) { return member.second.empty(); });
    put(source, text, std::move(*members));
  }

  // "search=yes, ai-train=no": read as leniently as the rest of robots.txt.
  void put_signals(Source source, std::string_view text, std::string_view signals) {
    Values values;
    while (!signals.empty() && values.size() < kMaxMembers) {
      const std::size_t end = std::min(signals.find_first_of(",;"), signals.size());
      const std::string_view part = signals.substr(0, end);
      signals.remove_prefix(std::min(end + 1, signals.size()));
      const std::size_t sign = part.find('=');
      if (sign == std::string_view::npos) continue;
      const std::string_view name = trimmed(part.substr(0, sign));
      const std::string_view value = trimmed(part.substr(sign + 1));
      if (!name.empty() && !value.empty()) values.emplace_back(to_lower(name), value);
    }
    put(source, text, std::move(values));
  }

  void put_reservation(Source source, std::string_view value) {
    if (const auto reserved = parse_reservation(value))
      put(source, value, {{std::string(kTdmReservation), *reserved ? "1" : "0"}});
  }

  void put_address(Source source, std::string_view text, std::string_view label,
                   std::string_view address) {
    const auto url = url::Url::parse(trimmed(address), &base_);
    if (url) put(source, text, {{std::string(label), url->href()}});
  }

  void put_directives(Source source, std::string_view text,
                      const robots::PageDirectives& directives) {
    Values values;
    if (directives.noai) values.emplace_back("noai", "true");
    if (directives.noimageai) values.emplace_back("noimageai", "true");
    put(source, text, std::move(values));
  }

  void read_robots(const robots::UsageRules& rules) {
    const std::string_view path = told_.url.path_and_query();
    for (const auto* line : rules.usage_of(path))
      put_usage(Source::kRobotsUsage, line->text, line->value);
    for (const auto* line : rules.signals_of(path))
      put_signals(Source::kRobotsSignal, line->text, line->value);
    for (const auto& line : rules.licenses())
      put_address(Source::kRobotsLicense, line.text, kLicense, line.value);
  }

  /// All lines of a field are one list (RFC 9110 5.3).
  [[nodiscard]] std::string field(std::string_view name) const {
    std::string all;
    for (const auto& [key, value] : told_.headers) {
      if (!equals_ignoring_case(key, name)) continue;
      if (!all.empty()) all += ", ";
      all += trimmed(value);
    }
    return all;
  }

  void read_headers() {
    if (const std::string usage = field("content-usage"); !usage.empty())
      put_usage(Source::kHeaderUsage, usage, usage);
    if (const std::string signals = field("content-signal"); !signals.empty())
      put_signals(Source::kHeaderSignal, signals, signals);
    if (const std::string reservation = field(kTdmReservation); !reservation.empty())
      put_reservation(Source::kHeaderTdmReservation, reservation);
    if (const std::string policy = field(kTdmPolicy); !policy.empty())
      put_address(Source::kHeaderTdmPolicy, policy, kTdmPolicy, policy);
    for (const auto& [name, value] : told_.headers) {
      if (equals_ignoring_case(name, "x-robots-tag")) {
        put_directives(Source::kHeaderRobotsTag, value,
                       robots::parse_x_robots_tag(value, told_.agent));
      } else if (equals_ignoring_case(name, "link")) {
        for (const WebLink& link : links_of_header(value)) {
          if (has_relation(link.rel, kLicense))
            put_address(Source::kHeaderLink, value, kLicense, link.href);
        }
      }
    }
  }

  void read_page(const html::Document& page) {
    bool has_base = false;
    for (std::uint32_t i = 0; i < page.size(); ++i) {
      const html::Node node = page.node(i);
      if (!node.is_element()) continue;
      if (node.tag() == html::Tag::kMeta) {
        read_meta(trimmed(node.attribute("name").value_or("")),
                  node.attribute("content").value_or(""));
      } else if (node.tag() == html::Tag::kLink &&
                 has_relation(node.attribute("rel").value_or(""), kLicense)) {
        const std::string_view href = node.attribute("href").value_or("");
        if (!trimmed(href).empty()) put_address(Source::kLinkLicense, href, kLicense, href);
      } else if (node.tag() == html::Tag::kBase && !has_base) {
        const auto href = node.attribute("href");
        if (!href) continue;
        has_base = true;
        if (auto url = url::Url::parse(trimmed(*href), &told_.url)) base_ = std::move(*url);
      }
    }
  }

  void read_meta(std::string_view name, std::string_view content) {
    if (equals_ignoring_case(name, kTdmReservation)) {
      put_reservation(Source::kMetaTdmReservation, content);
    } else if (equals_ignoring_case(name, kTdmPolicy)) {
      put_address(Source::kMetaTdmPolicy, content, kTdmPolicy, content);
    } else if (equals_ignoring_case(name, "robots") || equals_ignoring_case(name, told_.agent)) {
      put_directives(Source::kMetaRobots, content, robots::parse_meta_robots(content));
    }
  }

  const Told& told_;
  url::Url base_ = told_.url;
  std::vector<Statement> statements_;
};

}  // namespace

std::optional<bool> parse_reservation(std::string_view value) {
  value = trimmed(value);
  // The lines of a field that was sent twice agree, or say nothing.
  std::optional<bool> reserved;
  while (true) {
    const std::size_t end = std::min(value.find(','), value.size());
    const std::string_view one = trimmed(value.substr(0, end));
    if (one != "0" && one != "1") return std::nullopt;
    reserved = reserved.value_or(false) || one == "1";
    if (end == value.size()) return reserved;
    value.remove_prefix(end + 1);
  }
}

std::vector<Statement> statements_of(const Told& told) {
  return StatementReader(told).read();
}

}  // namespace tearsheet::preferences
