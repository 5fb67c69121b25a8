#include "extract/authors/author_candidates.h"

#include <algorithm>
#include <utility>

#include "base/ascii.h"
#include "extract/authors/person_names.h"

namespace tearsheet::extract {
namespace {

using html::Node;

constexpr std::size_t kMaxCandidates = 100;
constexpr std::size_t kMaxNames = 12;
constexpr std::size_t kLongestNames = 1000;  // bytes of one element; more are no names
constexpr std::size_t kMaxStateBytes = 2'000'000;

void from_linked(const AuthorsInput& input, AuthorCollector& out) {
  const auto add = [&](const LinkedArticle& article, double weight) {
    std::vector<std::string> names;
    std::string raw;
    for (const auto& author : article.authors) {
      raw += (raw.empty() ? "" : "; ") + author;
      for (auto& name : split_names(author, false)) names.push_back(std::move(name));
    }
    out.add(std::move(names), NameSource::kLinkedData, "json-ld", "author", raw, weight, kNowhere);
  };
  if (input.article != nullptr) add(*input.article, 0.90);
  for (const auto& other : input.facts.linked.articles) {
    if (&other != input.article && !other.is_nested) add(other, 0.60);
  }
}

struct Keyed {
  std::string_view key;
  double weight;
};
// Weights: how often each alone is right where it stands, in steps of .05.
constexpr std::array<Keyed, 19> kAuthorMetas = {{
    {"author", 0.80},
    {"article:author", 0.75},
    {"og:article:author", 0.70},
    {"parsely-author", 0.85},
    {"sailthru.author", 0.85},
    {"dc.creator", 0.75},
    {"dcterms.creator", 0.75},
    {"byl", 0.85},
    {"citation_author", 0.85},
    {"cxenseparse:author", 0.75},
    {"article:author_name", 0.80},
    {"article.author", 0.75},
    {"authors", 0.75},
    {"creator", 0.65},
    {"dc.contributor", 0.60},
    {"twitter:data1", 0.70},
    {"rnews:author", 0.75},
    {"dcsext.author", 0.70},
    {"author_name", 0.75},
}};

/// Twitter cards: label1 says what data1 is; a reading time has digits, a price too.
bool is_person_card(const Facts& facts) {
  const std::string value = facts.meta("twitter:data1");
  return !facts.meta("twitter:label1").empty() &&
         !std::any_of(value.begin(), value.end(), is_digit);
}

void from_metas(const AuthorsInput& input, AuthorCollector& out) {
  for (const auto& [key, weight] : kAuthorMetas) {
    const bool is_card = key == "twitter:data1";
    if (is_card && !is_person_card(input.facts)) continue;
    std::vector<std::string> names;
    std::string raw;
    for (const auto& meta : input.facts.metas) {
      const auto first_word = meta.value.substr(0, meta.value.find(' '));
      const bool is_only_address =
          looks_like_address(first_word) && first_word.size() == meta.value.size();
      // "The Lamp (www.lamp.example)" is the publication, "Ann Lee - https://..." a person.
      if (meta.key != key || is_only_address || meta.value.find("www.") != std::string_view::npos)
        continue;
      raw += (raw.empty() ? "" : "; ") + std::string(meta.value.substr(0, 200));
      for (auto& name : split_names(meta.value, false)) names.push_back(std::move(name));
    }
    out.add(std::move(names), is_card ? NameSource::kCard : NameSource::kMeta, "meta",
            "meta[" + std::string(key) + "]", raw, weight, kNowhere);
  }
}

/// <x itemprop=author><y itemprop=name>Ann Lee</y>...
Node name_node_of(const Facts& facts, Node person) {
  for (const auto& inner : facts.properties) {
    if (inner.name == "name" && person.contains(inner.node)) return inner.node;
  }
  return person;
}

void from_properties(const AuthorsInput& input, AuthorCollector& out) {
  std::vector<std::string> names;
  std::string raw, locator;
  std::uint32_t last_end = 0, block = kNowhere;
  for (const auto& property : input.facts.properties) {
    if (property.name != "author" && property.name != "creator") continue;
    const Node node = property.node;
    if (node.end() - node.index() > 60) continue;
    const std::uint32_t at = input.survey.first_block(node.index());
    if (at < input.survey.blocks.size()) {
      const auto& ancestors = input.survey.ancestors_of(input.survey.blocks[at]);
      if (ancestors.has(Hint::kComment) || ancestors.has(Hint::kRelated) ||
          stands_in_frame(input, ancestors))
        continue;
    }
    // Authors of one article stand together; those of teasers farther down do not.
    if (last_end != 0 && node.index() > last_end + 40) break;
    last_end = node.end();
    const Node name_node = name_node_of(input.facts, node);
    std::string value = html::visible_text(name_node, kLongestNames);
    if (trimmed(value).empty()) value = std::string(name_node.attribute("content").value_or(""));
    if (locator.empty()) {
      locator = html::locator(node);
      block = at;
    }
    raw += (raw.empty() ? "" : "; ") + value.substr(0, 200);
    for (auto& name : split_names(value, true)) names.push_back(std::move(name));
    if (names.size() > kMaxNames) break;
  }
  out.add(std::move(names), NameSource::kProperty, "microdata", locator, raw, 0.80, block);
}

/// "author":"Ann Lee", "authors":[{"name":"Ann Lee"}], "byline":"By Ann Lee" in a page's state: the
/// text of the first string behind the key, or behind the first "name" near it.
std::string_view state_value(std::string_view text, std::string_view key) {
  const auto place = text.find(key);
  if (place == std::string_view::npos) return {};
  auto rest = text.substr(place + key.size(), 400);
  const auto open = rest.find_first_not_of(" \t\n:[");
  if (open == std::string_view::npos) return {};
  rest.remove_prefix(open);
  if (rest.front() == '{') {
    static constexpr std::string_view kName = "\"name\":\"";
    const auto name = rest.find(kName);
    if (name == std::string_view::npos) return {};
    rest.remove_prefix(name + kName.size() - 1);
  }
  if (rest.front() != '"') return {};
  rest.remove_prefix(1);
  const auto value = rest.substr(0, rest.find('"'));
  return value.find('\\') == std::string_view::npos && value.size() < 100 ? value
                                                                          : std::string_view();
}

void from_state(const AuthorsInput& input, AuthorCollector& out) {
  for (const auto& script : input.document.data_scripts()) {
    if (script.type.find("json") == std::string_view::npos ||
        script.type.find("ld+json") != std::string_view::npos)
      continue;
    const auto text = script.content.substr(0, kMaxStateBytes);
    for (const std::string_view key :
         {"\"author\"", "\"authors\"", "\"byline\"", "\"authorName\""}) {
      const auto value = state_value(text, key);
      if (value.empty()) continue;
      out.add(split_names(value, true), NameSource::kState, "auto",
              "page state " + std::string(key.substr(1, key.size() - 2)), value, 0.30, kNowhere);
    }
  }
}

}  // namespace

bool stands_in_frame(const AuthorsInput& input, const Ancestors& ancestors) {
  if (ancestors.in(AncestorKind::kNav)) return true;
  if (!ancestors.in(AncestorKind::kHeader)) return false;
  const auto depth = [&](AncestorKind what) {
    return ancestors.kind_depth[static_cast<std::size_t>(what)];
  };
  const auto is_of = [&](AncestorKind what) {
    return depth(what) != 0 && depth(what) < depth(AncestorKind::kHeader);
  };
  if (is_of(AncestorKind::kArticle) || is_of(AncestorKind::kMain)) return false;
  const Node header = input.document.node(ancestors.node(AncestorKind::kHeader));
  return input.headline.is_null() ||
         (!header.contains(input.headline) && header.index() < input.headline.index());
}

AuthorCollector::AuthorCollector(std::string_view site_name, const url::Url& page)
    : site_key_(name_key(site_name)) {
  const std::string domain = url::registrable_domain(page.host());
  host_key_ = name_key(domain.substr(0, domain.find('.')));
}

bool AuthorCollector::names_site(const std::string& key) const {
  return key == site_key_ || key == host_key_;
}

bool AuthorCollector::add(std::vector<std::string> names, NameSource source, std::string name,
                          std::string locator, std::string_view raw, double weight,
                          std::uint32_t block) {
  if (found.size() >= kMaxCandidates) return false;
  AuthorCandidate one;
  for (auto& value : names) {
    std::string key = name_key(value);
    if (key.empty() || std::find(one.keys.begin(), one.keys.end(), key) != one.keys.end()) continue;
    one.keys.push_back(std::move(key));
    one.names.push_back(std::move(value));
  }
  // The publication beside its writers is no author.
  for (std::size_t i = one.names.size(); one.names.size() > 1 && i-- > 0;) {
    if (!names_site(one.keys[i])) continue;
    one.keys.erase(one.keys.begin() + static_cast<std::ptrdiff_t>(i));
    one.names.erase(one.names.begin() + static_cast<std::ptrdiff_t>(i));
  }
  if (one.names.empty()) return false;
  std::string joined;
  for (const auto& value : one.names) joined += (joined.empty() ? "" : "; ") + value;
  one.candidate = {std::move(joined),
                   std::move(name),
                   std::move(locator),
                   std::string(raw.substr(0, 300)),
                   weight,
                   {}};
  one.source = source;
  one.block = block;
  found.push_back(std::move(one));
  return true;
}

std::vector<AuthorCandidate> gather_authors(const AuthorsInput& input) {
  AuthorCollector out(input.site_name, input.page);
  from_linked(input, out);
  from_metas(input, out);
  from_properties(input, out);
  from_state(input, out);
  add_bylines(input, out);
  return std::move(out.found);
}

}  // namespace tearsheet::extract
