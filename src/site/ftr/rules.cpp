#include "site/ftr/rules.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

#include "base/ascii.h"
#include "base/utf8.h"
#include "select/select.h"
#include "site/ftr/lines.h"
#include "site/ftr/refusals.h"
#include "site/wrappers.h"

namespace tearsheet::site {
namespace {

constexpr std::size_t kMaxRules = 1000;      // lines that are obeyed, of the largest file 150
constexpr std::size_t kMaxRefusals = 10;     // that are told
constexpr std::size_t kMaxTextBytes = 4096;  // of what is no XPath

bool is_yes(std::string_view value) {
  return equals_ignoring_case(value, "yes") || equals_ignoring_case(value, "true") || value == "1";
}

bool is_utf8(std::string_view text) {
  std::size_t bad = 0;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t length = sequence_length(text, at, bad);
    if (length == 0) return false;
    at += length;
  }
  return text.find('\0') == std::string_view::npos;
}

std::string_view unquoted(std::string_view text) {
  const bool is_quoted = text.size() >= 2 && text.front() == text.back() &&
                         (text.front() == '\'' || text.front() == '"');
  return is_quoted ? text.substr(1, text.size() - 2) : text;
}

using Texts = std::vector<FtrRules::Text> FtrRules::*;
struct XPathDirective {
  std::string_view name;
  Texts rules;
};
constexpr std::array<XPathDirective, 6> kXPaths = {{{"title", &FtrRules::title},
                                                    {"body", &FtrRules::body},
                                                    {"date", &FtrRules::date},
                                                    {"author", &FtrRules::author},
                                                    {"strip", &FtrRules::strip},
                                                    {"dissolve", &FtrRules::dissolve}}};
struct TextDirective {
  std::string_view name;
  Texts rules;
};
constexpr std::array<TextDirective, 3> kTexts = {
    {{"strip_id_or_class", &FtrRules::strip_id_or_class},
     {"strip_image_src", &FtrRules::strip_image},
     {"src_lazy_load_attr", &FtrRules::lazy_images}}};

// Settings of another program's cleaning, which is not done here at all, and remarks.
constexpr std::array<std::string_view, 14> kWithoutEffect = {"prune",
                                                             "tidy",
                                                             "parser",
                                                             "test_contains",
                                                             "test_content",
                                                             "footnotes",
                                                             "strip_comments",
                                                             "insert_detected_image",
                                                             "native_ad_clue",
                                                             "post_strip_attr",
                                                             "skip_id_or_class",
                                                             "convert_double_br_tags",
                                                             "single_page_link_in_feed",
                                                             "test_rul"};

class Reader {
 public:
  FtrRules read(std::string_view text) {
    for (const FtrLine& line : read_ftr_lines(text)) {
      if (!line.name.empty() && ++count_ > kMaxRules) {
        refuse(fmt::format("what follows line {} (more than {} lines)", line.number, kMaxRules));
        break;
      }
      if (!line.name.empty()) take(line);
    }
    pair_replacements();
    if (more_ > 0) out_.refused.push_back(fmt::format("{} more", more_));
    return std::move(out_);
  }

 private:
  void refuse(std::string what) {
    if (std::ranges::find(out_.refused, what) != out_.refused.end()) return;
    if (out_.refused.size() < kMaxRefusals) {
      out_.refused.push_back(std::move(what));
    } else {
      ++more_;
    }
  }
  void refuse(const FtrLine& line, std::string_view why) {
    refuse(fmt::format("{} (line {}): {}", line.name, line.number, why));
  }

  void take(const FtrLine& line) {
    if (!is_utf8(line.value) || !is_utf8(line.argument)) return refuse(line, "is not UTF-8");
    if (const auto why = refusal_of(line)) return refuse(*why);
    for (const auto& one : kXPaths) {
      if (is_directive(line, one.name)) return add_xpath(line, out_.*one.rules);
    }
    for (const auto& one : kTexts) {
      if (is_directive(line, one.name)) return add_text(line, out_.*one.rules);
    }
    if (is_directive(line, "strip_attr")) return add_attribute(line);
    if (is_directive(line, "single_page_link")) return add_link(line, out_.single_page);
    if (is_directive(line, "next_page_link")) return add_link(line, out_.next_page);
    if (is_directive(line, "if_page_contains")) return add_condition(line);
    if (is_directive(line, "wrap_in")) return add_wrap(line);
    if (is_directive(line, "find_string") || is_directive(line, "replace_string"))
      return add_replacement(line);
    if (is_directive(line, "test_url")) return add_test(line);
    take_setting(line);
  }

  void take_setting(const FtrLine& line) {
    if (is_directive(line, "autodetect_on_failure")) {
      out_.autodetect = is_yes(line.value);
    } else if (is_directive(line, "autodetect_next_page")) {
      out_.autodetect_next_page = is_yes(line.value);
    } else if (is_directive(line, "skip_json_ld")) {
      out_.skip_json_ld = is_yes(line.value);
    } else if (is_directive(line, "test_contains") && !out_.tests.empty()) {
      if (line.value.size() <= kMaxTextBytes && !line.value.empty())
        out_.tests.back().contains.emplace_back(line.value);
    } else if (std::ranges::none_of(kWithoutEffect, [&](std::string_view name) {
                 return is_directive(line, name);
               })) {
      refuse(fmt::format("\"{}\" (line {}): no directive that is known", line.name.substr(0, 40),
                         line.number));
    }
  }

  /// Whether the expression compiles; else it is refused.
  bool is_sound(const FtrLine& line) {
    if (line.value.empty()) return false;
    const auto query = select::Query::xpath(line.value);
    if (!query) refuse(line, query.error().message);
    return query.has_value();
  }

  void add_xpath(const FtrLine& line, std::vector<FtrRules::Text>& to) {
    if (is_sound(line)) to.push_back({std::string(line.value), line.number});
  }

  void add_attribute(const FtrLine& line) {
    const bool is_attribute = line.value.find('@') != std::string_view::npos ||
                              line.value.find("attribute::") != std::string_view::npos;
    if (!is_attribute) return refuse(line, "names no attribute");
    add_xpath(line, out_.strip);
  }

  void add_text(const FtrLine& line, std::vector<FtrRules::Text>& to) {
    const std::string_view value = trimmed(unquoted(line.value));
    if (value.empty()) return;
    if (value.size() > kMaxTextBytes) return refuse(line, "is too long");
    to.push_back({std::string(value), line.number});
  }

  void add_link(const FtrLine& line, std::vector<FtrRules::Link>& to) {
    if (is_sound(line)) to.push_back({std::string(line.value), line.number, {}});
  }

  // Of the last single_page_link where there is one, else of the last next_page_link.
  void add_condition(const FtrLine& line) {
    auto& links = !out_.single_page.empty() ? out_.single_page : out_.next_page;
    if (links.empty()) return refuse(line, "stands before the link that it is a condition of");
    if (is_sound(line)) links.back().when = line.value;
  }

  void add_wrap(const FtrLine& line) {
    const std::string element = to_lower(trimmed(line.argument));
    if (!is_wrapper(element))
      return refuse(line,
                    fmt::format("\"{}\" is no element to put text in", element.substr(0, 20)));
    if (is_sound(line)) out_.wrap.push_back({std::string(line.value), element, line.number});
  }

  void add_replacement(const FtrLine& line) {
    if (line.value.size() > kMaxTextBytes || line.argument.size() > kMaxTextBytes)
      return refuse(line, "is too long");
    const bool is_find = is_directive(line, "find_string");
    if (line.has_argument && !is_find) {
      finds_.push_back({std::string(line.argument), line.number});
      withs_.push_back({std::string(line.value), line.number});
    } else if (is_find) {
      finds_.push_back({std::string(line.value), line.number});
    } else {
      withs_.push_back({std::string(line.value), line.number});
    }
  }

  // The first find_string belongs to the first replace_string, and so on.
  void pair_replacements() {
    if (finds_.size() != withs_.size())
      return refuse(fmt::format("find_string and replace_string: {} and {} lines make no pairs",
                                finds_.size(), withs_.size()));
    for (std::size_t i = 0; i < finds_.size(); ++i) {
      if (finds_[i].value.empty()) continue;
      out_.replace.push_back(
          {std::move(finds_[i].value), std::move(withs_[i].value), finds_[i].line});
    }
  }

  void add_test(const FtrLine& line) {
    if (line.value.size() <= kMaxTextBytes) out_.tests.push_back({std::string(line.value), {}});
  }

  FtrRules out_;
  std::vector<FtrRules::Text> finds_, withs_;
  std::size_t count_ = 0;
  std::size_t more_ = 0;
};

template <class Entries>
void append_to(Entries& to, const Entries& from) {
  for (auto entry : from) {
    entry.line = 0;
    to.push_back(std::move(entry));
  }
}

}  // namespace

void FtrRules::append(const FtrRules& other) {
  for (const Texts one : {&FtrRules::title, &FtrRules::body, &FtrRules::date, &FtrRules::author,
                          &FtrRules::strip, &FtrRules::strip_id_or_class, &FtrRules::strip_image,
                          &FtrRules::dissolve, &FtrRules::lazy_images})
    append_to(this->*one, other.*one);
  append_to(single_page, other.single_page);
  append_to(next_page, other.next_page);
  append_to(replace, other.replace);
  append_to(wrap, other.wrap);
  skip_json_ld = skip_json_ld || other.skip_json_ld;
}

FtrRules read_ftr_rules(std::string_view text) {
  return Reader().read(text);
}

}  // namespace tearsheet::site
