#include "feed/text_sitemap.h"

#include "feed/links.h"

namespace tearsheet::feed {
namespace {

constexpr std::size_t kMaxLine = 8192;
constexpr std::string_view kMark = "\xEF\xBB\xBF";

}  // namespace

Result<FeedHead> read_text_sitemap(ByteSource& source, const FeedOptions& options,
                                   const EachEntry& each) {
  const Links links{std::string_view{}};
  FeedHead head;
  head.format = "sitemap";
  std::size_t count = 0;
  std::string line;
  // False: no more lines are wanted.
  const auto end_line = [&] {
    std::string_view text = line;
    if (text.starts_with(kMark)) text.remove_prefix(kMark.size());
    const auto begin = text.find_first_not_of(" \t");
    text = begin == std::string_view::npos ? std::string_view{} : text.substr(begin);
    text = text.substr(0, text.find_first_of(" \t"));
    FeedEntry entry;
    if (line.size() < kMaxLine) entry.link = links.resolve(text, kNoBase);
    line.clear();
    if (entry.link.empty()) return true;
    if (count == options.max_urls) {
      head.truncated = true;
      return false;
    }
    ++count;
    return each(head, std::move(entry));
  };
  while (true) {
    const auto piece = source.next();
    if (!piece) return fail(piece.error());
    if (piece->empty()) break;
    std::string_view left = *piece;
    while (!left.empty()) {
      const auto end = left.find_first_of("\r\n");
      if (line.size() < kMaxLine) line.append(left.substr(0, std::min(end, kMaxLine)));
      if (end == std::string_view::npos) break;
      left.remove_prefix(end + 1);
      if (!end_line()) return head;
    }
  }
  end_line();
  return head;
}

}  // namespace tearsheet::feed
