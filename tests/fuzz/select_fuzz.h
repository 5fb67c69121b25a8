// What must hold for any selector on any page. Shared by the fuzz target and the test that replays
// its seeds.
#pragma once

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "select/select.h"

namespace tearsheet::select {

/// The first line is a CSS selector, or XPath behind "xpath:"; the rest is the page.
inline void check_select_properties(std::string_view input) {
  const auto require = [](bool holds) {
    if (!holds) std::abort();
  };
  constexpr std::string_view kXPath = "xpath:";
  constexpr std::size_t kMaxPage = 20'000;  // the parse is another target's business
  const std::size_t line_end = std::min(input.find('\n'), input.size());
  std::string_view source = input.substr(0, line_end);
  const std::string_view page =
      input.substr(std::min(line_end + 1, input.size())).substr(0, kMaxPage);
  const bool is_xpath = source.starts_with(kXPath);
  if (is_xpath) source.remove_prefix(kXPath.size());
  const auto compile = [&] { return is_xpath ? Query::xpath(source) : Query::css(source); };

  const auto query = compile();
  const auto again = compile();
  require(query.has_value() == again.has_value());
  if (!query) {
    require(query.error().message == again.error().message &&
            query.error().column == again.error().column);
    require(query.error().column >= 0 &&
            query.error().column <= static_cast<int>(source.size()) + 1);
    return;
  }
  require(query->source() == source && query->is_xpath() == is_xpath);

  const auto document = html::Document::parse(std::string(page));
  if (!document) return;
  Evaluator evaluator(*document);
  const auto matches = evaluator.all(*query);
  if (!matches) {
    require(is_xpath && !matches.error().message.empty());
    return;
  }
  // In document order, each element once.
  bool gives_values = false;
  std::uint32_t last = 0;
  for (const Match& match : *matches) {
    gives_values = gives_values || match.kind != Match::Kind::kElement;
    if (match.kind != Match::Kind::kElement || !match.node.is_element()) continue;
    require(match.node.index() > last && match.node.index() < document->size());
    last = match.node.index();
  }
  if (is_xpath || gives_values) return;

  // Element by element it is the same; and so from a scope, for what is below it.
  std::size_t count = 0;
  for (std::uint32_t i = 1; i < document->size(); ++i)
    count += evaluator.matches(*query, document->node(i)) ? 1 : 0;
  const bool has_pseudo_element = source.find("::") != std::string_view::npos;
  require(has_pseudo_element || count == matches->size());
  const html::Node body = document->body();
  for (const html::Node node : evaluator.nodes(*query, body))
    require(has_pseudo_element || body.contains(node));
}

}  // namespace tearsheet::select
