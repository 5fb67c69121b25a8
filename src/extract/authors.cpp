#include "extract/authors.h"

#include <algorithm>
#include <array>
#include <utility>

#include "extract/ascii.h"
#include "extract/authors_table.h"
#include "text/text.h"

namespace tearsheet::extract {
namespace {

using html::Node;

constexpr std::size_t kMaxAuthors = 12;

bool is_separator(std::string_view text, std::size_t at, std::size_t& bytes) {
  for (const std::string_view mark :
       {" | ", "|", ";", " / ", "/", " • ", " · ", " — ", " – ", " - ", "\n", "、", "，", " + "}) {
    if (text.substr(at, mark.size()) == mark) {
      bytes = mark.size();
      return true;
    }
  }
  return false;
}

std::vector<std::string_view> split_plain(std::string_view text) {
  std::vector<std::string_view> out;
  std::size_t begin = 0;
  for (std::size_t i = 0; i < text.size();) {
    std::size_t bytes = 1;
    if (is_separator(text, i, bytes)) {
      out.push_back(text.substr(begin, i - begin));
      begin = i + bytes;
    }
    i += bytes;
  }
  out.push_back(text.substr(begin));
  return out;
}

void split_at(std::vector<std::string_view>& parts, std::string_view mark) {
  std::vector<std::string_view> out;
  for (const auto part : parts) {
    std::size_t begin = 0;
    for (auto at = part.find(mark); at != std::string_view::npos; at = part.find(mark, begin)) {
      out.push_back(part.substr(begin, at - begin));
      begin = at + mark.size();
    }
    out.push_back(part.substr(begin));
  }
  parts = std::move(out);
}

std::string_view strip_opener(std::string_view text, bool& had_opener) {
  for (int rounds = 0; rounds < 2; ++rounds) {
    bool found = false;
    for (const auto opener : byline_openers()) {
      if (text.size() <= opener.size() ||
          !equals_ignoring_case(text.substr(0, opener.size()), opener))
        continue;
      const char next = text[opener.size()];
      const bool sign = !is_alnum(opener.back());
      if (!sign && next != ' ' && next != ':') continue;
      text = trim(text.substr(opener.size()));
      if (!text.empty() && text.front() == ':') text = trim(text.substr(1));
      found = had_opener = true;
      break;
    }
    if (!found) break;
  }
  return text;
}

std::size_t word_count(std::string_view text) {
  return static_cast<std::size_t>(std::count(text.begin(), text.end(), ' ')) + 1;
}

bool has_role_word(std::string_view name) {
  const std::string lowered = text::fold(name);
  std::size_t begin = 0;
  for (std::size_t i = 0; i <= lowered.size(); ++i) {
    if (i < lowered.size() && lowered[i] != ' ' && lowered[i] != ',' && lowered[i] != '.' &&
        lowered[i] != '-')
      continue;
    const auto word = std::string_view(lowered).substr(begin, i - begin);
    begin = i + 1;
    if (!word.empty() &&
        std::find(role_words().begin(), role_words().end(), word) != role_words().end())
      return true;
  }
  return false;
}

bool looks_like_address(std::string_view text) {
  return text.find("://") != std::string_view::npos ||
         text.find("www.") != std::string_view::npos || text.find('@') != std::string_view::npos ||
         text.starts_with('/');
}

bool is_name(std::string_view name) {
  const std::size_t chars = count_chars(name);
  if (chars < 2 || chars > 60 || word_count(name) > 6 || looks_like_address(name)) return false;
  std::size_t digits = 0, letters = 0;
  for (const char c : name) {
    digits += is_digit(c) ? 1U : 0U;
    letters += is_alpha(c) || static_cast<unsigned char>(c) >= 0x80 ? 1U : 0U;
  }
  return digits <= 2 && letters >= 2 &&
         name.find_first_of("{}<>=[]%$?!:") == std::string_view::npos;
}

/// "Lee, Ann (Berlin)" -> without what stands in brackets at the end, quotes and stray signs.
std::string tidy(std::string_view name) {
  name = trim(name);
  if (const auto bracket = name.find(" ("); bracket != std::string_view::npos)
    name = name.substr(0, bracket);
  while (!name.empty() && (name.front() == ',' || name.front() == '-' || name.front() == '.' ||
                           name.front() == '*' || is_space(name.front()))) {
    name.remove_prefix(1);
  }
  while (!name.empty() && (name.back() == ',' || name.back() == '-' || name.back() == ':' ||
                           name.back() == '*' || is_space(name.back()))) {
    name.remove_suffix(1);
  }
  return std::string(name);
}

std::string folded_key(std::string_view name) {
  std::string out;
  for (const char c : text::fold(name)) {
    if (is_alnum(c) || static_cast<unsigned char>(c) >= 0x80) out += c;
  }
  return out;
}

}  // namespace

std::vector<std::string> split_names(std::string_view raw, bool is_byline) {
  std::vector<std::string> out;
  const std::string line = clean_value(raw);
  if (line.size() > 300 || looks_like_address(line.substr(0, line.find(' ')))) return out;
  bool had_opener = false;
  const std::string_view text = strip_opener(line, had_opener);
  std::vector<std::string_view> parts{text};
  if (is_byline || text.find(" / ") != std::string_view::npos ||
      text.find_first_of("|;") != std::string_view::npos) {
    parts = split_plain(text);
  }
  for (const auto joiner : name_joiners()) {
    // Only where names of two words stand on both sides: "Marks and Spencer" is one, and " e " or "
    // i " are words.
    if (text.find(joiner) == std::string_view::npos) continue;
    std::vector<std::string_view> trial = parts;
    split_at(trial, joiner);
    const bool plausible = std::all_of(trial.begin(), trial.end(), [&](std::string_view part) {
      return word_count(trim(part)) >= 2;
    });
    if (plausible) parts = std::move(trial);
  }
  if (text.find(',') != std::string_view::npos) {
    std::vector<std::string_view> trial = parts;
    split_at(trial, ",");
    parts = std::move(trial);
  }
  for (auto part : parts) {
    bool ignored = false;
    std::string_view piece = strip_opener(trim(part), ignored);
    // "Ann Lee @annlee", "and Ann Lee"
    if (const auto handle = piece.find(" @"); handle != std::string_view::npos)
      piece = piece.substr(0, handle);
    for (const std::string_view joiner : {"and ", "und ", "& "}) {
      if (parts.size() > 1 && piece.starts_with(joiner)) piece.remove_prefix(joiner.size());
    }
    const std::string name = tidy(piece);
    if (!is_name(name)) continue;
    if (is_byline && has_role_word(name)) continue;
    // Behind a comma stand roles, places and degrees as often as names: those have one word or a
    // known role.
    if (parts.size() > 1 && !out.empty() && word_count(name) < 2 &&
        static_cast<unsigned char>(name[0]) < 0x80 &&
        (is_byline || text.find(',') != std::string_view::npos)) {
      continue;
    }
    if (parts.size() > 1 && !out.empty() && has_role_word(name) &&
        text.find(',') != std::string_view::npos)
      continue;
    if (out.size() < kMaxAuthors) out.push_back(name);
  }
  return out;
}

namespace {

class Collector {
 public:
  Collector(std::string_view site_name, const url::Url& page) : site_key_(folded_key(site_name)) {
    const std::string domain = url::registrable_domain(page.host());
    host_key_ = folded_key(domain.substr(0, domain.find('.')));
  }

  struct Found {
    std::vector<std::string> names;
    Candidate candidate;
  };
  std::vector<Found> found;

  void add(const std::vector<std::string>& names, std::string source, std::string locator,
           std::string raw, double weight) {
    std::vector<std::string> kept;
    std::vector<std::string> keys;
    bool person = false;
    for (const auto& name : names) {
      const std::string key = folded_key(name);
      if (key.empty() || std::find(keys.begin(), keys.end(), key) != keys.end()) continue;
      person |= !names_site(key) && !is_account(name);
      keys.push_back(key);
      kept.push_back(name);
    }
    if (kept.empty()) return;
    std::string joined;
    for (const auto& name : kept) joined += (joined.empty() ? "" : "; ") + name;
    // The publication itself, or an account's name: only where nobody else is named.
    if (!person) weight *= 0.4;
    found.push_back({std::move(kept),
                     {joined, std::move(source), std::move(locator), std::move(raw), weight, {}}});
  }

 private:
  [[nodiscard]] bool names_site(const std::string& key) const {
    return key == site_key_ || key == host_key_;
  }
  /// "ann-lee", "ann.lee", "alee2": what a login looks like.
  static bool is_account(std::string_view name) {
    if (name.find(' ') != std::string_view::npos) return false;
    bool plain = true, sign = false;
    for (const char c : name) {
      plain &= !is_upper(c) && static_cast<unsigned char>(c) < 0x80;
      sign |= c == '-' || c == '.' || c == '_' || is_digit(c);
    }
    return plain && sign;
  }
  std::string site_key_, host_key_;
};

void from_linked(Collector& out, const LinkedArticle* article, double weight) {
  if (article == nullptr) return;
  std::vector<std::string> names;
  std::string raw;
  for (const auto& author : article->authors) {
    raw += (raw.empty() ? "" : "; ") + author;
    for (auto& name : split_names(author, false)) names.push_back(std::move(name));
  }
  out.add(names, "json-ld", "author", raw, weight);
}

void from_metas(Collector& out, const Facts& facts) {
  struct Keyed {
    std::string_view key;
    double weight;
  };
  static constexpr std::array<Keyed, 16> kKeys = {{
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
      {"authors", 0.75},
      {"creator", 0.65},
      {"dc.contributor", 0.60},
      {"twitter:data1", 0.70},
      {"rnews:author", 0.75},
  }};
  for (const auto& [key, weight] : kKeys) {
    std::vector<std::string> names;
    std::string raw;
    if (key == "twitter:data1") {
      // Twitter cards: label1 says what data1 is; a reading time has digits, a price too.
      const std::string value = facts.meta(key);
      if (facts.meta("twitter:label1").empty() || std::any_of(value.begin(), value.end(), is_digit))
        continue;
    }
    for (const auto& meta : facts.metas) {
      if (meta.key != key || looks_like_address(meta.value)) continue;
      raw += (raw.empty() ? "" : "; ") + std::string(meta.value.substr(0, 200));
      for (auto& name : split_names(meta.value, false)) names.push_back(std::move(name));
    }
    if (!names.empty()) out.add(names, "meta", "meta[" + std::string(key) + "]", raw, weight);
  }
}

bool is_elsewhere(const Surroundings& around) {
  return around.has(Hint::kComment) || around.has(Hint::kRelated) || around.has(Hint::kTeaser) ||
         around.in(Around::kNav) || around.in(Around::kFooter) || around.in(Around::kAside);
}

const Surroundings& around_node(const Survey& survey, std::uint32_t node) {
  const std::uint32_t block = survey.first_block(node);
  return block < survey.blocks.size() ? survey.around(survey.blocks[block])
                                      : survey.surroundings.front();
}

void from_properties(Collector& out, const Facts& facts, const Survey& survey) {
  std::vector<std::string> names;
  std::string raw, locator;
  std::uint32_t last_end = 0;
  for (const auto& property : facts.properties) {
    if (property.name != "author" && property.name != "creator") continue;
    if (property.node.end() - property.node.index() > 60) continue;
    const auto& around = around_node(survey, property.node.index());
    if (around.has(Hint::kComment) || around.has(Hint::kRelated)) continue;
    // Authors of one article stand together; those of teasers farther down do not.
    if (last_end != 0 && property.node.index() > last_end + 40) break;
    last_end = property.node.end();
    // <x itemprop=author><y itemprop=name>Ann Lee</y>...
    Node name_node = property.node;
    for (const auto& inner : facts.properties) {
      if (inner.name == "name" && property.node.contains(inner.node)) {
        name_node = inner.node;
        break;
      }
    }
    std::string value = html::visible_text(name_node);
    if (trim(value).empty()) value = std::string(name_node.attribute("content").value_or(""));
    if (locator.empty()) locator = html::locator(property.node);
    raw += (raw.empty() ? "" : "; ") + value.substr(0, 200);
    for (auto& name : split_names(value, true)) names.push_back(std::move(name));
    if (names.size() > kMaxAuthors) break;
  }
  out.add(names, "microdata", locator, raw, 0.80);
}

/// Whether an address is that of a person's page: a path segment that names such pages.
bool leads_to_person(std::string_view href) {
  const std::string path = to_lower(href.substr(0, 300));
  for (const std::string_view segment :
       {"/author/",      "/authors/",      "/autor/",       "/autoren/",    "/autores/",
        "/auteur/",      "/auteurs/",      "/autore/",      "/autori/",     "/staff/",
        "/contributor/", "/contributors/", "/profile/",     "/profiles/",   "/people/",
        "/person/",      "/writer/",       "/writers/",     "/journalist/", "/journalists/",
        "/reporter/",    "/reporters/",    "/columnist/",   "/user/",       "/users/",
        "/byline/",      "/by/",           "/redakteur/",   "/redaktion/",  "/firma/",
        "/firmas/",      "/yazar/",        "/yazarlar/",    "/penulis/",    "/auteure/",
        "/author?",      "author=",        "/medarbeider/", "/skribent/",   "/forfatter/",
        "/team/",        "/bio/",          "/experts/"}) {
    if (path.find(segment) != std::string::npos) return true;
  }
  return false;
}

/// Free text after the opener up to where the name must have ended: a digit, a bracket, a
/// separator.
std::string_view cut_byline(std::string_view text) {
  const auto end = text.find_first_of("0123456789(|");
  if (end == std::string_view::npos) return text;
  const bool number = is_digit(text[end]);
  text = trim(text.substr(0, end));
  if (!number) return text;
  // "Ann Lee am 3.", "Ann Lee on Friday December 19": a small word opens the date.
  for (const std::string_view word : {" on ", " am ", " at ", " le ", " el ", " um ", " den ",
                                      " il ", " op ", " dne ", " em ", " in ", " im "}) {
    if (const auto place = text.find(word); place != std::string_view::npos)
      return text.substr(0, place);
    const auto last = word.substr(0, word.size() - 1);
    if (text.ends_with(last)) return text.substr(0, text.size() - last.size());
  }
  // "Ann Lee June 13": the word before a number is a month or a weekday.
  if (word_count(text) > 2) {
    const auto space = text.rfind(' ');
    const auto word = text.substr(space + 1);
    if (count_chars(word) >= 3 && word.back() != ',' && word.back() != '-')
      text = text.substr(0, space);
  }
  return text;
}

struct Byline {
  const Survey& survey;
  const html::Document& page;

  /// The links in a block that lead to a person.
  [[nodiscard]] std::vector<std::string> linked_names(const TextBlock& block) const {
    std::vector<std::string> names;
    Node first = page.node(block.begin);
    std::uint32_t begin = block.begin;
    for (Node up = first.parent(); !up.is_null() && up.index() != block.holder; up = up.parent())
      begin = up.index();
    for (std::uint32_t i = begin; i < block.end && names.size() < kMaxAuthors; ++i) {
      const Node node = page.node(i);
      if (!node.is_element() || node.tag() != html::Tag::kA) continue;
      const bool person = leads_to_person(node.attribute("href").value_or("")) ||
                          contains_ignoring_case(node.attribute("rel").value_or(""), "author");
      if (!person) continue;
      for (auto& name : split_names(html::visible_text(node), true))
        names.push_back(std::move(name));
    }
    return names;
  }
};

/// Blocks near the headline that are marked as a byline, hold a link to a person, or open like one.
void from_bylines(Collector& out, const Survey& survey, const html::Document& page, Node headline) {
  if (survey.blocks.empty()) return;
  const Byline byline{survey, page};
  const auto count = static_cast<std::uint32_t>(survey.blocks.size());
  const std::uint32_t at = headline.is_null() ? 0 : survey.first_block(headline.index());
  const std::uint32_t begin = at > 8 ? at - 8 : 0;
  std::size_t taken = 0;
  for (std::uint32_t i = begin; i < count && taken < 12; ++i) {
    if (i == at && !headline.is_null()) continue;
    const auto& block = survey.blocks[i];
    const auto text = survey.text_of(block);
    if (text.size() > 200 || text.size() < 2) continue;
    const auto& around = survey.around(block);
    if (is_elsewhere(around)) continue;
    const auto author_depth = around.hint_depth[static_cast<std::size_t>(Hint::kAuthor)];
    const bool marked = author_depth != 0 && block.depth <= author_depth + 3;
    bool opened = false;
    const std::string_view rest = strip_opener(text, opened);
    const bool near = i < at + 20;
    const double distance =
        0.01 * static_cast<double>(std::min<std::uint32_t>(i > at ? i - at : 2 * (at - i), 30));
    if (block.links > 0) {
      auto names = byline.linked_names(block);
      if (!names.empty() && (near || marked)) {
        // Bylines of several are often one block each: further ones right behind are added to the
        // first.
        out.add(names, "byline", html::locator(page.node(block.holder)), std::string(text),
                (marked || opened ? 0.80 : 0.65) - distance);
        ++taken;
        continue;
      }
    }
    if ((!marked && !(opened && near && i > at)) || block.size > 120 || block.ends_sentence)
      continue;
    auto names = split_names(cut_byline(rest), true);
    std::erase_if(names, [&](const std::string& name) {
      return !opened && word_count(name) < 2 && static_cast<unsigned char>(name[0]) < 0x80;
    });
    if (names.empty()) {
      // "Posted on September 21, 2020 by Ann Lee"
      for (const std::string_view opener :
           {" by ", " von ", " par ", " por ", " di ", " door ", " av "}) {
        const auto place = text.find(opener);
        if (place == std::string_view::npos ||
            !(marked || around.has(Hint::kMeta) || around.has(Hint::kDate)))
          continue;
        names = split_names(cut_byline(text.substr(place + opener.size())), true);
        opened = true;
        break;
      }
    }
    if (names.empty()) continue;
    out.add(names, "byline", html::locator(page.node(block.holder)), std::string(text),
            (marked ? 0.55 : 0.40) + (opened ? 0.15 : 0.0) - distance);
    ++taken;
  }
}

bool share_a_name(const std::vector<std::string>& a, const std::vector<std::string>& b) {
  for (const auto& one : a) {
    for (const auto& other : b) {
      if (folded_key(one) == folded_key(other)) return true;
    }
  }
  return false;
}

}  // namespace

Authors find_authors(const html::Document& document, const Facts& facts,
                     const LinkedArticle* article, const Survey& survey, Node headline,
                     std::string_view site_name, const url::Url& page,
                     std::vector<Explanation>* explain) {
  Collector all(site_name, page);
  from_linked(all, article, 0.90);
  from_metas(all, facts);
  from_properties(all, facts, survey);
  from_bylines(all, survey, document, headline);
  std::vector<Candidate> candidates;
  std::size_t best = all.found.size();
  for (std::size_t i = 0; i < all.found.size(); ++i) {
    auto& one = all.found[i];
    double backing = 0;
    for (std::size_t j = 0; j < all.found.size(); ++j) {
      if (i != j && share_a_name(one.names, all.found[j].names))
        backing += 0.2 * all.found[j].candidate.weight;
    }
    one.candidate.weight += std::min(backing, 0.4);
    one.candidate.why = backing > 0 ? "other sources name the same person" : "alone";
    candidates.push_back(one.candidate);
    if (best == all.found.size() || one.candidate.weight > all.found[best].candidate.weight)
      best = i;
  }
  explain_all(explain, "authors", candidates, best, {});
  Authors out;
  if (best == all.found.size()) return out;
  out.names = all.found[best].names;
  out.source = to_source("authors", all.found[best].candidate,
                         std::min(1.0, all.found[best].candidate.weight));
  return out;
}

}  // namespace tearsheet::extract
