#include "extract/automatic.h"

#include <algorithm>
#include <iterator>
#include <numeric>
#include <utility>

#include "extract/authors/authors.h"
#include "extract/body/body.h"
#include "extract/body/confidence.h"
#include "extract/body/entry_times.h"
#include "extract/body/head_lines.h"
#include "extract/body/one_story.h"
#include "extract/body/replies.h"
#include "extract/dating/dating.h"
#include "extract/embedded/embedded.h"
#include "extract/image_caption.h"
#include "extract/listing/pager.h"
#include "extract/observe.h"
#include "extract/page/candidates.h"
#include "extract/structure/blocks.h"

namespace tearsheet::extract {
namespace {

// Of a set of names that other pages of the site are read with.
constexpr double kSureOfAuthors = 0.6;

// Set by hand: what is taken from scripts is whole and clean, or another text altogether.
constexpr double kEmbeddedConfidence = 0.8;

class AutomaticFiller {
 public:
  AutomaticFiller(Groundwork& ground, RuleReader& rules, std::vector<Explanation>* explain,
                  Draft& draft)
      : ground_(ground), rules_(rules), explain_(explain), draft_(draft), out_(draft.article) {}

  void run() {
    automatic_title();
    automatic_dates();
    automatic_authors();
    if (out_.blocks.empty() && may_guess("body")) automatic_body();
    const FieldInput input = ground_.field_input();
    const auto* hint = ground_.context.hint;
    fill_canonical(input, out_);
    fill_summary(input, hint == nullptr ? std::string_view() : std::string_view(hint->summary),
                 out_);
    fill_image(input, out_);
    fill_image_caption(input, out_);
    fill_section_and_tags(input, out_);
    fill_language(input, ground_.context.content_language, out_);
    fill_robots(input, out_);
    further_pages();
  }

 private:
  [[nodiscard]] bool may_guess(std::string_view field) const {
    return draft_.layout == nullptr || draft_.layout->may_guess(field);
  }

  void automatic_title() {
    if (!out_.title.empty() || !may_guess("title")) return;
    out_.title = ground_.headline.text;
    add_source(ground_.headline.source);
    if (!out_.title.empty() || ground_.context.hint == nullptr) return;
    out_.title = ground_.context.hint->title;
    if (!out_.title.empty()) out_.sources.push_back({"title", "listing", {}, out_.title, 0.5});
  }

  void automatic_dates() {
    const std::optional<dates::Timestamp> listed =
        ground_.context.hint != nullptr ? ground_.context.hint->published : std::nullopt;
    if (out_.published && listed && dates::sharpens(*listed, *out_.published)) {
      out_.published = listed;
      // The day is the rule's, and it is the rule that a reader looks for.
      for (records::FieldSource& source : out_.sources) {
        if (source.field == "date") source.locator += ", with the listing's hour";
      }
    }
    if (out_.published && out_.updated) return;
    const Dating dating =
        find_dates({ground_.page, ground_.facts, ground_.article, ground_.survey,
                    ground_.headline.element, ground_.context.url, ground_.dates, listed,
                    out_.published, ground_.context.known, ground_.context.observed, draft_.denied},
                   explain_);
    if (!out_.published) {
      out_.published = dating.published;
      add_source(dating.published_source);
    }
    if (!out_.updated) {
      out_.updated = dating.updated;
      add_source(dating.updated_source);
    }
    if (!out_.published && listed) {
      out_.published = listed;
      out_.sources.push_back({"date", "listing", {}, listed->to_iso8601(), 0.8});
    }
  }

  void automatic_authors() {
    if (!out_.authors.empty()) return;
    Authors authors = find_authors(ground_.authors_input(out_.title), explain_);
    out_.authors = std::move(authors.names);
    add_source(authors.source);
    const auto* hint = ground_.context.hint;
    const bool is_told = hint != nullptr && !hint->authors.empty();
    if (auto* const observed = ground_.context.observed) {
      observed->persons = std::move(authors.persons);
      const bool is_sure = authors.source && authors.source->confidence >= kSureOfAuthors;
      for (const std::string& name : is_told ? hint->authors : out_.authors) {
        if (is_told || is_sure) observed->author_names.push_back(author_hash(name));
      }
    }
    if (out_.authors.empty() && is_told) out_.authors = hint->authors;
  }

  void automatic_body() {
    BodyChoice choice = find_body(ground_.body_question(), explain_);
    leave_denied(choice.blocks);
    std::vector<std::uint32_t> found = choice.blocks;
    if (draft_.layout != nullptr) {
      rules_.strip(*draft_.layout, ground_.survey, choice.blocks);
      add_stripped(*draft_.layout, found);
    }
    if (ground_.context.known != nullptr)
      drop_furniture(ground_.page, ground_.survey, *ground_.context.known, choice.blocks);
    draft_.body = std::move(choice.blocks);
    keep_one_story({ground_.page, ground_.survey, ground_.headline.element, out_.title,
                    ground_.context.url, canonical()},
                   draft_.body);
    drop_replies(ground_.page, ground_.survey, ground_.headline.element, draft_.body);
    add_entry_times(ground_.survey, draft_.body);
    BlockOptions options;
    options.likely = choice.likely;
    options.found = found;
    if (ground_.headline.element) options.headline_end = ground_.headline.element.end();
    out_.blocks = make_blocks(ground_.page, ground_.survey, draft_.body, ground_.base, options);
    if (ground_.context.known != nullptr) drop_furniture(*ground_.context.known, out_.blocks);
    drop_head_lines(head_lines(), ground_.dates, out_.blocks);
    out_.body = plain_text(out_.blocks);
    out_.confidence = out_.body.empty() ? 0 : calibrated(choice.confidence);
    if (embedded_body()) return;
    if (!out_.body.empty())
      out_.sources.push_back({"body", choice.source, choice.locator, {}, out_.confidence});
  }

  /// Takes out what a rule that is not believed found of other articles, unless that is most of it.
  void leave_denied(std::vector<std::uint32_t>& blocks) const {
    if (draft_.denied_body.empty()) return;
    std::vector<std::uint32_t> others;
    std::ranges::set_difference(blocks, draft_.denied_body, std::back_inserter(others));
    const auto size_of = [&](const std::vector<std::uint32_t>& some) {
      return std::accumulate(some.begin(), some.end(), 0.0F, [&](float size, std::uint32_t i) {
        return size + ground_.survey.blocks[i].size;
      });
    };
    if (2 * size_of(others) >= size_of(blocks)) blocks = std::move(others);
  }

  /// Adds the blocks of the page that the site file strips: no structure among them is taken.
  void add_stripped(const site::ArticleRules& layout, std::vector<std::uint32_t>& found) {
    std::vector<std::uint32_t> all(ground_.survey.blocks.size()), stripped, both;
    std::iota(all.begin(), all.end(), 0U);
    std::vector<std::uint32_t> kept = all;
    rules_.strip(layout, ground_.survey, kept);
    std::ranges::set_difference(all, kept, std::back_inserter(stripped));
    std::ranges::set_union(found, stripped, std::back_inserter(both));
    found = std::move(both);
  }

  [[nodiscard]] HeadLines head_lines() const {
    const auto* hint = ground_.context.hint;
    return {out_.title, hint == nullptr ? std::string_view() : hint->title, out_.published};
  }

  [[nodiscard]] std::string_view canonical() const {
    for (const HeadLink& link : ground_.facts.links) {
      if (link.rel == "canonical") return link.href;
    }
    return {};
  }

  /// Takes the text that the page's scripts hold where the tree shows none of it or its beginning.
  bool embedded_body() {
    auto found = find_embedded_body({ground_.page, ground_.facts, ground_.article, ground_.survey,
                                     draft_.body, out_.title, ground_.headline.element.is_null(),
                                     ground_.site_name, ground_.context.url, ground_.base});
    if (!found) return false;
    if (explain_ != nullptr) {
      explain_->push_back({"body", found->source, found->locator,
                           std::to_string(static_cast<long>(found->size)) + " characters",
                           "the tree shows less of it", kEmbeddedConfidence, true});
    }
    draft_.body.clear();
    draft_.embedded = found->size;
    out_.blocks = std::move(found->blocks);
    out_.body = plain_text(out_.blocks);
    out_.confidence = kEmbeddedConfidence;
    out_.sources.push_back(
        {"body", std::move(found->source), std::move(found->locator), {}, kEmbeddedConfidence});
    if (!found->title.empty() && (out_.title.empty() || found->is_guess)) {
      std::erase_if(out_.sources, [](const auto& one) { return one.field == "title"; });
      out_.title = std::move(found->title);
      out_.sources.push_back({"title", "page-state", {}, out_.title, 0.5});
    }
    if (!out_.published) fill_date("date", found->published, out_.published);
    if (!out_.updated) fill_date("updated", found->updated, out_.updated);
    if (out_.authors.empty() && !found->authors.empty()) {
      out_.authors = std::move(found->authors);
      out_.sources.push_back({"authors", "page-state", {}, out_.authors.front(), 0.6});
    }
    return true;
  }

  void fill_date(const char* field, const std::string& said, std::optional<dates::Timestamp>& out) {
    const auto time = dates::parse_date(said, ground_.dates);
    if (!time || time->precision < dates::Precision::kDay) return;
    out = time;
    out_.sources.push_back({field, "page-state", {}, said, 0.6});
  }

  void further_pages() {
    if (!out_.next_pages.empty() || !may_guess("next_page")) return;
    Pager pager = find_pager(ground_.page, ground_.facts, ground_.context.url, ground_.base);
    out_.next_pages = std::move(pager.later);
    if (out_.single_page.empty()) out_.single_page = std::move(pager.single);
  }

  void add_source(const std::optional<records::FieldSource>& one) {
    if (one) out_.sources.push_back(*one);
  }

  Groundwork& ground_;
  RuleReader& rules_;
  std::vector<Explanation>* explain_;
  Draft& draft_;
  records::Article& out_;
};

}  // namespace

void fill_automatically(Groundwork& ground, RuleReader& rules, std::vector<Explanation>* explain,
                        Draft& draft) {
  AutomaticFiller(ground, rules, explain, draft).run();
}

}  // namespace tearsheet::extract
