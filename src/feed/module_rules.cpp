// Modules that stand in RSS and Atom alike: Dublin Core
// (https://www.dublincore.org/specifications/dublin-core/), RSS 1.0 content and syndication
// (https://web.resource.org/rss/1.0/modules/), Media RSS (https://www.rssboard.org/media-rss),
// iTunes and Google Play podcasts, PRISM, Yandex news, inline XHTML. Their ranks stand behind the
// core's: they fill what the core left empty.
#include "feed/rules.h"

namespace tearsheet::feed {
namespace {

using enum Field;
using enum TextKind;
constexpr auto kDc = Vocabulary::kDublinCore;
constexpr auto kTerms = Vocabulary::kDublinCoreTerms;
constexpr auto kContentModule = Vocabulary::kContent;
constexpr auto kMrss = Vocabulary::kMedia;
constexpr auto kItunes = Vocabulary::kItunes;

// clang-format off
constexpr Rule kRules[] = {
    {kDc, "title",         kInBoth, kTitle, 1, kHtml},
    {kDc, "identifier",    kInEntry, kId, 2},
    {kDc, "date",          kInBoth, kPublished, 3},
    {kDc, "description",   kInBoth, kSummary, 2, kHtml},
    {kDc, "creator",       kInBoth, kAuthor},
    {kDc, "author",        kInBoth, kAuthor},
    {kDc, "publisher",     kInFeed, kAuthor, 3},
    {kDc, "subject",       kInBoth, kCategory, 0, kHtml},
    {kDc, "language",      kInFeed, kLanguage, 1},

    {kTerms, "title",       kInBoth, kTitle, 1, kHtml},
    {kTerms, "identifier",  kInEntry, kId, 2},
    {kTerms, "issued",      kInEntry, kPublished, 2},
    {kTerms, "created",     kInEntry, kPublished, 3},
    {kTerms, "date",        kInEntry, kPublished, 4},
    {kTerms, "modified",    kInBoth, kUpdated, 2},
    {kTerms, "abstract",    kInEntry, kSummary, 2, kHtml},
    {kTerms, "description", kInEntry, kSummary, 2, kHtml},
    {kTerms, "creator",     kInBoth, kAuthor},
    {kTerms, "subject",     kInBoth, kCategory, 0, kHtml},
    {kTerms, "language",    kInFeed, kLanguage, 1},

    {kContentModule, "encoded", kInEntry, kContent, 0, kHtml},
    {kContentModule, "items",   kInEntry, kIgnore},

    {Vocabulary::kXhtml, "body",      kInEntry, kContent, 1, kXhtml},
    {Vocabulary::kXhtml, "div",       kInEntry, kContent, 3, kXhtml},
    {Vocabulary::kYandex, "full-text", kInEntry, kContent, 1, kHtml},
    {Vocabulary::kYandex, "author",    kInEntry, kAuthor, 2},
    {Vocabulary::kPrism, "publicationdate", kInEntry, kPublished, 4},

    {kMrss, "group",       kInEntry, kWrapper},
    {kMrss, "content",     kInEntry, kMedia},
    {kMrss, "title",       kInEntry, kTitle, 3, kHtml},
    {kMrss, "description", kInEntry, kSummary, 5, kHtml},
    {kMrss, "category",    kInEntry, kCategory, 0, kHtml},
    {kMrss, "keywords",    kInEntry, kKeywords, 0, kHtml},
    {kMrss, "credit",      kInEntry, kAuthor, 3},

    {kItunes, "title",    kInEntry, kTitle, 2, kHtml},
    {kItunes, "author",   kInBoth, kAuthor, 2},
    {kItunes, "summary",  kInBoth, kSummary, 3, kHtml},
    {kItunes, "subtitle", kInBoth, kSummary, 4, kHtml},
    {kItunes, "description", kInEntry, kSummary, 4, kHtml},
    {kItunes, "keywords", kInEntry, kKeywords, 0, kHtml},
    {kItunes, "category", kInEntry, kCategory},

    {Vocabulary::kSyndication, "updateperiod",    kInFeed, kUpdatePeriod},
    {Vocabulary::kSyndication, "updatefrequency", kInFeed, kUpdateFrequency},
    {Vocabulary::kSyndication, "updatebase",      kInFeed, kUpdateBase},
};
// clang-format on

}  // namespace

std::span<const Rule> module_rules() {
  return kRules;
}

}  // namespace tearsheet::feed
