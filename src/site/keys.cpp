#include "site/keys.h"

#include <algorithm>
#include <array>

namespace tearsheet::site {
namespace {

constexpr auto kFile = std::to_array<Key>({
    {"version", "number", "1: the form of the file", "required"},
    {"id", "text", "short name: letters, digits, `-`, `_`, `.`", "required"},
    {"domains", "list of hosts",
     "with or without `www.`, in letters or in their ASCII form; `\"*.news.example\"` for "
     "sub-domains, `\"*\"` for every host",
     "required"},
    {"name", "text", "for people", "the id"},
    {"language", "text", "BCP 47, for pages that say nothing", ""},
    {"timezone", "text", "IANA name or offset, for dates without one", ""},
    {"enabled", "true or false", "false: only crawled when named", "true"},
    {"rules_only", "true or false", "no `[[source]]`; rules for pages that are come by otherwise",
     "false"},
    {"notice", "text", "what `site list` and `fetch` say of the file", ""},
    {"politeness", "table", "how slowly to go", ""},
    {"urls", "table", "which addresses are articles", ""},
    {"source", "tables", "where articles are listed", "required without `rules_only`"},
    {"edit", "table", "what is changed of a page before its text is looked for", ""},
    {"article", "table, or tables", "how the parts of an article are found", ""},
    {"test", "tables", "pages to prove the file with", ""},
});

constexpr auto kPoliteness = std::to_array<Key>({
    {"delay", "seconds",
     "between an answer and the next request; under a second on private addresses only", "5"},
    {"max_pages", "number", "pages of the site in one run", "200"},
    {"timeout", "seconds", "for one transfer, up to 600", "30"},
    {"retries", "number", "further attempts at a page, up to 10", "2"},
    {"authorization_file", "path",
     "its first line is sent as `Authorization`, to this site's hosts alone", ""},
    {"authorization_command", "command", "the same of the first line that it prints", ""},
});

constexpr auto kUrls = std::to_array<Key>({
    {"article", "patterns (RE2)",
     "searched in the whole address; without it every listed address of the domains counts", ""},
    {"exclude", "patterns (RE2)", "addresses that are no articles", ""},
    {"keep_params", "list of names", "query parameters that are part of the deduplication key", ""},
    {"drop_params", "list of names", "query parameters that are not", ""},
    {"same_host", "true or false", "keeps to the host of the source", "false"},
});

constexpr auto kSource = std::to_array<Key>({
    {"kind", "word",
     "`listing`, `feed`, `sitemap`, `news-sitemap`, or `auto`: a home page whose feeds, sitemaps "
     "and listings are found",
     "listing"},
    {"url", "address", "the page or file", "required"},
    {"item", "rule", "listing: the repeated block", ""},
    {"link", "rules", "listing: of the item, the article's address", ""},
    {"title", "rules", "listing: of the item", ""},
    {"date", "rules", "listing: of the item", ""},
    {"summary", "rules", "listing: of the item", ""},
    {"next", "rules", "listing: of the page, its next one", ""},
    {"max_depth", "number", "listing: pages of it", "10"},
    {"stop_when_known", "number", "listing: known items in a row that end it", "20"},
    {"interval", "seconds", "how long the source is left alone after a visit, up to 30 days",
     "its own rhythm"},
});

constexpr auto kEdit = std::to_array<Key>({
    {"replace", "list of tables", "text for text in the HTML, in order, before anything is read",
     ""},
    {"strip", "rules", "elements, texts and attributes that go", ""},
    {"strip_id_or_class", "list of texts", "elements go whose `id` or `class` has this part", ""},
    {"strip_image", "list of texts", "images go whose address has this part", ""},
    {"dissolve", "rules", "elements that go, but for what is in them", ""},
    {"wrap", "list of tables", "elements that are put in another", ""},
    {"lazy_images", "list of names", "attributes that hold an image's real address", ""},
    {"linked_data", "true or false", "JSON-LD is read", "true"},
});

constexpr auto kReplace = std::to_array<Key>({
    {"find", "text", "as it stands in the HTML", "required"},
    {"with", "text", "what stands there instead", "nothing"},
});

constexpr auto kWrap = std::to_array<Key>({
    {"what", "rule", "the elements", "required"},
    {"in", "word", "the element that they are put in, as `blockquote`", "required"},
});

constexpr auto kArticle = std::to_array<Key>({
    {"canonical", "rules", "the page's own address", "automatic"},
    {"title", "rules", "the headline", "automatic"},
    {"date", "rules", "when it was published", "automatic"},
    {"updated", "rules", "when it was last changed", "automatic"},
    {"summary", "rules", "standfirst or description", "automatic"},
    {"author", "rules", "who wrote it", "automatic"},
    {"image", "rules", "its main picture", "automatic"},
    {"image_caption", "rules", "what stands below the picture", "automatic"},
    {"section", "rules", "the part of the paper", "automatic"},
    {"tags", "rules", "keywords", "automatic"},
    {"language", "rules", "BCP 47", "automatic"},
    {"body", "rules", "the elements that hold the text; all that match, in order", "automatic"},
    {"next_page", "rules", "the address of the article's next page", "automatic"},
    {"single_page", "rules", "the address of the page that has all in one", ""},
    {"only_rules", "list of `title`, `body`, `next_page`",
     "not found automatically where the rules find nothing", ""},
    {"paragraphs", "rule", "the blocks inside the body", ""},
    {"strip", "rules", "elements of the body that go", ""},
    {"strip_from", "list of tables", "where the body ends: an element that holds a text", ""},
    {"strip_text", "patterns (RE2)", "paragraphs that match go", ""},
    {"min_chars", "number", "a body of fewer characters is a failure of the rule", "80"},
    {"valid_until", "date",
     "dates an older layout: `[[article]]` may stand several times, newest first", ""},
});

constexpr auto kStripFrom = std::to_array<Key>({
    {"text", "pattern (RE2)", "the text", "required"},
    {"element", "rule", "only in these elements", "any"},
});

constexpr auto kTest = std::to_array<Key>({
    {"file", "path", "a page kept beside the site file", "this or `url`"},
    {"url", "address", "the page's address; fetched with `--live`", "this or `file`"},
    {"title", "text", "article: as it must be", ""},
    {"date", "text", "article: at the precision given", ""},
    {"summary", "text", "article: as it must be", ""},
    {"language", "text", "article: as it must be", ""},
    {"authors", "list of texts", "article: as they must be", ""},
    {"body_starts", "text", "article: how the text begins", ""},
    {"body_ends", "text", "article: how the text ends", ""},
    {"body_contains", "list of texts", "article: what is in the text", ""},
    {"body_excludes", "list of texts", "article: what is not", ""},
    {"paragraphs", "number", "article: paragraphs of the text", ""},
    {"items", "number", "listing: exactly so many", ""},
    {"items_min", "number", "listing: at least so many", ""},
    {"first_link", "address", "listing: of its first item", ""},
    {"source", "number", "which `[[source]]` reads the listing, from 1", "the first listing"},
});

constexpr auto kRule = std::to_array<Key>({
    {"css", "selector", "with `::text` and `::attr(name)`", "this, `xpath` or `auto`"},
    {"xpath", "XPath 1.0", "in its place", ""},
    {"attr", "name", "take this attribute in place of the text", ""},
    {"regex", "pattern (RE2)", "the first group, or the whole match, is the value", ""},
    {"format", "text, or list", "dates: strptime-like patterns, or `\"iso\"`, tried in order", ""},
    {"when", "rule", "only on pages where this finds something", ""},
    {"auto", "true or false", "the automatic extractor", "false"},
});

constexpr auto kTables = std::to_array<KeyTable>({
    {"", "the file", "Above the first table.", kFile},
    {"politeness", "[politeness]",
     "It may only slow the crawler down; robots.txt and its Crawl-delay always hold.", kPoliteness},
    {"urls", "[urls]", "Which addresses are articles, and what of an address names one.", kUrls},
    {"source", "[[source]]", "One for each place where articles are listed.", kSource},
    {"edit", "[edit]", "What is changed of a page before its text is looked for.", kEdit},
    {"edit.replace", "replace in [edit]", "A table of the list.", kReplace},
    {"edit.wrap", "wrap in [edit]", "A table of the list.", kWrap},
    {"article", "[article]",
     "What has no rule, or whose rules find nothing, is found automatically; `[]` says that a "
     "field has no value.",
     kArticle},
    {"article.strip_from", "strip_from in [article]", "A table of the list.", kStripFrom},
    {"test", "[[test]]", "A page, and what must be read from it.", kTest},
    {"rule", "a rule as a table",
     "Where a rule is more than a CSS selector in quotes. A list holds alternatives: the first "
     "that gives something wins.",
     kRule},
});

}  // namespace

std::span<const KeyTable> key_tables() {
  return kTables;
}

std::vector<std::string_view> known_keys(std::string_view table) {
  std::vector<std::string_view> names;
  const auto found = std::ranges::find(kTables, table, &KeyTable::name);
  if (found == kTables.end()) return names;
  names.reserve(found->keys.size());
  for (const Key& key : found->keys) names.push_back(key.name);
  return names;
}

}  // namespace tearsheet::site
