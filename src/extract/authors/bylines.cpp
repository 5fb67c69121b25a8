// Names that a page shows its readers: bylines marked as such or not, below the headline, at the
// end of the text, on buttons.
#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "base/ascii.h"
#include "extract/authors/author_candidates.h"
#include "extract/authors/authors_table.h"
#include "extract/authors/east_asian_names.h"
#include "extract/authors/person_names.h"
#include "extract/page/home_links.h"
#include "text/text.h"

namespace tearsheet::extract {
namespace {

using html::Node;

constexpr std::size_t kMaxBylineBytes = 200;
constexpr std::size_t kLongestNames = 400;          // bytes of an element, not yet cleaned
constexpr std::size_t kMaxShown = 50;               // blocks that give names
constexpr std::size_t kMaxElsewhere = 12;           // of these in comments, teasers, sidebars
constexpr std::uint32_t kBefore = 8, kBehind = 20;  // blocks around the headline
constexpr std::uint32_t kTail = 5;                  // blocks behind the last paragraph
constexpr std::uint32_t kLead = 4;                  // blocks before the first one
constexpr int kHeadLines = 3;                       // lines above a text in one block with it

/// Whether an address is that of a person's page: a path segment that names such pages. "/people/"
/// alone may be a section of the paper: then the link's own text has to be a name.
bool leads_to_person(std::string_view href, std::string_view text) {
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
        "/team/",        "/bio/",          "/experts/",     "/profil/",     "/u/",
        "auteur/"}) {
    const auto at = path.find(segment);
    if (at == std::string::npos) continue;
    const auto end = at + segment.size();
    if (end < path.size() && path[end] != '?' && path[end] != '#') return true;
    if (word_count(text) >= 2) return true;
  }
  return false;
}

bool is_elsewhere(const Ancestors& ancestors) {
  return ancestors.has(Hint::kComment) || ancestors.has(Hint::kRelated) ||
         ancestors.has(Hint::kTeaser) || ancestors.in(AncestorKind::kNav) ||
         ancestors.in(AncestorKind::kFooter) || ancestors.in(AncestorKind::kAside);
}

class Bylines {
 public:
  Bylines(const AuthorsInput& input, AuthorCollector& out)
      : page_(input.document), survey_(input.survey), input_(input), out_(out) {
    at_ = input.headline.is_null() ? 0 : survey_.first_block(input.headline.index());
    find_text();
  }

  void run() {
    for (std::uint32_t i = 0; i < survey_.blocks.size() && shown_ < kMaxShown; ++i) read(i);
    groups();
    buttons();
  }

 private:
  struct Found {
    std::vector<std::string> names;
    NameSource source;
    double weight;
  };

  /// The first and the last paragraph of the text: prose outside comments and teasers.
  void find_text() {
    for (std::uint32_t i = at_ + 1; i < survey_.blocks.size(); ++i) {
      const auto& block = survey_.blocks[i];
      if (!block.is_prose() || is_elsewhere(survey_.ancestors_of(block))) continue;
      if (text_begin_ == 0 && block.ends_sentence) text_begin_ = i;
      text_end_ = i;
    }
  }

  [[nodiscard]] bool is_near(std::uint32_t i) const {
    return (i + kBefore >= at_ && i < at_ + kBehind) ||
           (i + kLead >= text_begin_ && i <= text_begin_);
  }
  [[nodiscard]] bool is_tail(std::uint32_t i) const {
    return text_end_ > 0 && i + 1 >= text_end_ && i <= text_end_ + kTail;
  }
  [[nodiscard]] bool is_marked(const TextBlock& block) const {
    const auto depth =
        survey_.ancestors_of(block).hint_depth[static_cast<std::size_t>(Hint::kAuthor)];
    return depth != 0 && block.depth <= depth + 3;
  }

  void read(std::uint32_t i) {
    const auto& block = survey_.blocks[i];
    if (block.text_size < 2 || (i == at_ && !input_.headline.is_null())) return;
    if (block.text_size > kMaxBylineBytes) return edge_lines(i);
    const bool marked = is_marked(block), near = is_near(i), tail = is_tail(i);
    const bool labelled = i > 0 && is_bare_opener(survey_.text_of(survey_.blocks[i - 1]));
    const bool labels = opens_with_label(survey_.text_of(block));
    if (!marked && !near && !tail && !labelled && !labels) return;
    const auto& ancestors = survey_.ancestors_of(block);
    // The head of a personal site names its writer, and that is the site's own name.
    const bool names_site = !ancestors.in(AncestorKind::kNav) && !input_.site_name.empty() &&
                            survey_.text_of(block) == input_.site_name;
    if (stands_in_frame(input_, ancestors) && !names_site) return;
    const bool elsewhere = is_elsewhere(ancestors);
    if (elsewhere && (elsewhere_ >= kMaxElsewhere || ancestors.has(Hint::kComment))) return;
    if (is_of_teaser(i)) return;
    auto found = linked(block);
    if (!found) found = east_asian(block);
    if (!found) found = opened(i, marked);
    if (!found && labelled) found = alone(block, NameSource::kLabel, 0.60);
    // "Monday August 27, 2018 by Ann Lee": what begins with the date is no name.
    if (!found && (near || tail || marked)) found = inner(block, marked);
    if (!found && marked) found = alone(block, NameSource::kMarked, 0.55);
    if (!found && near) found = with_roles(i);
    if (!found && (near || tail)) found = parted(block);
    if (!found && (near || tail) && !is_subheading(i))
      found = alone(block, NameSource::kAlone, 0.20);
    if (found) offer(i, std::move(*found), elsewhere, survey_.text_of(block));
  }

  /// The line below a heading that links to another page, in one small element with it: who wrote
  /// that one.
  [[nodiscard]] bool is_of_teaser(std::uint32_t i) const {
    constexpr std::uint32_t kMostNodes = 40;
    if (i <= at_ + 1 || input_.headline.is_null() || text_end_ == 0 || i <= text_end_) return false;
    const auto& before = survey_.blocks[i - 1];
    if (!survey_.ancestors_of(before).in(AncestorKind::kHeading) || before.link_density() < 0.5F ||
        links_to_itself(page_.node(before.begin), input_.page))
      return false;
    Node card = page_.node(survey_.blocks[i].holder);
    while (!card.is_null() && card.end() - card.index() <= kMostNodes) {
      if (card.contains(page_.node(before.begin))) return true;
      card = card.parent();
    }
    return false;
  }

  /// A bold line or a heading between paragraphs, or a cell of a table.
  [[nodiscard]] bool is_subheading(std::uint32_t i) const {
    const auto& block = survey_.blocks[i];
    const auto& ancestors = survey_.ancestors_of(block);
    if (ancestors.in(AncestorKind::kCell)) return true;
    const bool stands_out =
        ancestors.in(AncestorKind::kHeading) || block.bold_size > 0.9F * block.size;
    return stands_out && i > text_begin_ && text_begin_ != 0 && i + 1 < survey_.blocks.size() &&
           survey_.blocks[i - 1].is_prose() && survey_.blocks[i + 1].is_prose();
  }

  /// "作者：林晓 来源：东门晚报", "홍길동 기자"
  [[nodiscard]] static std::optional<Found> east_asian_in(std::vector<std::string> names) {
    if (names.empty()) return std::nullopt;
    return Found{std::move(names), NameSource::kOpener, 0.60};
  }
  [[nodiscard]] std::optional<Found> east_asian(const TextBlock& block) const {
    return east_asian_in(east_asian_names(survey_.text_of(block)));
  }

  /// Whether a block says the day and hardly more.
  [[nodiscard]] bool is_dated(std::uint32_t i) const {
    if (i >= survey_.blocks.size()) return false;
    const auto& block = survey_.blocks[i];
    return block.digits >= 4 && block.size <= 40;
  }

  [[nodiscard]] bool is_below_headline(std::uint32_t i) const {
    return !input_.headline.is_null() && i == survey_.first_block(input_.headline.end());
  }

  /// "Ann Lee, Port Engineer, and Bo Ek, Head of Works", beside the date or right below the
  /// headline.
  [[nodiscard]] std::optional<Found> with_roles(std::uint32_t i) const {
    const auto& block = survey_.blocks[i];
    if (block.size > 120 || block.commas == 0 || block.ends_sentence || block.digits > 0 ||
        (!is_dated(i + 1) && (i == 0 || !is_dated(i - 1)) && !is_below_headline(i)))
      return std::nullopt;
    auto names = names_with_roles(survey_.text_of(block));
    if (names.empty()) return std::nullopt;
    return Found{std::move(names), NameSource::kParted, 0.35};
  }

  void offer(std::uint32_t i, Found found, bool elsewhere, std::string_view raw) {
    const auto& block = survey_.blocks[i];
    const double distance =
        0.01 * static_cast<double>(std::min<std::uint32_t>(i > at_ ? i - at_ : 2 * (at_ - i), 30));
    const double weight = found.weight - distance - (elsewhere ? 0.30 : 0.0);
    if (!out_.add(std::move(found.names), found.source, "byline",
                  html::locator(page_.node(block.holder)), raw, weight, i))
      return;
    ++shown_;
    elsewhere_ += elsewhere ? 1U : 0U;
  }

  /// "By Ann Lee" and a line end before the first words of the text, a name behind its last.
  void edge_lines(std::uint32_t i) {
    if (i != text_begin_ && i != text_end_) return;
    const auto text = survey_.text_of(survey_.blocks[i]);
    if (auto found = east_asian_in(names_in_brackets(text)))
      return offer(i, std::move(*found), false, text.substr(0, kMaxBylineBytes));
    const auto first_end = text.find('\n'), last = text.rfind('\n');
    if (first_end == std::string_view::npos) return;
    const bool is_first = i == text_begin_ && first_end < 80;
    auto line = is_first ? text.substr(0, first_end)
                         : trimmed(text.substr(std::max(last, text.size() - 81)));
    bool had_opener = false;
    auto rest = strip_opener(trimmed(line), had_opener);
    // Headline, day and byline may be lines of one block with the text.
    std::string_view more = is_first ? text.substr(first_end + 1) : std::string_view();
    for (int lines = 0; lines < kHeadLines && !had_opener && !more.empty(); ++lines) {
      const auto end = std::min(more.find('\n'), more.size());
      if (end >= 80) break;
      const auto behind = strip_opener(trimmed(more.substr(0, end)), had_opener);
      if (had_opener) {
        line = more.substr(0, end);
        rest = behind;
      }
      more.remove_prefix(std::min(end + 1, more.size()));
    }
    auto names = split_names(cut_byline(rest), true);
    std::erase_if(names, [](const std::string& name) { return !looks_like_person(name); });
    if (names.empty() || (!had_opener && names.size() > 1)) return;
    offer(i,
          {std::move(names), had_opener ? NameSource::kOpener : NameSource::kAlone,
           had_opener ? 0.45 : 0.20},
          false, line);
  }

  /// The text of a block, parted where one element ends and the next begins without a space
  /// between: "Ann Lee" and "Monday, 5 March" are set apart by style alone.
  [[nodiscard]] std::string parted_by_elements(const TextBlock& block) const {
    std::string out;
    Node before;
    for (std::uint32_t i = block.begin; i < block.end; ++i) {
      const Node node = page_.node(i);
      if (!node.is_text() || trimmed(node.text()).empty()) continue;
      const bool is_glued = !out.empty() && !is_space(out.back()) && !is_space(node.text().front());
      const bool are_neighbours = !before.is_null() && before.parent() != node.parent() &&
                                  before.parent().parent() == node.parent().parent();
      if (is_glued && are_neighbours && before.text().size() > 2 && node.text().size() > 2)
        out += " | ";
      out += node.text();
      if (out.size() > kLongestNames) break;
      before = node;
    }
    return out;
  }

  /// "Autorin/Autor Ann Lee", "Author: Ann Lee", anywhere.
  static bool opens_with_label(std::string_view text) {
    if (text.size() > 80) return false;
    const auto labels = byline_labels();
    return std::any_of(labels.begin(), labels.end(), [&](std::string_view label) {
      return text.size() > label.size() + 3 &&
             equals_ignoring_case(text.substr(0, label.size()), label) &&
             (text[label.size()] == ' ' || text[label.size()] == ':');
    });
  }

  /// The links in a block that lead to a person.
  [[nodiscard]] std::optional<Found> linked(const TextBlock& block) const {
    if (block.links == 0) return std::nullopt;
    std::vector<std::string> names;
    const auto look_at = [&](Node node) {
      if (!node.is_element() || node.tag() != html::Tag::kA) return;
      const std::string text = html::visible_text(node, kLongestNames);
      const bool person = leads_to_person(node.attribute("href").value_or(""), text) ||
                          contains_ignoring_case(node.attribute("rel").value_or(""), "author");
      if (!person) return;
      for (auto& name : split_names(text, true)) names.push_back(std::move(name));
    };
    // Around its first text, and in it: an inline element around may have begun long before.
    for (Node up = page_.node(block.begin).parent(); !up.is_null() && up.index() != block.holder;
         up = up.parent())
      look_at(up);
    for (std::uint32_t i = block.begin; i < block.end && names.size() < 12; ++i)
      look_at(page_.node(i));
    if (names.empty()) return std::nullopt;
    return Found{std::move(names), NameSource::kLink, 0.75};
  }

  /// "Ann Lee<br>Harbour Correspondent", "Ann Lee<br>and Bo Ek": lines that are persons; none, if
  /// the first is not.
  static std::vector<std::string> persons_by_line(std::string_view text) {
    std::vector<std::string> out;
    if (text.find('\n') == std::string_view::npos) return out;
    while (!text.empty()) {
      const auto end = std::min(text.find('\n'), text.size());
      std::string_view line = trimmed(text.substr(0, end));
      for (const std::string_view joiner : {"and ", "und ", "et ", "y ", "& "}) {
        if (!out.empty() && line.starts_with(joiner)) line.remove_prefix(joiner.size());
      }
      for (auto& name : split_names(cut_byline(line), true)) {
        if (looks_like_person(name)) out.push_back(std::move(name));
      }
      if (out.empty()) return out;
      text.remove_prefix(std::min(end + 1, text.size()));
      if (trimmed(text).find_first_of("0123456789") != std::string_view::npos) return out;
    }
    return out;
  }

  /// "Ann Lee<br>March 25, 2015": the lines before the one with the number.
  static std::string_view without_dated_line(std::string_view text) {
    const auto number = text.find_first_of("0123456789");
    const auto line = number == std::string_view::npos ? number : text.rfind('\n', number);
    return line == std::string_view::npos || line == 0 ? text : text.substr(0, line);
  }

  [[nodiscard]] std::optional<Found> opened(std::uint32_t i, bool marked) const {
    const auto& block = survey_.blocks[i];
    if (block.size > 120 || block.ends_sentence) return std::nullopt;
    bool had_opener = false;
    auto rest = strip_opener(survey_.text_of(block), had_opener);
    std::string parted;
    if (const std::string apart = parted_by_elements(block);
        apart.find(" | ") != std::string::npos && rest.find('\n') == std::string_view::npos) {
      parted = text::clean_line(apart);
      bool is_opened = false;
      auto behind = strip_opener(parted, is_opened);
      // The label may have an element of its own.
      while (behind.starts_with('|') || behind.starts_with(' ')) behind.remove_prefix(1);
      if (is_opened) rest = behind;
      had_opener = had_opener || is_opened;
    }
    if (!had_opener) return std::nullopt;
    auto names = persons_by_line(rest);
    if (names.empty()) names = split_names(cut_byline(without_dated_line(rest)), true);
    if (names.empty()) return std::nullopt;
    return Found{std::move(names), NameSource::kOpener, marked ? 0.70 : 0.50};
  }

  /// "Posted on September 21, 2020 by Ann Lee"
  [[nodiscard]] std::optional<Found> inner(const TextBlock& block, bool marked) const {
    const auto& ancestors = survey_.ancestors_of(block);
    const bool dated =
        block.digits >= 4 || ancestors.has(Hint::kMeta) || ancestors.has(Hint::kDate);
    if ((!marked && !dated) || block.size > 140) return std::nullopt;
    const auto rest = behind_inner_opener(survey_.text_of(block));
    if (rest.empty()) return std::nullopt;
    auto names = split_names(cut_byline(rest), true);
    if (names.empty()) return std::nullopt;
    return Found{std::move(names), NameSource::kInner, marked ? 0.60 : 0.45};
  }

  /// A block of nothing but names; marked ones may be single words and have dates behind.
  [[nodiscard]] std::optional<Found> alone(const TextBlock& block, NameSource source,
                                           double weight) const {
    const bool strict = source == NameSource::kAlone;
    if (block.size > (strict ? 45.0F : 120.0F) || block.ends_sentence) return std::nullopt;
    const auto text = survey_.text_of(block);
    auto names = split_names(strict ? text : cut_byline(text), true);
    std::erase_if(names, [&](const std::string& name) {
      return strict ? !looks_like_person(name)
                    : word_count(name) < 2 && static_cast<unsigned char>(name[0]) < 0x80 &&
                          source == NameSource::kMarked;
    });
    if (names.empty() || (strict && names.size() > 1)) return std::nullopt;
    return Found{std::move(names), source, weight};
  }

  /// "17 May 2024Ann Lee", of two elements without a space between: parted as well.
  static std::string parted_text(std::string_view text) {
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
      if (i > 0 && is_digit(text[i - 1]) && is_upper(text[i])) out += " | ";
      out += text[i];
    }
    return out;
  }

  /// "17 May 2024 | 13:10 | Ann Lee": the parts without digits that look like persons, beside one
  /// that has a number.
  [[nodiscard]] std::optional<Found> parted(const TextBlock& block) const {
    if (block.digits < 4 || block.size > 120) return std::nullopt;
    auto names = split_names(parted_text(survey_.text_of(block)), true);
    std::erase_if(names, [](const std::string& name) { return !looks_like_person(name); });
    if (names.empty() || names.size() > 3) return std::nullopt;
    return Found{std::move(names), NameSource::kParted, 0.35};
  }

  /// Bylines of several persons are often one block each: neighbours of one kind, depth and holder
  /// count together as well.
  void groups() {
    const std::size_t count = out_.found.size();
    for (std::size_t i = 0; i < count; ++i) {
      std::vector<std::string> names;
      std::size_t end = i;
      while (end < count && belongs(out_.found[i], out_.found[end], i == end ? 0 : end - i)) {
        const auto& more = out_.found[end].names;
        names.insert(names.end(), more.begin(), more.end());
        ++end;
      }
      if (end - i < 2 || end - i > 8) continue;
      const auto first = out_.found[i];
      const auto before = first.names.size();
      if (out_.add(std::move(names), NameSource::kGroup, "byline", first.candidate.locator,
                   first.candidate.value, first.candidate.weight + 0.01, first.block) &&
          out_.found.back().names.size() > before) {
        out_.found.back().blocks = static_cast<std::uint16_t>(end - i);
      }
      i = end - 1;
    }
  }
  /// Whether a heading with a link stands between two bylines: they are of two stories.
  [[nodiscard]] bool headings_between(std::uint32_t begin, std::uint32_t end) const {
    for (std::uint32_t i = begin + 1; i < end; ++i) {
      const auto& block = survey_.blocks[i];
      if (block.link_density() > 0.5F && survey_.ancestors_of(block).in(AncestorKind::kHeading))
        return true;
    }
    return false;
  }
  [[nodiscard]] bool belongs(const AuthorCandidate& first, const AuthorCandidate& next,
                             std::size_t steps) const {
    // An author's element behind the last text stands at the end of the blocks, in none of them.
    const auto stands = [this](const AuthorCandidate& one) {
      return one.block < survey_.blocks.size();
    };
    if (!stands(first) || !stands(next) || first.source != next.source) return false;
    if (next.block > first.block + 2 * steps || headings_between(first.block, next.block))
      return false;
    const auto& a = survey_.blocks[first.block];
    const auto& b = survey_.blocks[next.block];
    return a.depth == b.depth && page_.node(a.holder).tag() == page_.node(b.holder).tag();
  }

  /// Buttons that open a portrait of the author: no text of the survey, but a byline behind a label
  /// or in an element marked so.
  void buttons() {
    for (const Node button : input_.facts.buttons) {
      const std::string text = html::visible_text(button, kLongestNames);
      if (text.size() > 60 || !looks_like_person(trimmed(text))) continue;
      const std::uint32_t block = survey_.first_block(button.index());
      const bool behind_label = block > 0 && block <= survey_.blocks.size() &&
                                is_bare_opener(survey_.text_of(survey_.blocks[block - 1]));
      bool marked = hints_of(button).has(Hint::kAuthor);
      Node up = button.parent();
      for (int steps = 0; steps < 3 && !up.is_null() && !marked; ++steps, up = up.parent())
        marked = up.is_element() && hints_of(up).has(Hint::kAuthor);
      if (!behind_label && !marked) continue;
      out_.add(
          {std::string(trimmed(text))}, NameSource::kButton, "byline", html::locator(button), text,
          behind_label ? 0.65 : 0.50,
          std::min<std::uint32_t>(block, static_cast<std::uint32_t>(survey_.blocks.size() - 1)));
    }
  }

  const html::Document& page_;
  const Survey& survey_;
  const AuthorsInput& input_;
  AuthorCollector& out_;
  std::uint32_t at_ = 0, text_begin_ = 0, text_end_ = 0;
  std::size_t shown_ = 0, elsewhere_ = 0;
};

}  // namespace

void add_bylines(const AuthorsInput& input, AuthorCollector& out) {
  if (!input.survey.blocks.empty()) Bylines(input, out).run();
}

}  // namespace tearsheet::extract
