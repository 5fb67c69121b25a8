#include "extract/title.h"

#include <algorithm>
#include <array>
#include <utility>

#include "extract/ascii.h"
#include "text/text.h"

namespace tearsheet::extract {
namespace {

using html::Node;

constexpr std::size_t kMaxTitle = 500;  // bytes looked at; headlines have under 300

/// Letters and digits alone, folded: two titles are the same if these are.
std::string key_of(std::string_view title) {
  std::string folded = text::fold(title);
  std::string out;
  for (std::size_t i = 0; i < folded.size(); ++i) {
    const auto c = static_cast<unsigned char>(folded[i]);
    if (c < 0x80 && !is_alnum(folded[i])) continue;
    if (c == 0xE2 && i + 2 < folded.size() && static_cast<unsigned char>(folded[i + 1]) == 0x80) {
      i += 2;  // General Punctuation: quotes, dashes, ellipsis
      continue;
    }
    if (c == 0xC2 && i + 1 < folded.size()) {
      ++i;  // Latin-1 signs: guillemets, nbsp
      continue;
    }
    out += folded[i];
  }
  return out;
}

// What stands between a headline and the site's name.
constexpr std::array<std::string_view, 14> kSeparators = {" | ", " - ", " – ", " — ",  " · ",
                                                          " • ", " » ", " « ", " :: ", " / ",
                                                          " > ", " ‹ ", "｜",  " : "};

struct Part {
  std::size_t begin, end;       // of the text
  std::size_t separator_begin;  // of the separator before it
};

std::vector<Part> split_parts(std::string_view title) {
  std::vector<Part> parts{{0, title.size(), 0}};
  for (std::size_t i = 0; i < title.size(); ++i) {
    for (const auto separator : kSeparators) {
      if (title.substr(i, separator.size()) != separator) continue;
      parts.back().end = i;
      parts.push_back({i + separator.size(), title.size(), i});
      i += separator.size() - 1;
      break;
    }
  }
  return parts;
}

/// Whether `part` names the site: equal to its name, or to the host's words ("www.the-sun.co.uk":
/// "The Sun").
bool names_site(std::string_view part, std::string_view site_key, std::string_view host) {
  const std::string key = key_of(part);
  if (key.empty()) return true;
  if (!site_key.empty() &&
      (key == site_key || (key.size() >= 4 && site_key.find(key) != std::string_view::npos) ||
       (site_key.size() >= 4 && key.find(site_key) != std::string::npos &&
        key.size() < 2 * site_key.size() + 8))) {
    return true;
  }
  std::string host_key;
  const std::string domain = url::registrable_domain(host);
  for (const char c : domain.substr(0, domain.find('.'))) {
    if (is_alnum(c)) host_key += lower(c);
  }
  std::string host_all;
  for (const char c : host) {
    if (is_alnum(c)) host_all += lower(c);
  }
  return (host_key.size() >= 3 && key == host_key) ||
         (key.size() >= 4 && host_all.find(key) != std::string::npos) ||
         (host_key.size() >= 4 && key.find(host_key) != std::string::npos &&
          key.size() < 2 * host_key.size() + 8);
}

struct Source {
  std::string text, name, locator;
  Node node;
};

std::string visible_line(Node node) {
  return text::clean_line(html::visible_text(node));
}

bool is_hidden(Node node) {
  for (; !node.is_null() && node.index() != 0; node = node.parent()) {
    if (node.attribute("hidden")) return true;
    const auto style = node.attribute("style");
    if (style && (style->find("display:none") != std::string_view::npos ||
                  style->find("display: none") != std::string_view::npos)) {
      return true;
    }
  }
  return false;
}

/// The heading of a lower level, or with a word more, that says the title that metadata gave; null
/// if none.
Node heading_of(const Facts& facts, const std::string& title_key) {
  if (title_key.size() < 10) return {};
  for (const auto* headings : {&facts.subheadings, &facts.headlines}) {
    for (const Node heading : *headings) {
      if (is_hidden(heading)) continue;
      const std::string key = key_of(visible_line(heading));
      if (key == title_key || (headings == &facts.headlines && key.size() < 2 * title_key.size() &&
                               key.find(title_key) != std::string::npos))
        return heading;
    }
  }
  return {};
}

}  // namespace

std::string cut_site_name(std::string_view title, std::string_view site_name, std::string_view host,
                          std::string_view known, std::string_view section) {
  title = title.substr(0, std::min(title.size(), kMaxTitle));
  const auto parts = split_parts(title);
  if (parts.size() == 1) return text::clean_line(title);
  if (!known.empty()) {
    const std::string known_key = key_of(known);
    for (std::size_t first = 0; first < parts.size(); ++first) {
      for (std::size_t last = parts.size(); last-- > first;) {
        const auto piece = title.substr(parts[first].begin, parts[last].end - parts[first].begin);
        if (!known_key.empty() && key_of(piece) == known_key) return text::clean_line(piece);
      }
    }
  }
  const std::string site_key = key_of(site_name);
  const auto part_text = [&](const Part& part) {
    return title.substr(part.begin, part.end - part.begin);
  };
  std::size_t first = 0, last = parts.size() - 1;
  const std::string section_key = key_of(section);
  const auto is_extra = [&](const Part& part) {
    if (names_site(part_text(part), site_key, host)) return true;
    if (!section_key.empty() && key_of(part_text(part)) == section_key) return true;
    // Behind a bar stand section and site, hardly ever the rest of a headline.
    return part.separator_begin >= 20 && title.substr(part.separator_begin, 3) == " | " &&
           part.end - part.begin <= 30;
  };
  while (last > first && is_extra(parts[last])) --last;
  if (last == parts.size() - 1) {
    while (first < last &&
           (names_site(part_text(parts[first]), site_key, host) ||
            (!section_key.empty() && key_of(part_text(parts[first])) == section_key))) {
      ++first;
    }
  }
  return text::clean_line(title.substr(parts[first].begin, parts[last].end - parts[first].begin));
}

std::string find_site_name(const Facts& facts, const LinkedArticle* article, const url::Url& page,
                           std::string_view known) {
  std::string name = facts.meta("og:site_name");
  if (name.empty()) name = facts.meta("application-name");
  if (name.empty() && article != nullptr) name = clean_value(article->publisher);
  if (name.empty()) name = clean_value(facts.linked.site_name);
  if (name.empty()) name = facts.meta("dc.publisher");
  if (name.empty()) name = facts.meta("apple-mobile-web-app-title");
  if (name.empty() && !facts.title.empty()) {
    // What <title> has beyond the headline that another source gives.
    const auto parts = split_parts(facts.title);
    if (parts.size() > 1) {
      const std::string tail = facts.title.substr(parts.back().begin);
      if (names_site(tail, {}, page.host()) && !key_of(tail).empty()) name = tail;
    }
  }
  if (name.starts_with("http://") || name.starts_with("https://") || name.starts_with("@"))
    name.clear();
  if (name.empty())
    name = known.empty() ? url::registrable_domain(page.host()) : std::string(known);
  return std::string(text::truncate(name, 100));
}

Headline find_title(const Facts& facts, const LinkedArticle* article, std::string_view site_name,
                    const url::Url& page, std::vector<Explanation>* explain) {
  std::vector<Source> sources;
  const auto add = [&](std::string text, std::string name, std::string locator, Node node = {}) {
    if (key_of(text).empty() || text.size() > 4 * kMaxTitle) return;
    sources.push_back({std::move(text), std::move(name), std::move(locator), node});
  };
  std::string linked;
  if (article != nullptr) {
    linked = clean_value(article->headline);
    if (linked.empty()) linked = clean_value(article->name);
  }
  const std::string og = facts.meta("og:title");
  for (const Node h1 : facts.headlines) {
    if (sources.size() > 20) break;
    if (is_hidden(h1)) continue;
    add(visible_line(h1), "headline", html::locator(h1), h1);
  }
  const std::size_t h1_count = sources.size();
  for (const auto& property : facts.properties) {
    if (property.name == "headline" && property.node.tag() != html::Tag::kH1 &&
        sources.size() < 30) {
      add(visible_line(property.node), "microdata", html::locator(property.node), property.node);
    }
  }
  const std::size_t visible_count = sources.size();
  add(linked, "json-ld", "headline");
  // A title that holds another source's headline between separators is that headline and the site's
  // name.
  std::string section = facts.meta("article:section");
  if (section.empty() && article != nullptr) section = clean_value(article->section);
  const auto cut = [&](const std::string& title) {
    for (std::size_t i = 0; i < std::min<std::size_t>(sources.size(), 6); ++i) {
      if (sources[i].name != "headline" && sources[i].name != "json-ld") continue;
      if (names_site(sources[i].text, key_of(site_name), page.host())) continue;
      const std::string piece = cut_site_name(title, site_name, page.host(), sources[i].text);
      if (key_of(piece) == key_of(sources[i].text)) return piece;
    }
    return cut_site_name(title, site_name, page.host(), {}, section);
  };
  add(cut(og), "opengraph", "meta[property='og:title']");
  add(cut(facts.meta("twitter:title")), "meta", "meta[name='twitter:title']");
  for (const char* key : {"parsely-title", "sailthru.title", "dc.title", "dcterms.title", "title",
                          "headline", "hdl", "citation_title"}) {
    add(cut(facts.meta(key)), "meta", std::string("meta[name='") + key + "']");
  }
  add(cut(facts.title), "title", "title");

  std::vector<std::string> keys;
  keys.reserve(sources.size());
  for (const auto& source : sources) keys.push_back(key_of(source.text));
  const std::string title_key = key_of(facts.title), og_key = key_of(og),
                    site_key = key_of(site_name);
  std::size_t own_headlines = 0;
  for (std::size_t i = 0; i < h1_count; ++i)
    own_headlines += names_site(sources[i].text, site_key, page.host()) ? 0U : 1U;
  // og:title, twitter:title and <title> are often one text written for search engines: their
  // agreeing with each other says little, their agreeing with the visible headline or with JSON-LD
  // says much.
  const auto family = [](const std::string& name) {
    return name == "headline" || name == "microdata" ? 0 : name == "json-ld" ? 1 : 2;
  };
  std::vector<Candidate> candidates;
  for (std::size_t i = 0; i < sources.size(); ++i) {
    double weight = 0;
    const std::string& name = sources[i].name;
    if (name == "headline") weight = own_headlines == 1 ? 2.5 : 1.7 - 0.05 * static_cast<double>(i);
    if (name == "microdata") weight = 2.0;
    if (name == "json-ld") weight = 1.9;
    if (name == "opengraph") weight = 1.8;
    if (name == "title") weight = 1.3;
    if (name == "meta") weight = 1.0;
    std::array<bool, 3> backed{};
    bool twin = false;
    for (std::size_t j = 0; j < sources.size(); ++j) {
      if (j == i || keys[i] != keys[j]) continue;
      (family(name) == family(sources[j].name)
           ? twin
           : backed.at(static_cast<std::size_t>(family(sources[j].name)))) = true;
    }
    const bool held = keys[i].size() >= 10 && (title_key.find(keys[i]) != std::string::npos ||
                                               og_key.find(keys[i]) != std::string::npos);
    if (backed[0]) weight += 1.5;
    if (backed[1]) weight += 1.0;
    if (backed[2]) weight += 1.2;
    if (!backed[2] && held && family(name) != 2) weight += 1.0;
    if (twin) weight += 0.3;
    std::string why = backed[0] || backed[1] || backed[2] ? "agrees with other sources"
                      : held                              ? "the page's title holds it"
                                                          : "alone";
    if (names_site(sources[i].text, site_key, page.host())) {
      weight -= 3;
      why = "names the site";
    }
    candidates.push_back({sources[i].text, name, sources[i].locator, {}, weight, why});
  }
  Headline out;
  std::size_t best = candidates.size();
  for (std::size_t i = 0; i < candidates.size(); ++i) {
    if (best == candidates.size() || candidates[i].weight > candidates[best].weight) best = i;
  }
  explain_all(explain, "title", candidates, best, {});
  if (best == candidates.size()) return out;
  out.text = candidates[best].value;
  for (std::size_t i = 0; i < visible_count && out.element.is_null(); ++i) {
    if (keys[i] == keys[best]) out.element = sources[i].node;
  }
  if (out.element.is_null()) out.element = heading_of(facts, keys[best]);
  out.source = to_source("title", candidates[best], std::min(1.0, candidates[best].weight / 4.0));
  return out;
}

}  // namespace tearsheet::extract
