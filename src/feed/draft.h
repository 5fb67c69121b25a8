// An entry (or the feed itself) as its elements were met: several answers per field, nothing
// decided yet.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "feed/feed.h"
#include "feed/links.h"
#include "feed/rules.h"

namespace tearsheet::feed {

/// A text construct. `value` is plain text, or HTML for kHtml and kXhtml.
struct DraftText {
  std::string value;
  TextKind kind = TextKind::kPlain;
  BaseId base = kNoBase;
  std::uint8_t rank = 255;
};
struct Ranked {
  std::uint8_t rank = 0;
  std::string value;
  BaseId base = kNoBase;
};
struct DraftEnclosure {
  Enclosure enclosure;
  BaseId base = kNoBase;
};

/// Links, authors, categories ... of one entry, each; further ones are dropped.
inline constexpr std::size_t kMaxListItems = 200;

struct Draft {
  DraftText title, summary, content;
  std::vector<Ranked> ids, links, published, updated, authors;
  std::vector<std::string> source_authors;
  std::vector<DraftText> categories;
  std::vector<DraftText> keywords;  ///< Lists divided by commas.
  std::vector<DraftEnclosure> enclosures;
  std::string language;
};

/// Ranks of links, best first. Between them stand 0 to 2 for Atom's media types.
inline constexpr std::uint8_t kLinkElement = 0;
inline constexpr std::uint8_t kLinkAtom = 0, kLinkPermalink = 4, kLinkAtomInRss = 5, kLinkAbout = 8,
                              kLinkOther = 9;

/// Puts `text` in `slot` if its rank is better and it says anything.
void offer(DraftText& slot, DraftText&& text);

/// The name in "a@b (Name)", "Name <a@b>", "Name"; empty for a mere address.
[[nodiscard]] std::string name_of_person(std::string_view text);

class Finisher {
 public:
  Finisher(const FeedOptions& options, const Links& links) : options_(options), links_(links) {}

  /// Title, link, language and authors of the feed, as far as they are known. Cheap to call again.
  void finish_head(const Draft& draft, FeedHead& head);
  [[nodiscard]] FeedEntry finish_entry(Draft&& draft) const;
  /// An entry without authors takes the feed's.
  void inherit(FeedEntry& entry) const {
    if (entry.authors.empty()) entry.authors = authors_;
  }

 private:
  [[nodiscard]] std::optional<dates::Timestamp> first_date(std::vector<Ranked>& candidates) const;
  [[nodiscard]] std::string first_link(const std::vector<Ranked>& candidates) const;

  const FeedOptions& options_;
  const Links& links_;
  std::string language_;
  std::vector<std::string> authors_;
};

}  // namespace tearsheet::feed
