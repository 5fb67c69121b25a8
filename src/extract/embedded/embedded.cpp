#include "extract/embedded/embedded.h"

#include <algorithm>
#include <utility>

#include "base/escape.h"
#include "extract/embedded/markup.h"
#include "extract/embedded/states.h"
#include "extract/embedded/story.h"
#include "extract/listing/listing_card.h"
#include "extract/page/bounds.h"
#include "extract/structure/blocks.h"
#include "text/text.h"

namespace tearsheet::extract {
namespace {

// Letters, wide ones weighed.
constexpr float kNextToNothing = 80;  // what a shell shows
constexpr float kLineOrTwo = 200;     // a standfirst, "Loading ..."
constexpr float kNotice = 400;        // "Please switch on JavaScript", a consent text
constexpr float kLongestTeaser = 4000;
constexpr float kLeastText = 200;
constexpr float kLeastMore = 100;

constexpr std::size_t kMaxScriptsOfPage = 400;
constexpr std::size_t kMaxAttributes = 100;
constexpr std::size_t kLeastState = 300;  // bytes of an attribute
constexpr std::size_t kMaxNames = 10;
constexpr std::size_t kLongestName = 80;  // bytes

class EmbeddedFinder {
 public:
  explicit EmbeddedFinder(const EmbeddedQuestion& question) : question_(question) {
    for (const std::uint32_t i : question.body) {
      shown_ += question.survey.blocks[i].size;
    }
  }

  std::optional<EmbeddedBody> run() {
    if (auto found = from_linked(); found) return found;
    if (auto found = from_meta(); found) return found;
    // What costs nothing where the tree has the article.
    if (shown_ > kLongestTeaser) return std::nullopt;
    return from_states();
  }

 private:
  std::optional<EmbeddedBody> from_linked() {
    const LinkedArticle* article = question_.article;
    if (article == nullptr) return std::nullopt;
    if (!article->updates.empty()) {
      if (auto found = made(live_blog(*article)); found)
        return named(std::move(*found), "json-ld", "liveBlogUpdate");
    }
    if (article->article_body.size() < static_cast<std::size_t>(kLeastText) / 3)
      return std::nullopt;
    if (weighed_size(article->article_body) < wanted()) return std::nullopt;
    auto found = made(to_html(article->article_body));
    if (!found) return std::nullopt;
    return named(std::move(*found), "json-ld", "articleBody");
  }

  /// <meta itemprop=articleBody content="...">
  std::optional<EmbeddedBody> from_meta() {
    const Meta* said = question_.facts.find_meta("articlebody");
    if (said == nullptr || weighed_size(said->value) < wanted()) return std::nullopt;
    auto found = made(to_html(said->value));
    if (!found) return std::nullopt;
    return named(std::move(*found), "microdata", "meta[itemprop=articleBody]");
  }

  /// Introduction, then each entry under its time and headline.
  static std::string live_blog(const LinkedArticle& article) {
    std::string out =
        to_html(article.article_body.empty() ? article.description : article.article_body);
    for (const LinkedUpdate& update : article.updates) {
      if (out.size() > kMaxMadeMarkup) break;
      if (const std::string time = shown_time(update.published); !time.empty())
        out += "<p>" + to_markup(time) + "</p>\n";
      const std::string headline = clean_value(update.headline);
      if (!headline.empty()) out += "<h3>" + to_markup(headline) + "</h3>\n";
      out += to_html(update.body);
    }
    return out;
  }
  /// "2025-03-11T14:05:00+01:00" -> "2025-03-11 14:05".
  static std::string shown_time(std::string_view iso) {
    std::string time = text::clean_line(iso.substr(0, 40));
    if (time.size() >= 16 && time[4] == '-' && time[10] == 'T') {
      time.resize(16);
      time[10] = ' ';
    }
    return time;
  }

  std::optional<EmbeddedBody> from_states() {
    const Values values = read_states(data());
    if (values.all.empty()) return std::nullopt;
    const std::vector<std::string> titles = names();
    const std::string path = std::string(question_.url.path());
    auto story = find_story(values, {titles, path, shown_ < kNextToNothing});
    if (!story || story->size < 0.8F * wanted()) return std::nullopt;
    auto found = made(to_html(values, story->value));
    if (!found) return std::nullopt;
    describe(values, story->object, *found);
    found->is_guess = story->is_guess;
    return named(std::move(*found), "page-state", std::move(story->locator));
  }

  /// Scripts, and attributes that hold an object: <div id=app data-page="{...}">.
  [[nodiscard]] std::vector<html::DataScript> data() const {
    const auto scripts = question_.page.data_scripts();
    std::vector<html::DataScript> out(scripts.begin(), scripts.end());
    if (out.size() > kMaxScriptsOfPage) out.resize(kMaxScriptsOfPage);
    const std::size_t limit = out.size() + kMaxAttributes;
    for (std::uint32_t i = 0; i < question_.page.size() && out.size() < limit; ++i) {
      const html::Node node = question_.page.node(i);
      if (!node.is_element()) continue;
      for (const html::Attribute& attribute : node.attributes()) {
        if (attribute.value.size() >= kLeastState && out.size() < limit &&
            (attribute.value.front() == '{' || attribute.value.front() == '['))
          out.push_back({"application/json", attribute.value, attribute.name});
      }
    }
    return out;
  }

  /// What the object around a text says of it.
  static void describe(const Values& values, std::uint32_t object, EmbeddedBody& out) {
    const auto first = [&](std::initializer_list<std::string_view> keys) {
      for (const std::string_view key : keys) {
        std::string said = clean_value(values.string_at(object, key).substr(0, kLongestValue));
        if (!said.empty()) return said;
      }
      return std::string();
    };
    out.title = first({"headline", "title"});
    out.published = first({"datePublished", "publishedAt", "published_at", "publishedDate",
                           "first_publish_date", "firstPublished", "publishDate", "publish_date",
                           "publicationDate", "display_date", "published", "createdAt", "date"});
    out.updated = first({"dateModified", "updatedAt", "updated_at", "modifiedDate", "lastModified",
                         "last_updated_date", "updated"});
    for (const std::string_view key : {"author", "authors", "byline", "creator"}) {
      const std::uint32_t value = values.member(object, key);
      if (value == Values::kMissing || !out.authors.empty()) continue;
      add_names(values, value, 0, out.authors);
    }
  }
  /// A name, an object with one, or a list of these.
  static void add_names(const Values& values, std::uint32_t value, int depth,
                        std::vector<std::string>& out) {
    const Value& there = values.all[value];
    if (depth > 2 || out.size() >= kMaxNames) return;
    if (there.kind == ValueKind::kString) {
      std::string name = clean_value(there.text.substr(0, kLongestName));
      const bool is_name = name.find(' ') != std::string::npos &&
                           name.find_first_of("/@:.0123456789") == std::string::npos;
      if (is_name && std::ranges::find(out, name) == out.end()) out.push_back(std::move(name));
    } else if (there.kind == ValueKind::kObject) {
      const std::uint32_t name = values.member(value, "name");
      if (name != Values::kMissing) add_names(values, name, depth + 1, out);
    } else if (there.kind == ValueKind::kArray) {
      for (std::uint32_t i = value + 1; i < there.end; i = values.all[i].end)
        add_names(values, values.resolved(i), depth + 1, out);
    }
  }

  /// What the page may call its story, folded.
  [[nodiscard]] std::vector<std::string> names() const {
    std::vector<std::string> out;
    const auto add = [&](std::string_view name) {
      std::string folded = text::fold_words(clean_value(name));
      const bool is_site = folded == text::fold_words(question_.site_name);
      if (folded.size() >= 8 && !is_site && std::ranges::find(out, folded) == out.end())
        out.push_back(std::move(folded));
    };
    add(question_.title);
    add(question_.facts.title);
    add(question_.facts.meta("og:title"));
    if (question_.article != nullptr) add(question_.article->headline);
    return out;
  }

  [[nodiscard]] float wanted() const {
    return shown_ < kNextToNothing ? kLeastText : 1.5F * shown_ + kLeastMore;
  }

  /// The body in HTML that was made; nothing if it is not clearly more than the tree shows.
  std::optional<EmbeddedBody> made(std::string markup) {
    auto page = html::Document::parse("<!DOCTYPE html><article>" + std::move(markup));
    if (!page) return std::nullopt;
    const Survey survey = extract::survey(*page);
    const std::string title = text::fold_words(question_.title);
    std::vector<std::uint32_t> chosen;
    EmbeddedBody out;
    for (std::uint32_t i = 0; i < survey.blocks.size(); ++i) {
      const TextBlock& block = survey.blocks[i];
      if (is_beside(survey.ancestors_of(block))) continue;
      if (chosen.empty() && text::fold_words(survey.text_of(block)) == title) continue;
      chosen.push_back(i);
      out.size += block.size;
    }
    if (out.size < wanted() || !holds_what_is_shown(survey, out.size)) return std::nullopt;
    out.blocks = make_blocks(*page, survey, chosen, question_.base);
    return out;
  }
  static bool is_beside(const Ancestors& ancestors) {
    return ancestors.in(AncestorKind::kNav) || ancestors.in(AncestorKind::kForm) ||
           ancestors.in(AncestorKind::kAside) || ancestors.has(Hint::kAd) ||
           ancestors.has(Hint::kRelated) || ancestors.has(Hint::kShare) ||
           ancestors.has(Hint::kComment);
  }

  /// What the tree shows stands at the text's beginning: it is its teaser. Or it is so little,
  /// without a headline, that it is a notice.
  [[nodiscard]] bool holds_what_is_shown(const Survey& survey, float size) const {
    if (shown_ < kNextToNothing) return true;
    const std::string all = ' ' + text::fold_words(survey.text) + ' ';
    const std::string summary = folded_summary();
    float held = 0;
    std::size_t bytes = 0, last = 0;
    for (const std::uint32_t i : question_.body) {
      const TextBlock& block = question_.survey.blocks[i];
      const std::string words = text::fold_words(question_.survey.text_of(block));
      bytes += words.size() + 1;
      const std::size_t at = all.find(opening(words));
      if (at == std::string::npos) {
        if (summary.find(opening(words)) != std::string::npos) held += block.size;
        continue;
      }
      held += block.size;
      last = std::max(last, at + words.size());
    }
    const auto slack = static_cast<std::size_t>(kLeastText);
    if (held >= 0.6F * shown_ && last <= bytes + bytes / 4 + slack) return true;
    return (question_.has_no_headline && shown_ < kNotice && size >= 4 * shown_) ||
           (shown_ < kLineOrTwo && size >= 6 * shown_);
  }
  /// What the page shows may be its standfirst, which its text need not hold.
  [[nodiscard]] std::string folded_summary() const {
    std::string out;
    for (const char* key : {"og:description", "description", "twitter:description"})
      out += text::fold_words(question_.facts.meta(key)) + ' ';
    if (question_.article != nullptr)
      out += text::fold_words(clean_value(question_.article->description));
    return out;
  }

  /// The beginning of a block; a teaser's end may be cut.
  static std::string_view opening(std::string_view folded) {
    constexpr std::size_t kOpening = 60;  // bytes
    return beginning_of_words(folded, kOpening);
  }
  static std::string_view beginning_of_words(std::string_view folded, std::size_t size) {
    if (folded.size() <= size) return folded;
    const auto blank = folded.rfind(' ', size);
    return folded.substr(0, blank == std::string_view::npos ? size : blank);
  }

  static EmbeddedBody named(EmbeddedBody found, std::string source, std::string locator) {
    found.source = std::move(source);
    found.locator = std::move(locator);
    return found;
  }

  const EmbeddedQuestion& question_;
  float shown_ = 0;
};

}  // namespace

std::optional<EmbeddedBody> find_embedded_body(const EmbeddedQuestion& question) {
  return EmbeddedFinder(question).run();
}

}  // namespace tearsheet::extract
