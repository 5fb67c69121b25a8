#include "extract/kind/page_kind.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <string>

#include "base/ascii.h"
#include "extract/kind/kind_model.h"
#include "extract/kind/page_measures.h"
#include "extract/listing/listing_auto.h"
#include "extract/listing/listing_card.h"

namespace tearsheet::extract {
namespace {

using records::PageKind;

// Limits in letters, wide ones weighed. A news item of two sentences has about 250.
constexpr float kLittleText = 200;
constexpr float kNextToNothing = 80;
constexpr float kShortBody = 1200;
constexpr float kNotice = 400;
constexpr int kFewHeadlines = 3;
constexpr int kManyHeadlines = 8;
constexpr int kManyEntries = 8;
constexpr std::size_t kManyPictures = 8;
constexpr float kTextAPicture = 250;
constexpr float kTextAHeadline = 60;
constexpr float kHeadline = 25;  // as in listing_auto.cpp
constexpr double kSureOfAuthor = 0.5;

// Log odds that a page is an article, below which it is called something else. They are those of a
// world where every other page is none. What is called no article is dropped, so the limit is where
// one in two hundred articles of sites never seen would be (docs/measurements.md), and lower where a
// source had the page's headline or date: it names articles and hardly anything else.
constexpr float kLeastOdds = -1.8F;
constexpr float kLeastOddsAnnounced = -6;
// What the other kinds are told apart by: see kind_features.h for the measures, log2(1 + n).
constexpr float kManyForumMarks = 3;
constexpr float kManyShopMarks = 2;
constexpr float kManyPrices = 4.5F;
constexpr float kMostlyLinks = 0.5F;

std::string number(float value) {
  return std::to_string(static_cast<long>(value));
}

class Judge {
 public:
  Judge(const KindQuestion& question, records::Article& out)
      : question_(question), out_(out), measures_(measure_page(question)) {
    const LinkedArticle* article = question.article;
    type_ = article == nullptr ? std::string() : to_lower(article->type);
    says_article_ = article != nullptr && type_ != "webpage" && !article->is_nested;
    og_article_ = equals_ignoring_case(question.facts.meta("og:type"), "article");
    is_home_ = !question.url.empty() && question.url.path() == "/" && question.url.query().empty();
  }

  void run() {
    if (error_page() || bare_page() || consent_wall() || login_wall() || liveblog() ||
        plain_listing() || no_article() || paywalled() || gallery())
      return;
    if (measures_.body < 20)
      return set(PageKind::kOther, "no running text that could be an article");
    std::string reason = number(measures_.body) + " characters of running text";
    if (says_article_) reason += ", structured data: " + question_.article->type;
    if (!says_article_ && og_article_) reason += ", og:type article";
    if (is_mere_page())
      return set(PageKind::kPage, reason + ", no date, and nothing says that it is an article");
    set(PageKind::kArticle, std::move(reason));
  }

 private:
  void set(PageKind kind, std::string reason) {
    out_.kind = kind;
    out_.kind_reason = std::move(reason);
  }

  /// The date is that of a change: "Updated ..." stands on pages of every kind.
  [[nodiscard]] bool is_dated_by_change() const {
    const auto source_of = [&](std::string_view field) {
      return std::ranges::find_if(out_.sources,
                                  [&](const auto& source) { return source.field == field; });
    };
    const auto date = source_of("date"), updated = source_of("updated");
    return date != out_.sources.end() && updated != out_.sources.end() &&
           date->source == updated->source && date->locator == updated->locator;
  }

  /// "About us", "Contact", "Privacy": text of a site that is no news.
  [[nodiscard]] bool is_mere_page() const {
    if ((out_.published && !is_dated_by_change()) || says_article_ || (og_article_ && !is_home_))
      return false;
    if (question_.url.empty() || looks_like_story(question_.url)) return false;
    if (is_announced()) return false;
    // A site file that says where the text or the author stands, or a byline, knows better.
    return std::ranges::none_of(out_.sources, [](const records::FieldSource& source) {
      return (source.field == "body" && source.source == "rule") ||
             (source.field == "authors" && source.confidence >= kSureOfAuthor);
    });
  }

  bool error_page() {
    if (measures_.body >= kShortBody || says_article_) return false;
    const bool is_notice = measures_.body < kNotice && !out_.published && says_gone(out_.body);
    if (is_notice) {
      set(PageKind::kErrorPage, "the text says that the page is not there");
      return true;
    }
    if (!names_error(question_.facts.title) && !names_error(out_.title)) return false;
    set(PageKind::kErrorPage, "the title names an error and the text is short");
    return true;
  }

  bool bare_page() {
    const bool is_shell = measures_.body < kNextToNothing && measures_.prose < kLittleText &&
                          measures_.mounts > 0 && measures_.linked_headlines < kFewHeadlines;
    if (measures_.all >= kLittleText && !is_shell) return false;
    if (measures_.frames > 0 && measures_.scripts == 0) {
      set(PageKind::kOther, "the text is in frames");
      return true;
    }
    // A short page whose text was found is no shell, whatever scripts it has.
    const bool has_text = measures_.body >= kNextToNothing && !question_.headline.is_null();
    if ((measures_.scripts > 0 || measures_.mounts > 0) && !has_text) {
      set(PageKind::kScriptShell, "scripts, but only " + number(measures_.all) +
                                      " characters of text: drawn in the browser");
      return true;
    }
    if (measures_.all >= 20) return false;
    set(PageKind::kEmpty, "no text");
    return true;
  }

  bool consent_wall() {
    if (measures_.consent <= 0.6F * measures_.all || measures_.body >= kShortBody) return false;
    // A whole page may stand in an element whose class only sounds like one.
    if (measures_.buttons == 0 || evidence_of_article() >= 2) return false;
    if (measures_.body > 0 && measures_.body_consent < 0.5F * measures_.body) return false;
    set(PageKind::kConsentWall, "most of the text is a consent dialogue");
    return true;
  }

  bool login_wall() {
    if (measures_.passwords == 0 || measures_.prose >= 2 * kLittleText) return false;
    // Many short articles have a login form in their header.
    const float own = measures_.body - measures_.body_form;
    if (own >= kLittleText || (own >= kNextToNothing && evidence_of_article() >= 2)) return false;
    set(PageKind::kLoginWall, "a password field and hardly any running text");
    return true;
  }

  bool liveblog() {
    const auto& types = question_.facts.linked.types;
    if (type_ == "liveblogposting" ||
        std::find(types.begin(), types.end(), "LiveBlogPosting") != types.end()) {
      set(PageKind::kLiveblog, "structured data: LiveBlogPosting");
      return true;
    }
    if (measures_.entries < kManyEntries || stands_among_links() ||
        measures_.entries * 4 < measures_.body_paragraphs)
      return false;
    set(PageKind::kLiveblog,
        std::to_string(measures_.entries) + " entries, each under a time of its own");
    return true;
  }

  /// What was taken for the body are the teasers between linked headlines.
  [[nodiscard]] bool stands_among_links() const {
    return measures_.linked_headlines > kFewHeadlines &&
           measures_.body_teasers >= 0.6F * measures_.body;
  }

  // Weights by hand.
  [[nodiscard]] float evidence_of_article() const {
    float sum = 0;
    if (says_article_) sum += 2.5F;
    if (og_article_ && !is_home_) sum += 2;
    if (!question_.headline.is_null()) sum += 0.7F;
    if (out_.published) sum += 0.7F;
    if (!question_.url.empty() && !is_home_ && looks_like_story(question_.url)) sum += 1.2F;
    if (!stands_among_links())
      sum += measures_.body >= kShortBody ? 1.5F : measures_.body >= 400 ? 0.5F : 0;
    return sum;
  }

  [[nodiscard]] float evidence_of_listing() const {
    float sum = 0;
    if (measures_.linked_headlines >= kManyHeadlines) sum += 1;
    if (measures_.linked_headlines >= 3 * kManyHeadlines) sum += 0.3F;
    if (static_cast<float>(measures_.linked_headlines) * kTextAHeadline > measures_.body) sum += 1;
    if (stands_among_links()) sum += 2.2F;
    if (is_home_) sum += 2.5F;
    if (!question_.url.empty() && !looks_like_story(question_.url)) sum += 0.5F;
    const auto& types = question_.facts.linked.types;
    for (const char* type : {"CollectionPage", "SearchResultsPage"}) {
      if (std::find(types.begin(), types.end(), type) != types.end()) sum += 1;
    }
    return sum;
  }

  /// A front page, or a section of mere headlines: there are few among the pages that the model was
  /// fitted to.
  bool plain_listing() {
    if (measures_.linked_headlines <= kFewHeadlines) return false;
    if (!is_home_ && measures_.body >= kNextToNothing) return false;
    const float for_listing = evidence_of_listing();
    if (for_listing < 2 || for_listing <= evidence_of_article()) return false;
    std::string reason = std::to_string(measures_.linked_headlines) + " linked headlines and ";
    reason += stands_among_links() ? std::string("the text stands between them")
                                   : number(measures_.body) + " characters of text of its own";
    set(PageKind::kListing, std::move(reason));
    return true;
  }

  /// A source that names articles had its headline or its date.
  [[nodiscard]] bool is_announced() const {
    const auto* hint = question_.hint;
    return hint != nullptr && (hint->published || weighed_size(hint->title) >= kHeadline);
  }

  bool no_article() {
    const KindRow row = kind_features(question_, out_, measures_);
    const float odds = article_odds(row);
    const double probability = 1 / (1 + std::exp(-static_cast<double>(odds)));
    out_.confidence *= probability;
    if (odds >= (is_announced() ? kLeastOddsAnnounced : kLeastOdds)) return false;
    const auto of = [&](KindFeature feature) { return row[static_cast<std::size_t>(feature)]; };
    const auto count = [&](KindFeature feature) { return number(std::exp2(of(feature)) - 1); };
    const float forum = std::max(of(KindFeature::kForumMarks), of(KindFeature::kSaysForum));
    const float shop = std::max(of(KindFeature::kShopMarks), of(KindFeature::kSaysProduct));
    if (forum >= kManyForumMarks && forum > shop) {
      set(PageKind::kForum,
          count(KindFeature::kForumMarks) + " elements named like a forum's or said to be one's");
    } else if (shop >= kManyShopMarks && of(KindFeature::kPrices) < kManyPrices &&
               (of(KindFeature::kLinksOfAll) < kMostlyLinks ||
                measures_.linked_headlines <= kFewHeadlines)) {
      set(PageKind::kProduct, count(KindFeature::kPrices) + " prices, and " +
                                  count(KindFeature::kShopMarks) + " elements named like a shop's");
    } else {
      set(PageKind::kListing, std::to_string(measures_.linked_headlines) + " linked headlines, " +
                                  number(measures_.body) +
                                  " characters that read little like an article");
    }
    out_.kind_reason += "; an article with a probability of " +
                        number(static_cast<float>(100 * probability)) + " %";
    return true;
  }

  bool paywalled() {
    const bool locked = question_.article != nullptr && question_.article->is_locked;
    if (locked && measures_.body < 2 * kShortBody) {
      set(PageKind::kPaywalled, "structured data: not accessible for free, and the text is short");
      return true;
    }
    if (measures_.paywall <= 60 || measures_.body >= kShortBody || measures_.body <= 0)
      return false;
    set(PageKind::kPaywalled, "a paywall notice stands by a short text");
    return true;
  }

  /// Pictures that lead nowhere, and captions, from the body's first block to its last: whether the
  /// captions are of the body or not.
  [[nodiscard]] std::size_t pictures_in_body() const {
    if (question_.body.empty()) return 0;
    const auto& blocks = question_.survey.blocks;
    std::size_t pictures = 0;
    std::uint32_t link_end = 0;
    for (std::uint32_t i = blocks[question_.body.front()].begin;
         i < blocks[question_.body.back()].end; ++i) {
      const html::Node node = question_.page.node(i);
      if (!node.is_element()) continue;
      if (node.tag() == html::Tag::kA) link_end = std::max(link_end, node.end());
      const bool picture = node.tag() == html::Tag::kImg && i >= link_end;
      pictures += picture || node.tag() == html::Tag::kFigcaption ? 1U : 0U;
    }
    return pictures;
  }

  bool gallery() {
    const std::size_t pictures = pictures_in_body();
    const bool says_gallery = type_ == "imagegallery" || type_ == "mediagallery";
    if (!(says_gallery || pictures >= kManyPictures)) return false;
    if (measures_.body >= static_cast<float>(pictures) * kTextAPicture) return false;
    set(PageKind::kGallery,
        std::to_string(pictures) + " pictures and captions, little text beside them");
    return true;
  }

  const KindQuestion& question_;
  records::Article& out_;
  const PageMeasures measures_;
  std::string type_;
  bool says_article_ = false, og_article_ = false, is_home_ = false;
};

}  // namespace

void judge_kind(const KindQuestion& question, records::Article& out) {
  Judge(question, out).run();
}

}  // namespace tearsheet::extract
