// Atom 1.0 (RFC 4287) and Atom 0.3
// (https://www.ietf.org/archive/id/draft-ietf-atompub-format-00.txt), as a feed of their own and as
// elements in RSS.
#include "feed/rules.h"

namespace tearsheet::feed {
namespace {

using enum Field;
using enum TextKind;
constexpr auto kAtom = Vocabulary::kAtom;

// clang-format off
constexpr Rule kRules[] = {
    {kAtom, "feed",      kInFeed, kFeed},
    {kAtom, "entry",     kInBoth, kEntry},
    {kAtom, "source",    kInEntry, kOtherFeed},
    {kAtom, "title",     kInBoth, kTitle, 0, kByType},
    {kAtom, "link",      kInBoth, kAtomLink},
    {kAtom, "id",        kInEntry, kId},
    {kAtom, "published", kInEntry, kPublished},
    {kAtom, "issued",    kInEntry, kPublished, 1},
    {kAtom, "created",   kInEntry, kPublished, 2},
    {kAtom, "updated",   kInBoth, kUpdated},
    {kAtom, "modified",  kInBoth, kUpdated, 1},
    {kAtom, "summary",   kInEntry, kSummary, 0, kByType},
    {kAtom, "content",   kInEntry, kContent, 0, kByType},
    {kAtom, "author",    kInBoth | kInOtherFeed, kAuthor},
    {kAtom, "name",      kInAuthor, kAuthorName},
    {kAtom, "category",  kInBoth, kCategory},
};
// clang-format on

}  // namespace

std::span<const Rule> atom_rules() {
  return kRules;
}

}  // namespace tearsheet::feed
