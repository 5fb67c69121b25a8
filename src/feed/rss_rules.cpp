// RSS 0.90, 0.91, 0.92 to 0.94, 1.0 and 2.0: the elements of the core.
// https://www.rssboard.org/rss-specification, https://web.resource.org/rss/1.0/spec
#include "feed/rules.h"

namespace tearsheet::feed {
namespace {

using enum Field;
using enum TextKind;
constexpr auto kCore = Vocabulary::kCore;

// clang-format off
constexpr Rule kRules[] = {
    {kCore, "channel",        kInFeed, kFeed},
    {kCore, "item",           kInBoth, kEntry},
    {kCore, "image",          kInBoth, kIgnore},
    {kCore, "textinput",      kInBoth, kIgnore},
    {kCore, "textarea",       kInBoth, kIgnore},
    {kCore, "cloud",          kInBoth, kIgnore},
    {kCore, "source",         kInBoth, kIgnore},
    {kCore, "title",          kInBoth, kTitle, 0, kHtml},
    {kCore, "link",           kInBoth, kLink},
    {kCore, "url",            kInEntry, kLink, 3},
    {kCore, "guid",           kInEntry, kId},
    {kCore, "id",             kInEntry, kId, 1},
    {kCore, "pubdate",        kInBoth, kPublished},
    {kCore, "date",           kInEntry, kPublished, 4},
    {kCore, "published",      kInEntry, kPublished, 2},
    {kCore, "updated",        kInEntry, kUpdated, 1},
    {kCore, "lastbuilddate",  kInFeed, kUpdated},
    {kCore, "description",    kInBoth, kSummary, 0, kHtml},
    {kCore, "summary",        kInEntry, kSummary, 1, kHtml},
    {kCore, "content",        kInEntry, kContent, 2, kByType},
    {kCore, "body",           kInEntry, kContent, 2, kHtml},
    {kCore, "fullitem",       kInEntry, kContent, 2, kHtml},
    {kCore, "fulltext",       kInEntry, kContent, 2, kHtml},
    {kCore, "author",         kInBoth, kAuthor},
    {kCore, "creator",        kInEntry, kAuthor, 1},
    {kCore, "name",           kInAuthor, kAuthorName},
    {kCore, "managingeditor", kInFeed, kAuthor, 1},
    {kCore, "category",       kInBoth, kCategory, 0, kHtml},
    {kCore, "keywords",       kInEntry, kKeywords, 1, kHtml},
    {kCore, "enclosure",      kInEntry, kEnclosure},
    {kCore, "language",       kInFeed, kLanguage},
    {kCore, "ttl",            kInFeed, kTtl},
    {kCore, "skiphours",      kInFeed, kSkip},
    {kCore, "skipdays",       kInFeed, kSkip},
    {kCore, "hour",           kInSkip, kSkipHour},
    {kCore, "day",            kInSkip, kSkipDay},
};
// clang-format on

}  // namespace

std::span<const Rule> rss_rules() {
  return kRules;
}

}  // namespace tearsheet::feed
