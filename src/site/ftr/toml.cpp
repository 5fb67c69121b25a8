#include "site/ftr/toml.h"

#include <fmt/format.h>

#include <utility>

#include "base/toml_string.h"
#include "url/url.h"

namespace tearsheet::site {
namespace {

class Writer {
 public:
  void line(std::string_view text, int from = 0) {
    out_.text += text;
    out_.text += '\n';
    out_.lines.push_back(from);
  }

  /// key = [ one entry a line ]; nothing where there is none.
  template <class Entries, class Format>
  void list(std::string_view key, const Entries& entries, const Format& format) {
    if (entries.empty()) return;
    line(fmt::format("{} = [", key));
    for (const auto& entry : entries) line(fmt::format("  {},", format(entry)), entry.line);
    line("]");
  }

  FtrToml take() { return std::move(out_); }

 private:
  FtrToml out_;
};

std::string xpath(const FtrRules::Text& rule) {
  return fmt::format("{{ xpath = {} }}", toml_string(rule.value));
}
std::string text(const FtrRules::Text& rule) {
  return toml_string(rule.value);
}
std::string link(const FtrRules::Link& rule) {
  if (rule.when.empty()) return fmt::format("{{ xpath = {} }}", toml_string(rule.value));
  return fmt::format("{{ xpath = {}, when = {{ xpath = {} }} }}", toml_string(rule.value),
                     toml_string(rule.when));
}

void write_edits(const FtrRules& rules, Writer& out) {
  const bool has_edits =
      !(rules.replace.empty() && rules.strip.empty() && rules.strip_id_or_class.empty() &&
        rules.strip_image.empty() && rules.dissolve.empty() && rules.wrap.empty() &&
        rules.lazy_images.empty()) ||
      rules.skip_json_ld;
  if (!has_edits) return;
  out.line("");
  out.line("[edit]");
  out.list("replace", rules.replace, [](const FtrRules::Replacement& one) {
    return fmt::format("{{ find = {}, with = {} }}", toml_string(one.find), toml_string(one.with));
  });
  out.list("strip", rules.strip, xpath);
  out.list("strip_id_or_class", rules.strip_id_or_class, text);
  out.list("strip_image", rules.strip_image, text);
  out.list("dissolve", rules.dissolve, xpath);
  out.list("wrap", rules.wrap, [](const FtrRules::Wrap& one) {
    return fmt::format("{{ what = {{ xpath = {} }}, in = {} }}", toml_string(one.query),
                       toml_string(one.element));
  });
  out.list("lazy_images", rules.lazy_images, text);
  if (rules.skip_json_ld) out.line("linked_data = false");
}

// Where the file says how further pages are found, a page without such a link has none.
std::string only_rules(const FtrRules& rules) {
  std::string fields;
  const auto add = [&](std::string_view field) {
    fields += fmt::format("{}\"{}\"", fields.empty() ? "" : ", ", field);
  };
  if (!rules.autodetect && !rules.title.empty()) add("title");
  if (!rules.autodetect && !rules.body.empty()) add("body");
  const bool has_links = !rules.next_page.empty() || !rules.single_page.empty();
  if (!rules.autodetect_next_page.value_or(!has_links)) add("next_page");
  return fields;
}

void write_article(const FtrRules& rules, Writer& out) {
  out.line("");
  out.line("[[article]]");
  out.list("title", rules.title, xpath);
  out.list("date", rules.date, xpath);
  out.list("author", rules.author, xpath);
  out.list("body", rules.body, xpath);
  out.list("single_page", rules.single_page, link);
  out.list("next_page", rules.next_page, link);
  out.line("min_chars = 0");
  if (const std::string fields = only_rules(rules); !fields.empty())
    out.line(fmt::format("only_rules = [{}]", fields));
}

void write_tests(const FtrRules& rules, Writer& out) {
  for (const FtrRules::Test& test : rules.tests) {
    const auto url = url::Url::parse(test.url);
    if (!url) continue;
    out.line("");
    out.line("[[test]]");
    out.line(fmt::format("url = {}", toml_string(url->href())));
    if (test.contains.empty()) continue;
    std::string texts;
    for (const std::string& one : test.contains)
      texts += fmt::format("{}{}", texts.empty() ? "" : ", ", toml_string(one));
    out.line(fmt::format("body_contains = [{}]", texts));
  }
}

// A comment must stay one line, whatever a page's author wrote.
std::string comment(std::string_view text) {
  std::string out = "# ";
  for (const char c : text) out += static_cast<unsigned char>(c) < 0x20 || c == 0x7F ? ' ' : c;
  return out;
}

}  // namespace

FtrToml to_toml(const FtrRules& rules, std::string_view id, std::string_view domain,
                std::string_view from) {
  Writer out;
  out.line(comment(fmt::format("From {} of ftr-site-config.", from)));
  for (const std::string& one : rules.refused)
    out.line(comment(fmt::format("Not carried over: {}", one)));
  out.line("version = 1");
  out.line(fmt::format("id = {}", toml_string(id)));
  out.line(fmt::format("domains = [{}]", toml_string(domain)));
  out.line("rules_only = true");
  if (!rules.refused.empty())
    out.line(fmt::format(
        "notice = {}", toml_string(fmt::format("not obeyed: {}", fmt::join(rules.refused, "; ")))));
  write_edits(rules, out);
  write_article(rules, out);
  write_tests(rules, out);
  return out.take();
}

}  // namespace tearsheet::site
