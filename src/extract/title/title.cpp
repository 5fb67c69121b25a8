#include "extract/title/title.h"

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

#include "base/ascii.h"
#include "extract/page/bounds.h"
#include "extract/page/hints.h"
#include "extract/page/home_links.h"
#include "extract/site_knowledge.h"
#include "text/text.h"

namespace tearsheet::extract {
namespace {

using html::Node;

constexpr std::size_t kMaxHeadings = 20, kMaxVisible = 30;

// og:title, twitter:title and <title> are often one text written for search engines: their agreeing
// with each other says little, their agreeing with the visible headline or with JSON-LD says much.
enum class Family : std::uint8_t { kVisible, kLinkedData, kSearch };

struct TitleSource {
  std::string text, name, locator;
  Node node;
  std::string key;
  Family family = Family::kSearch;
  bool names_site = false;
  bool is_logo =
      false;  ///< Names the site beyond doubt: it leads home, or is what such a one says.
};

std::string visible_line(Node node) {
  return text::clean_line(html::visible_text(node, kLongestTitle));
}

bool is_hidden(Node node) {
  for (; !node.is_null() && node.index() != 0; node = node.parent()) {
    if (node.attribute("hidden")) return true;
    const auto style = node.attribute("style").value_or("").substr(0, kLongestClass);
    if (style.find("display:none") != std::string_view::npos ||
        style.find("display: none") != std::string_view::npos) {
      return true;
    }
  }
  return false;
}

/// The heading of a lower level, or with a word more, that says the title that metadata gave; null
/// if none.
Node heading_of(const Facts& facts, const std::string& key) {
  if (key.size() < 10) return {};
  for (const auto* headings : {&facts.subheadings, &facts.headlines}) {
    for (const Node heading : *headings) {
      if (is_hidden(heading)) continue;
      const std::string own = title_key(visible_line(heading));
      if (own == key || (headings == &facts.headlines && own.size() < 2 * key.size() &&
                         own.find(key) != std::string::npos))
        return heading;
    }
  }
  return {};
}

/// Share of the runs of four bytes of the shorter key that the other has too: 1 for a part of it,
/// near 0 for another title. Works in every script.
double likeness(const std::string& a, const std::string& b) {
  constexpr std::size_t kRun = 4;
  const std::string_view shorter = a.size() < b.size() ? a : b;
  const std::string_view longer = a.size() < b.size() ? b : a;
  if (shorter.size() < kRun) return 0;
  if (longer.find(shorter) != std::string_view::npos) return 1;
  std::vector<std::string_view> runs;
  runs.reserve(longer.size());
  for (std::size_t i = 0; i + kRun <= longer.size(); ++i) runs.push_back(longer.substr(i, kRun));
  std::ranges::sort(runs);
  std::size_t shared = 0;
  for (std::size_t i = 0; i + kRun <= shorter.size(); ++i)
    shared += std::ranges::binary_search(runs, shorter.substr(i, kRun)) ? 1 : 0;
  return static_cast<double>(shared) / static_cast<double>(shorter.size() - kRun + 1);
}

/// Whether a heading stands in a menu, beside or below the text, or in what its class calls a box of
/// other stories.
bool is_of_box(Node heading) {
  constexpr int kMostSteps = 12;
  constexpr Hints kBoxes =
      hints_among({Hint::kRelated, Hint::kNav, Hint::kSidebar, Hint::kWidget, Hint::kComment,
                   Hint::kFooter, Hint::kTeaser, Hint::kConsent, Hint::kLogin, Hint::kPaywall});
  int steps = 0;
  for (Node up = heading; !up.is_null() && ++steps <= kMostSteps; up = up.parent()) {
    if (!up.is_element()) continue;
    const html::Tag tag = up.tag();
    if (tag == html::Tag::kBody) return false;
    if (tag == html::Tag::kNav || tag == html::Tag::kAside || tag == html::Tag::kFooter ||
        hints_of(up).any_of(kBoxes) || contains_ignoring_case(class_of(up), "dialog") ||
        contains_ignoring_case(class_of(up), "modal"))
      return true;
  }
  return false;
}

class TitleFinder {
 public:
  TitleFinder(const Facts& facts, const LinkedArticle* article, std::string_view site_name,
              const url::Url& page, const SiteKnowledge* known)
      : facts_(facts),
        known_(known),
        article_(article),
        site_name_(site_name),
        page_(page),
        host_(page.host()),
        site_(site_name, host_) {}

  Headline run(std::vector<Explanation>* explain) {
    gather();
    judge();
    std::vector<Candidate> candidates;
    std::size_t best = sources_.size();
    for (std::size_t i = 0; i < sources_.size(); ++i) {
      candidates.push_back(weigh(i));
      if (best == sources_.size() || candidates[i].weight > candidates[best].weight) best = i;
    }
    explain_all(explain, "title", candidates, best, {});
    Headline out;
    if (best == sources_.size()) return out;
    out.text = candidates[best].value;
    for (const auto& one : sources_) {
      if (out.element.is_null() && one.family == Family::kVisible && one.key == sources_[best].key)
        out.element = one.node;
    }
    if (out.element.is_null()) out.element = heading_of(facts_, sources_[best].key);
    out.source = to_source("title", candidates[best], std::min(1.0, candidates[best].weight / 4.0));
    return out;
  }

 private:
  void add(std::string text, std::string name, std::string locator, Family family, Node node = {},
           bool is_known_name = false) {
    std::string key = title_key(text);
    if (key.empty() || text.size() > kLongestTitle) return;
    // A headline may begin with the site's name; a title of metadata that holds it is not cut well.
    const bool is_logo =
        is_known_name || is_known(key) ? true
        : family == Family::kVisible
            ? name == "headline" && (extract::is_logo(node, page_) || is_tail_of_title(key))
            : is_logos_text(key);
    const bool names_site =
        is_logo || (family == Family::kVisible ? site_.are_all_of(text) : is_site_title(text, key));
    sources_.push_back({std::move(text), std::move(name), std::move(locator), node, std::move(key),
                        family, names_site, is_logo});
  }

  /// Other articles of the site call themselves so.
  [[nodiscard]] bool is_known(const std::string& key) const {
    return known_ != nullptr && known_->names.contains(stable_hash(key));
  }

  /// Metadata that says no more than the site's name, unless a visible headline says it too.
  [[nodiscard]] bool is_site_title(const std::string& text, const std::string& key) const {
    const bool shown = std::any_of(sources_.begin(), sources_.end(), [&](const TitleSource& one) {
      return one.family == Family::kVisible && !one.names_site && one.key == key;
    });
    return !shown && site_.are_in(text);
  }

  [[nodiscard]] bool is_logos_text(const std::string& key) const {
    return std::any_of(sources_.begin(), sources_.end(), [&](const TitleSource& one) {
      return one.family == Family::kVisible && one.is_logo && one.key == key;
    });
  }

  void gather() {
    visible();
    std::string linked;
    if (article_ != nullptr) {
      linked = clean_value(article_->headline);
      if (linked.empty()) linked = clean_value(article_->name);
    }
    add(cut_site_tail(linked, site_name_, host_), "json-ld", "headline", Family::kLinkedData);
    section_ = facts_.meta("article:section");
    if (section_.empty() && article_ != nullptr) section_ = clean_value(article_->section);
    og_key_ = title_key(facts_.meta("og:title"));
    title_key_ = title_key(facts_.title);
    add(cut(facts_.meta("og:title")), "opengraph", "meta[property='og:title']", Family::kSearch, {},
        is_known(og_key_));
    for (const char* key : {"twitter:title", "parsely-title", "sailthru.title", "dc.title",
                            "dcterms.title", "title", "headline", "hdl", "citation_title"}) {
      add(cut(facts_.meta(key)), "meta", std::string("meta[name='") + key + "']", Family::kSearch);
    }
    add(cut(facts_.title), "title", "title", Family::kSearch, {}, is_known(title_key_));
    first_heading();
  }

  void visible() {
    for (const Node h1 : facts_.headlines) {
      if (sources_.size() > kMaxHeadings) break;
      if (!is_hidden(h1))
        add(without_site(visible_line(h1)), "headline", html::locator(h1), Family::kVisible, h1);
    }
    lower_headings();
    for (const auto& property : facts_.properties) {
      if (property.name != "headline" || property.node.tag() == html::Tag::kH1) continue;
      if (sources_.size() >= kMaxVisible) break;
      add(visible_line(property.node), "microdata", html::locator(property.node), Family::kVisible,
          property.node);
    }
  }

  /// "Tides rise – The Lamp": the site's own name behind the headline, in the headline.
  [[nodiscard]] std::string without_site(std::string line) const {
    const auto last = last_piece(line);
    if (last.size() >= line.size() || title_key(last).empty() || !site_.are_all_of(last))
      return line;
    return cut_site_tail(line, site_name_, host_);
  }

  /// Whether <title> is og:title and this text behind it: the name of a blog on the site.
  [[nodiscard]] bool is_tail_of_title(const std::string& key) const {
    const std::string tail = title_key(last_piece(facts_.title));
    const std::string og = title_key(facts_.meta("og:title"));
    return key == tail && !og.empty() && og != key && title_key(facts_.title) == og + tail;
  }

  /// Where no h1 is the headline, the first h2 or h3 may be: one that is marked as a title, and
  /// stands in no menu, box or link to another page.
  void lower_headings() {
    constexpr std::size_t kMost = 3;
    if (std::any_of(sources_.begin(), sources_.end(),
                    [&](const TitleSource& one) { return is_own(one); }))
      return;
    std::size_t count = 0;
    for (const Node heading : facts_.subheadings) {
      if (count >= kMost) return;
      if (hints_of(heading).has(Hint::kTitle)) count += add_lower(heading, "subheading");
    }
  }

  /// Where all that was found names the site, the first h2 or h3 in the text.
  void first_heading() {
    if (std::any_of(sources_.begin(), sources_.end(),
                    [](const TitleSource& one) { return !one.names_site; }))
      return;
    for (const Node heading : facts_.subheadings) {
      if (add_lower(heading, "unmarked") > 0) return;
    }
  }

  std::size_t add_lower(Node heading, const char* name) {
    if (is_hidden(heading) || is_of_box(heading)) return 0;
    const std::size_t before = sources_.size();
    add(visible_line(heading), name, html::locator(heading), Family::kVisible, heading);
    return sources_.size() - before;
  }

  /// A heading that may be the story's: not the site's name, and no short word that <title> lacks.
  [[nodiscard]] bool is_own(const TitleSource& heading) const {
    constexpr std::size_t kShort = 14;
    const std::string title = title_key(facts_.title);
    const bool is_section = heading.key.size() <= kShort && !title.empty() &&
                            title.find(heading.key) == std::string::npos;
    return !heading.names_site && !is_section;
  }

  /// A title that holds another source's headline between separators is that headline and the
  /// site's name.
  [[nodiscard]] std::string cut(const std::string& title) const {
    for (std::size_t i = 0; i < std::min<std::size_t>(sources_.size(), 6); ++i) {
      const auto& known = sources_[i];
      const bool is_lower = known.name == "subheading" && known.key.size() >= 10;
      if ((known.name != "headline" && known.name != "json-ld" && !is_lower) || known.names_site)
        continue;
      std::string piece = cut_site_name(title, site_name_, host_, known.text);
      if (title_key(piece) == known.key) return piece;
    }
    return cut_site_name(title, site_name_, host_, {}, section_);
  }

  /// What the page as a whole tells of its headings.
  void judge() {
    for (const auto& one : sources_) {
      if (one.name == "headline" && !one.names_site) ++own_headings_;
      if (one.name == "opengraph") og_cut_ = one.key;
      if (one.name == "title") title_cut_ = one.key;
    }
  }

  /// The heading's likeness to what the page calls itself elsewhere; 1 where that is nothing.
  [[nodiscard]] double likeness_of(const TitleSource& heading) const {
    if (og_key_.empty() && title_key_.empty()) return 1;
    return std::max(likeness(heading.key, og_key_), likeness(heading.key, title_key_));
  }

  [[nodiscard]] double weight_of_heading(std::size_t i) const {
    // A heading unlike all that the page says of itself is that of a section or a box; a long one
    // may still be the headline beside a title for search engines.
    constexpr double kUnlike = 0.15;
    constexpr std::size_t kShort = 14;  // "Original text"
    const bool unlike = likeness_of(sources_[i]) < kUnlike;
    // One that is its own anchor stands in the text: "<h1 id=what-they-love>What they love".
    const bool is_anchor = title_key(sources_[i].node.id()) == sources_[i].key;
    if (unlike && is_anchor) return 1.6;
    if (own_headings_ > 1) return (unlike ? 1.2 : 1.7) - 0.05 * static_cast<double>(i);
    return unlike && sources_[i].key.size() <= kShort ? 1.6 : 2.5;
  }

  [[nodiscard]] double own_weight(std::size_t i) const {
    const std::string& name = sources_[i].name;
    if (name == "headline") return weight_of_heading(i);
    if (name == "microdata") return 2.0;
    // What <title> does not bear out at all still says more than the site's name.
    if (name == "subheading") return 0.9;
    if (name == "unmarked") return 0.7;
    if (name == "json-ld") return 1.9;
    if (name == "opengraph") return 1.8;
    return name == "title" ? 1.3 : 1.0;
  }

  /// Whether the only heading is this title of the metadata with a word before or behind it:
  /// "Society Tides rise", "Tides rise 87 comments".
  [[nodiscard]] bool is_kicked(const TitleSource& one) const {
    if (own_headings_ != 1 || one.key.size() < 10) return false;
    if (one.key != og_cut_ && one.key != title_cut_) return false;
    const auto is_alone = [&](const std::string& key) {
      return std::count_if(sources_.begin(), sources_.end(),
                           [&](const TitleSource& other) { return other.key == key; }) == 1;
    };
    return std::any_of(sources_.begin(), sources_.end(), [&](const TitleSource& heading) {
      return heading.name == "headline" && !heading.names_site &&
             heading.key.size() > one.key.size() &&
             (heading.key.starts_with(one.key) || heading.key.ends_with(one.key)) &&
             is_alone(heading.key);
    });
  }

  [[nodiscard]] Candidate weigh(std::size_t i) const {
    const auto& one = sources_[i];
    double weight = own_weight(i);
    std::array<bool, 3> backed{};
    bool twin = false;
    for (std::size_t j = 0; j < sources_.size(); ++j) {
      if (j == i || sources_[j].key != one.key) continue;
      (one.family == sources_[j].family ? twin
                                        : backed.at(static_cast<std::size_t>(sources_[j].family))) =
          true;
    }
    const bool held = one.key.size() >= 10 && (title_key_.find(one.key) != std::string::npos ||
                                               og_key_.find(one.key) != std::string::npos);
    if (backed[0]) weight += 1.5;
    if (backed[1]) weight += 1.0;
    if (backed[2]) weight += 1.2;
    if (!backed[2] && held && one.family != Family::kSearch && one.name != "unmarked")
      weight += 1.0;
    if (twin) weight += 0.3;
    std::string why = "alone";
    if (held) why = "the page's title holds it";
    if (backed[0] || backed[1] || backed[2]) why = "agrees with other sources";
    if (is_kicked(one)) {
      weight += 1.0;
      why = "the heading has it, with a word more";
    }
    if (one.names_site) {
      weight -= one.is_logo ? 5 : 3;
      why = "names the site";
    }
    return {one.text, one.name, one.locator, {}, weight, why};
  }

  const Facts& facts_;
  const SiteKnowledge* known_;
  const LinkedArticle* article_;
  std::string_view site_name_;
  const url::Url& page_;
  std::string_view host_;
  SiteWords site_;
  std::string section_, og_key_, title_key_, og_cut_, title_cut_;
  std::size_t own_headings_ = 0;
  std::vector<TitleSource> sources_;
};

}  // namespace

Headline find_title(const Facts& facts, const LinkedArticle* article, std::string_view site_name,
                    const url::Url& page, std::vector<Explanation>* explain,
                    const SiteKnowledge* known) {
  return TitleFinder(facts, article, site_name, page, known).run(explain);
}

}  // namespace tearsheet::extract
