// From a TOML document to a SiteDefinition. Each function reads one table; the format is
// docs/site-files.md.
#include <fmt/format.h>
#include <unicode/uloc.h>
#include <xxhash.h>

#include <algorithm>
#include <array>

#include "base/ascii.h"
#include "base/nearest.h"
#include "site/keys.h"
#include "site/read_edits.h"
#include "site/read_rules.h"
#include "site/reader.h"
#include "site/site.h"

namespace tearsheet::site {
namespace {

constexpr double kMaxDelaySeconds = 86'400;
constexpr double kMaxTimeoutSeconds = 600;
constexpr int kMaxPages = 10'000'000;
constexpr int kMaxRetries = 10;
constexpr double kMaxIntervalSeconds = 30 * 86'400.0;

constexpr std::array<std::pair<std::string_view, SourceKind>, 5> kSourceKinds = {{
    {"listing", SourceKind::kListing},
    {"feed", SourceKind::kFeed},
    {"sitemap", SourceKind::kSitemap},
    {"news-sitemap", SourceKind::kNewsSitemap},
    {"auto", SourceKind::kAuto},
}};

Politeness read_politeness(const Table& table) {
  Politeness politeness;
  politeness.delay = table.seconds("delay", kMaxDelaySeconds);
  politeness.max_pages = table.number("max_pages", 1, kMaxPages);
  politeness.timeout = table.seconds("timeout", kMaxTimeoutSeconds);
  politeness.retries = table.number("retries", 0, kMaxRetries);
  politeness.authorization_file = table.text("authorization_file");
  politeness.authorization_command = table.text("authorization_command");
  return politeness;
}

SourceKind read_kind(const Table& table) {
  const toml::node* node = table.find("kind");
  if (node == nullptr) return SourceKind::kListing;
  const auto text = table.reader().text(*node, table.path("kind"));
  if (!text) return SourceKind::kListing;
  std::vector<std::string_view> names;
  for (const auto& [name, kind] : kSourceKinds) {
    if (name == *text) return kind;
    names.push_back(name);
  }
  const auto meant = nearest(*text, names);
  table.reader().complain(
      *node, fmt::format("unknown kind \"{}\"{}", *text,
                         meant.empty() ? " (listing, feed, sitemap, news-sitemap or auto)"
                                       : fmt::format(", did you mean \"{}\"?", meant)));
  return SourceKind::kListing;
}

std::optional<Source> read_source(Reader& reader, const toml::table& toml) {
  const Table table(reader, toml, "source", known_keys("source"));
  Source source;
  source.kind = read_kind(table);
  const toml::node* address = table.find("url");
  if (address == nullptr) {
    reader.complain(toml, "a [[source]] needs a \"url\"");
    return std::nullopt;
  }
  if (auto url = reader.url(*address, "source.url")) source.url = std::move(*url);
  source.item = read_query(table, "item");
  source.link = read_rules(table, "link");
  source.title = read_rules(table, "title");
  source.date = read_rules(table, "date");
  source.summary = read_rules(table, "summary");
  source.next = read_rules(table, "next");
  source.max_depth = table.number("max_depth", 1, 1'000'000).value_or(source.max_depth);
  source.stop_when_known =
      table.number("stop_when_known", 1, 1'000'000).value_or(source.stop_when_known);
  source.interval = table.seconds("interval", kMaxIntervalSeconds);
  const bool has_rules = source.item || !source.link.empty() || !source.title.empty() ||
                         !source.date.empty() || !source.summary.empty() || !source.next.empty();
  if (source.kind != SourceKind::kListing && has_rules) {
    reader.complain(toml, "selectors in a [[source]] are for kind = \"listing\" alone");
  }
  if (!source.item && !(source.title.empty() && source.date.empty() && source.summary.empty())) {
    reader.complain(toml,
                    "\"title\", \"date\" and \"summary\" of a [[source]] are relative to its "
                    "\"item\", which is missing");
  }
  return source;
}

void read_strip(const Table& table, ArticleRules& rules) {
  rules.strip = read_queries(table, "strip");
  table.each("strip_from", [&](const toml::node& node) {
    const auto* toml = node.as_table();
    if (toml == nullptr) {
      table.reader().complain(
          node, "\"article.strip_from\" must be a list of { text = '...', element = \"...\" }");
      return;
    }
    const Table entry(table.reader(), *toml, "article.strip_from",
                      known_keys("article.strip_from"));
    const toml::node* text = entry.find("text");
    if (text == nullptr) {
      table.reader().complain(node, "\"article.strip_from\" needs \"text\"");
      return;
    }
    auto pattern = table.reader().pattern(*text, "article.strip_from.text");
    if (pattern) rules.strip_from.push_back({std::move(*pattern), read_query(entry, "element")});
  });
  rules.strip_text = read_patterns(table, "strip_text");
}

// TOML has dates of its own; a date in quotes is accepted as well.
std::optional<dates::Timestamp> read_date(const Table& table, std::string_view key) {
  const toml::node* node = table.find(key);
  if (node == nullptr) return std::nullopt;
  std::string text;
  if (const auto* date = node->as_date()) {
    text = fmt::format("{:04}-{:02}-{:02}", date->get().year, date->get().month, date->get().day);
  } else if (const auto* quoted = node->as_string()) {
    text = quoted->get();
  }
  auto parsed = dates::parse_iso8601(text);
  if (!parsed)
    table.reader().complain(
        *node, fmt::format("\"{}\" must be a date such as 2026-01-31", table.path(key)));
  return parsed;
}

constexpr std::array<std::pair<std::string_view, Rules ArticleRules::*>, 14> kFieldRules = {
    {{"canonical", &ArticleRules::canonical},
     {"title", &ArticleRules::title},
     {"date", &ArticleRules::date},
     {"updated", &ArticleRules::updated},
     {"summary", &ArticleRules::summary},
     {"author", &ArticleRules::author},
     {"image", &ArticleRules::image},
     {"image_caption", &ArticleRules::image_caption},
     {"body", &ArticleRules::body},
     {"section", &ArticleRules::section},
     {"tags", &ArticleRules::tags},
     {"language", &ArticleRules::language},
     {"next_page", &ArticleRules::next_page},
     {"single_page", &ArticleRules::single_page}}};

constexpr std::array<std::string_view, 3> kOnlyRules = {"title", "body", "next_page"};

constexpr std::array<std::string_view, 3> kNeverNothing = {"title", "body", "language"};

/// A field's rules; an empty list says that it has no value.
Rules read_field(const Table& table, std::string_view key) {
  const toml::node* node = table.find(key);
  const auto* list = node == nullptr ? nullptr : node->as_array();
  if (list == nullptr || !list->empty()) return read_rules(table, key);
  if (std::ranges::find(kNeverNothing, key) != kNeverNothing.end()) {
    table.reader().complain(
        *node, fmt::format("\"{}\" cannot be [], which means none: there is no article without "
                           "it (leave the line out for the automatic extractor)",
                           table.path(key)));
    return {};
  }
  Rule rule;
  rule.nothing = true;
  rule.line = static_cast<int>(node->source().begin.line);
  return {rule};
}

std::vector<std::string> read_only_rules(const Table& table) {
  std::vector<std::string> fields = table.texts("only_rules");
  for (const std::string& field : fields) {
    if (std::ranges::find(kOnlyRules, field) == kOnlyRules.end())
      table.reader().complain(
          *table.find("only_rules"),
          fmt::format("\"{}\" in \"article.only_rules\" is none of title, body, next_page", field));
  }
  return fields;
}

ArticleRules read_article(Reader& reader, const toml::table& toml) {
  const Table table(reader, toml, "article", known_keys("article"));
  ArticleRules rules;
  for (const auto& [key, target] : kFieldRules) rules.*target = read_field(table, key);
  rules.paragraphs = read_query(table, "paragraphs");
  read_strip(table, rules);
  rules.min_chars = static_cast<std::size_t>(
      table.number("min_chars", 0, 1'000'000).value_or(static_cast<int>(rules.min_chars)));
  rules.valid_until = read_date(table, "valid_until");
  rules.only_rules = read_only_rules(table);
  return rules;
}

std::optional<SiteTest> read_test(Reader& reader, const toml::table& toml) {
  const Table table(reader, toml, "test", known_keys("test"));
  SiteTest test;
  test.line = table.line();
  const toml::node* file = table.find("file");
  if (file == nullptr && table.find("url") == nullptr) {
    reader.complain(toml,
                    "a [[test]] needs a \"file\" (a page kept beside the site file) or a \"url\"");
    return std::nullopt;
  }
  if (file != nullptr) test.file = reader.file().parent_path() / table.text("file");
  if (const auto* address = table.find("url")) {
    if (auto url = reader.url(*address, "test.url")) test.url = std::move(*url);
  }
  test.title = table.maybe_text("title");
  test.date = table.maybe_text("date");
  test.summary = table.maybe_text("summary");
  test.language = table.maybe_text("language");
  test.body_starts = table.maybe_text("body_starts");
  test.body_ends = table.maybe_text("body_ends");
  test.first_link = table.maybe_text("first_link");
  test.authors = table.texts("authors");
  test.body_contains = table.texts("body_contains");
  test.body_excludes = table.texts("body_excludes");
  test.paragraphs = table.number("paragraphs", 0, 1'000'000);
  test.items = table.number("items", 0, 1'000'000);
  test.items_min = table.number("items_min", 0, 1'000'000);
  test.source = table.number("source", 1, 10'000);
  return test;
}

void read_urls(const Table& table, SiteDefinition& site) {
  site.article_urls = read_patterns(table, "article");
  site.excluded_urls = read_patterns(table, "exclude");
  site.key_rules.keep_params = table.texts("keep_params");
  site.key_rules.drop_params = table.texts("drop_params");
  site.same_host = table.flag("same_host", false);
}

bool is_identifier(std::string_view id) {
  const auto is_allowed = [](char c) { return is_alnum(c) || c == '-' || c == '_' || c == '.'; };
  return !id.empty() && id.size() <= 100 && id.front() != '.' && id.front() != '-' &&
         std::all_of(id.begin(), id.end(), is_allowed);
}

// Well-formed, and of a language that ICU has heard of.
bool is_language(const std::string& tag) {
  std::array<char, ULOC_FULLNAME_CAPACITY> locale{};
  std::int32_t parsed = 0;
  UErrorCode status = U_ZERO_ERROR;
  uloc_forLanguageTag(tag.c_str(), locale.data(), static_cast<std::int32_t>(locale.size()), &parsed,
                      &status);
  return U_SUCCESS(status) != 0 && static_cast<std::size_t>(parsed) == tag.size() &&
         std::string_view(uloc_getISO3Language(locale.data())) != "";
}

// As addresses have it: in lower case, names beyond ASCII in their ASCII form (WHATWG URL 3.5),
// without the dot of the root; "*." stays in front. Empty: no host.
std::optional<std::string> read_domain(std::string_view domain) {
  if (domain == kEveryHost) return std::string(kEveryHost);
  const bool is_wild = domain.starts_with("*.");
  const std::string_view name = is_wild ? domain.substr(2) : domain;
  const bool is_ipv6 = name.starts_with('[');
  if (name.empty() ||
      name.find_first_of(is_ipv6 ? "/ @?#\\" : "/: @?#\\") != std::string_view::npos)
    return std::nullopt;
  const auto parsed = url::Url::parse(fmt::format("http://{}/", name));
  if (!parsed) return std::nullopt;
  std::string host(parsed->host());
  if (host.ends_with('.')) host.pop_back();
  return is_wild ? "*." + host : host;
}

void read_identity(const Table& table, SiteDefinition& site) {
  Reader& reader = table.reader();
  const auto version = table.number("version", 1, 1'000'000);
  if (!version) reader.complain(table.toml(), "\"version = 1\" is missing");
  if (version && *version != 1)
    reader.complain(*table.find("version"), "version 1 is the only one that this program reads");
  site.id = table.text("id");
  if (!is_identifier(site.id)) {
    const toml::node* node = table.find("id");
    reader.complain(node == nullptr ? static_cast<const toml::node&>(table.toml()) : *node,
                    "\"id\" must be a short name of letters, digits, '-', '_' and '.'");
  }
  site.name = table.text("name", site.id);
  site.language = table.text("language");
  if (!site.language.empty() && !is_language(site.language)) {
    reader.complain(
        *table.find("language"),
        fmt::format("\"{}\" is no language (BCP 47, as in \"en\" or \"pt-BR\")", site.language));
  }
  site.timezone = table.text("timezone");
  if (!site.timezone.empty() && !dates::is_zone(site.timezone)) {
    reader.complain(
        *table.find("timezone"),
        fmt::format("\"{}\" is no time zone (as in \"Asia/Seoul\" or \"+09:00\")", site.timezone));
  }
  site.enabled = table.flag("enabled", true);
  site.rules_only = table.flag("rules_only", false);
  if (const std::string notice = table.text("notice"); !notice.empty())
    site.notice = fmt::format("{}: {}", reader.file().string(), notice);
  site.domains = table.texts("domains");
  if (site.domains.empty())
    reader.complain(table.toml(), "\"domains\" is missing (the hosts of this site)");
  for (std::string& domain : site.domains) {
    auto host = read_domain(domain);
    if (host) {
      domain = std::move(*host);
    } else {
      reader.complain(*table.find("domains"),
                      fmt::format("\"{}\" is no host name (no scheme, port or path here)", domain));
    }
  }
}

}  // namespace

Result<SiteDefinition> parse_site(std::string_view toml, const std::filesystem::path& file) {
  const auto parsed = toml::parse(toml, file.string());
  if (!parsed) {
    const auto& where = parsed.error().source().begin;
    return fail(ErrorCode::kInvalid, fmt::format("{}:{}:{}: {}", file.string(), where.line,
                                                 where.column, parsed.error().description()));
  }
  Reader reader(file);
  const Table root(reader, parsed.table(), "", known_keys(""));
  SiteDefinition site;
  site.file = file;
  site.hash = fmt::format("{:016x}", XXH3_64bits(toml.data(), toml.size()));
  read_identity(root, site);
  root.each_table("politeness", [&](const toml::table& table) {
    site.politeness = read_politeness(Table(reader, table, "politeness", known_keys("politeness")));
  });
  root.each_table("urls", [&](const toml::table& table) {
    read_urls(Table(reader, table, "urls", known_keys("urls")), site);
  });
  root.each_table("source", [&](const toml::table& table) {
    if (auto source = read_source(reader, table)) site.sources.push_back(std::move(*source));
  });
  root.each_table("edit", [&](const toml::table& table) { read_edits(reader, table, site.edits); });
  root.each_table("article", [&](const toml::table& table) {
    site.articles.push_back(read_article(reader, table));
  });
  root.each_table("test", [&](const toml::table& table) {
    if (auto test = read_test(reader, table)) site.tests.push_back(std::move(*test));
  });
  if (site.sources.empty() && !site.rules_only)
    reader.complain(parsed.table(),
                    "no [[source]]: where are the articles listed? (rules_only = true where they "
                    "are come by otherwise)");
  if (!site.sources.empty() && (site.rules_only || site.is_everyones()))
    reader.complain(parsed.table(),
                    "rules for pages that are come by otherwise have no [[source]]");
  if (reader.error()) return fail(*reader.error());
  return site;
}

}  // namespace tearsheet::site
