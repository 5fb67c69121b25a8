#include "learn/rules/site_file.h"

#include <fmt/format.h>

#include <algorithm>

#include "learn/rules/toml.h"

namespace tearsheet::learn {
namespace {

// Under this a rule is pointed out to whoever reads the table.
constexpr double kSure = 0.98, kLasts = 0.9;

std::string_view kind_name(site::SourceKind kind) {
  switch (kind) {
    case site::SourceKind::kListing:
      return "listing";
    case site::SourceKind::kFeed:
      return "feed";
    case site::SourceKind::kSitemap:
      return "sitemap";
    case site::SourceKind::kNewsSitemap:
      return "news-sitemap";
    case site::SourceKind::kAuto:
      break;
  }
  return "auto";
}

std::string rules_toml(const std::vector<ValueRule>& rules) {
  if (rules.size() == 1) return to_toml(rules.front());
  std::vector<std::string> values;
  for (const ValueRule& rule : rules) values.push_back(to_toml(rule));
  return toml_list(values);
}

std::string strings_toml(const std::vector<std::string>& texts) {
  std::vector<std::string> values;
  for (const std::string& text : texts) values.push_back(toml_string(text));
  return toml_list(values);
}

std::string percent(double share) {
  return fmt::format("{:.0f} %", 100 * share);
}

class Writer {
 public:
  explicit Writer(const SiteFile& file) : file_(file) {}

  std::string run() {
    head();
    urls();
    sources();
    article();
    tests();
    return std::move(out_);
  }

 private:
  void line(const std::string& text) { out_ += text + '\n'; }
  void key(std::string_view name, const std::string& value) {
    out_ += fmt::format("{} = {}\n", name, value);
  }

  void head() {
    line(
        fmt::format("# {}: written by `tearsheet site new` from {} articles and {} pages that list "
                    "some.",
                    comment_text(file_.name.empty() ? file_.id : file_.name), file_.articles_read,
                    file_.listing.pages.size()));
    line(
        "# Each comment says on how many of these pages a rule gave what is believed to be right.");
    key("version", "1");
    key("id", toml_string(file_.id));
    if (!file_.name.empty()) key("name", toml_string(file_.name));
    key("domains", strings_toml(file_.domains));
    if (!file_.language.empty()) key("language", toml_string(file_.language));
    if (file_.delay) {
      line("\n[politeness]");
      key("delay", fmt::format("{:.3f}", static_cast<double>(file_.delay->count()) / 1000.0));
    }
  }

  void urls() {
    const AddressPatterns& found = file_.addresses;
    if (found.patterns.empty()) {
      line(
          "\n# No pattern of addresses: what is known of them has nothing in common that others lack.");
      return;
    }
    line("\n[urls]");
    line(fmt::format("# Fits {} of {} known addresses of articles, and {} of {} others.",
                     found.taken, found.of, found.mistaken, found.others));
    key("article", strings_toml(found.patterns));
  }

  void sources() {
    for (const KnownSource& source : file_.sources) {
      line("\n[[source]]");
      line(fmt::format("# Named {} articles when it was read.", source.entries));
      key("kind", toml_string(kind_name(source.kind)));
      key("url", toml_string(source.url.href()));
    }
    for (const ListedPage& page : file_.listing.pages)
      listing(page.sample->url, fmt::format("{} items when it was read.", page.items));
    for (const url::Url& url : file_.unread)
      listing(url, "Not read yet: taken for a listing because it stands among the others.");
    if (!file_.sources.empty() || !file_.listing.pages.empty()) return;
    line("\n[[source]]");
    line(
        "# No listing, feed or sitemap was among the pages: look for one that names the articles.");
    key("kind", toml_string("auto"));
    key("url", toml_string(file_.front));
  }

  void listing(const url::Url& url, const std::string& comment) {
    const ListingRules& rules = file_.listing;
    line("\n[[source]]");
    line("# " + comment);
    key("kind", toml_string("listing"));
    key("url", toml_string(url.href()));
    key("item", toml_string(rules.item));
    if (rules.link) key("link", to_toml(*rules.link));
    if (rules.title) key("title", to_toml(*rules.title));
    if (rules.date) key("date", to_toml(*rules.date));
    if (rules.summary) key("summary", to_toml(*rules.summary));
    if (!rules.next.empty()) key("next", rules.next);
  }

  void rules(std::string_view name, const std::vector<ValueRule>& rules) {
    if (rules.empty()) {
      line(fmt::format(
          "# {}: no rule was right as often as the automatic extractor, which finds it.", name));
      return;
    }
    const ValueRule& first = rules.front();
    line(fmt::format("# {}: right on {} of {} pages; {} of edited copies give the same.", name,
                     first.right, first.of, percent(first.survives)));
    key(name, rules_toml(rules));
  }

  void article() {
    const ArticlePart& part = file_.article;
    line("\n[article]");
    if (file_.has_few_articles()) {
      line(fmt::format("# What fewer than {} articles have in common need not be the site's: the",
                       SiteFile::kLeastArticles));
      line("# automatic extractor reads them.");
      return;
    }
    rules("title", part.title);
    rules("date", part.date);
    rules("author", part.author);
    if (!part.body) {
      line("# body: no element holds it alone on all pages; the automatic extractor finds it.");
      return;
    }
    line(fmt::format(
        "# body: the same text as believed on {} of {} pages ({} of letters in the mean).",
        part.body->right, part.body->of, percent(part.body->agrees)));
    if (!part.body->is_first)
      line(fmt::format("# The automatic extractor's is, for {} of them: it comes first.",
                       percent(part.body->automatic_agrees)));
    std::vector<std::string> ways{toml_string(part.body->css), "{ auto = true }"};
    if (!part.body->is_first) std::swap(ways.front(), ways.back());
    key("body", toml_list(ways));
    if (!part.body->strip.empty()) key("strip", strings_toml(part.body->strip));
    if (!part.body->strip_text.empty()) {
      line("# Lines that stand on several pages.");
      key("strip_text", strings_toml(part.body->strip_text));
    }
  }

  void tests() {
    for (const PinnedTest& test : file_.tests) {
      line("\n[[test]]");
      key("file", toml_string(test.saved));
      key("url", toml_string(test.url));
      const auto text = [&](std::string_view name, const std::string& value) {
        if (!value.empty()) key(name, toml_string(value));
      };
      text("title", test.title);
      text("date", test.date);
      text("body_starts", test.body_starts);
      text("body_ends", test.body_ends);
      if (test.items_min > 0) key("items_min", std::to_string(test.items_min));
      text("first_link", test.first_link);
      if (test.source > 0) key("source", std::to_string(test.source));
    }
  }

  const SiteFile& file_;
  std::string out_;
};

Finding of_rules(std::string where, const std::vector<ValueRule>& rules) {
  Finding out;
  out.where = std::move(where);
  if (rules.empty()) {
    out.look = "no rule: found automatically";
    return out;
  }
  out.value = rules_toml(rules);
  out.right = rules.front().right;
  out.of = rules.front().of;
  out.survives = rules.front().survives;
  return out;
}

void look_at_doubts(Finding& finding) {
  if (!finding.look.empty() || finding.value.empty()) return;
  if (finding.of == 0) {
    finding.look = "nothing to hold it against";
  } else if (static_cast<double>(finding.right) < kSure * static_cast<double>(finding.of)) {
    finding.look = "not right everywhere";
  } else if (finding.of < 3) {
    finding.look = "few pages to learn from";
  } else if (finding.survives < kLasts) {
    finding.look = "a small redesign may break it";
  }
}

}  // namespace

std::string to_toml(const SiteFile& file) {
  return Writer(file).run();
}

std::vector<Finding> findings_of(const SiteFile& file) {
  std::vector<Finding> out;
  Finding addresses{"urls.article",
                    file.addresses.patterns.empty() ? "" : strings_toml(file.addresses.patterns),
                    file.addresses.taken, file.addresses.of};
  if (addresses.value.empty()) addresses.look = "no pattern: every address of the site counts";
  if (file.addresses.mistaken > 0)
    addresses.look = fmt::format("fits {} addresses of other pages", file.addresses.mistaken);
  out.push_back(std::move(addresses));
  for (const KnownSource& source : file.sources) {
    out.push_back({fmt::format("source.{}", kind_name(source.kind)), source.url.href(),
                   source.entries, source.entries});
  }
  const ListingRules& listing = file.listing;
  if (listing.item.empty()) {
    out.push_back({"source.item", "", 0, 0, 1, "no listing was read"});
  } else {
    out.push_back(
        {"source.item", toml_string(listing.item), listing.right, listing.of, listing.survives});
    const auto add = [&](const char* where, const std::optional<ValueRule>& rule) {
      if (rule) out.push_back(of_rules(where, {*rule}));
    };
    add("source.link", listing.link);
    add("source.title", listing.title);
    add("source.date", listing.date);
    Finding next{"source.next", listing.next, listing.next_right, listing.next_of};
    if (next.value.empty()) next.look = "no further pages found";
    out.push_back(std::move(next));
  }
  out.push_back(of_rules("article.title", file.article.title));
  out.push_back(of_rules("article.date", file.article.date));
  out.push_back(of_rules("article.author", file.article.author));
  Finding body{"article.body", ""};
  if (file.article.body) {
    body.value = toml_string(file.article.body->css);
    body.right = file.article.body->right;
    body.of = file.article.body->of;
    body.survives = file.article.body->survives;
  } else {
    body.look = "no rule: found automatically";
  }
  out.push_back(std::move(body));
  for (Finding& finding : out) look_at_doubts(finding);
  return out;
}

}  // namespace tearsheet::learn
