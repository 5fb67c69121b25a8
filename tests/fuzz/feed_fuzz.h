// What must hold for every feed and sitemap; run by the fuzz targets and, over their seeds, by the
// unit tests.
#pragma once

#include <zlib.h>

#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "feed/feed.h"
#include "feed/html_text.h"
#include "feed/opml.h"
#include "feed/sanitise_table.h"
#include "feed/tag_scanner.h"
#include "text/text.h"

namespace tearsheet::feed {

inline void require(bool holds, int line = __builtin_LINE()) {
  if (holds) return;
  std::fprintf(stderr, "feed_fuzz.h:%d: does not hold\n", line);
  std::abort();
}

/// Gives its bytes in pieces of any size: how they are cut must not matter.
class SlicedSource final : public ByteSource {
 public:
  SlicedSource(std::string_view bytes, std::size_t size) : bytes_(bytes), size_(size) {}
  Result<std::string_view> next() override {
    const auto piece = bytes_.substr(at_, size_);
    at_ += piece.size();
    return piece;
  }
  Result<void> rewind() override {
    at_ = 0;
    return {};
  }

 private:
  std::string_view bytes_;
  std::size_t size_;
  std::size_t at_ = 0;
};

inline bool is_web_address(std::string_view link) {
  const auto url = url::Url::parse(link);
  return url && url->href() == link;
}

/// Only tags and attributes of the allow-lists, closed in order, and nothing that runs.
inline void check_safe_html(std::string_view html) {
  RawTag tag;
  std::vector<std::string> open;
  for (auto at = html.find('<'); at != std::string_view::npos; at = html.find('<', at + tag.size)) {
    require(scan_tag(html.substr(at), tag) == TagScan::kTag);
    const auto rule = rule_for_element(tag.name);
    require(rule == ElementRule::kInline || rule == ElementRule::kBlock ||
            rule == ElementRule::kVoid);
    for (const auto& attribute : tag.attributes) {
      const auto allowed = rule_for_attribute(attribute.name);
      require(allowed != AttributeRule::kDrop);
      require(attribute.value.find_first_of("<>\"") == std::string_view::npos);
      if (allowed == AttributeRule::kLink) require(!attribute.value.starts_with("javascript:"));
    }
    if (rule == ElementRule::kVoid) continue;
    if (tag.is_end) {
      require(!open.empty() && open.back() == tag.name);
      open.pop_back();
    } else {
      open.emplace_back(tag.name);
    }
  }
  require(open.empty());
}

struct Read {
  bool is_ok = false;
  FeedHead head;
  std::vector<FeedEntry> entries;
};
inline Read read_sliced(std::string_view bytes, const FeedOptions& options, std::size_t size) {
  SlicedSource source(bytes, size);
  Read read;
  auto head = read_document(source, options, [&read](const FeedHead&, FeedEntry&& entry) {
    read.entries.push_back(std::move(entry));
    return true;
  });
  read.is_ok = head.has_value();
  if (head) read.head = std::move(*head);
  return read;
}

inline bool is_same(const FeedEntry& a, const FeedEntry& b) {
  const auto key = [](const FeedEntry& e) {
    return std::tie(e.id, e.link, e.title, e.summary, e.content_html, e.authors, e.categories,
                    e.published, e.updated);
  };
  return key(a) == key(b) && a.enclosures.size() == b.enclosures.size();
}

/// What was read of a list is written so that it is read the same.
inline void check_opml_properties(std::string_view bytes) {
  OpmlLimits limits;
  limits.max_addresses = 20;
  limits.max_troubles = 10;
  const auto read = parse_opml(bytes, limits);
  if (!read) return;
  require(read->outlines.size() <= 20 && read->troubles.size() <= 10);
  for (const auto& outline : read->outlines) require(is_web_address(outline.address()));
  const auto again = parse_opml(write_opml("", read->outlines), limits);
  require(again && again->troubles.empty() && again->outlines.size() == read->outlines.size());
  for (std::size_t i = 0; i < read->outlines.size(); ++i)
    require(again->outlines[i].address() == read->outlines[i].address());
}

/// The first byte chooses the options, the rest is the file.
inline void check_feed_properties(std::string_view input) {
  if (input.empty()) return;
  const auto choice = static_cast<unsigned char>(input.front());
  const auto bytes = input.substr(1);
  FeedOptions options;
  options.max_entries = 20;
  options.max_urls = 30;
  options.max_depth = 32;
  if ((choice & 1U) != 0) options.url = "https://news.example/feeds/all.xml";
  if ((choice & 2U) != 0) options.content_type = "text/xml; charset=euc-kr";

  const auto read = read_sliced(bytes, options, 4096);
  const auto sliced = read_sliced(bytes, options, 1 + choice % 13);
  require(read.is_ok == sliced.is_ok && read.entries.size() == sliced.entries.size());
  require(read.head.format == sliced.head.format && read.head.title == sliced.head.title);
  for (std::size_t i = 0; i < read.entries.size(); ++i)
    require(is_same(read.entries[i], sliced.entries[i]));

  check_opml_properties(bytes);
  require(read.entries.size() <= 30);
  require(read.head.link.empty() || is_web_address(read.head.link));
  require(read.head.next.empty() || is_web_address(read.head.next));
  const Links links{options.url};
  for (const auto& entry : read.entries) {
    require(entry.link.empty() || is_web_address(entry.link));
    for (const auto& enclosure : entry.enclosures) require(is_web_address(enclosure.url));
    for (const auto* text : {&entry.id, &entry.title, &entry.summary, &entry.content_html}) {
      require(text::is_valid_utf8(*text));
    }
    require(std::ranges::none_of(entry.title,
                                 [](char c) { return static_cast<unsigned char>(c) < 0x20; }));
    check_safe_html(entry.content_html);
    // Safe text is left as it is.
    const auto again = sanitise_html(entry.content_html, links, links.document());
    require(again == entry.content_html || options.url.empty());
    check_safe_html(again);
  }
}

inline std::string gzipped(std::string_view bytes) {
  std::string packed(bytes.size() + bytes.size() / 100 + 64, '\0');
  z_stream stream{};
  require(deflateInit2(&stream, 1, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY) == Z_OK);
  stream.next_in = const_cast<Bytef*>(reinterpret_cast<const Bytef*>(bytes.data()));
  stream.avail_in = static_cast<uInt>(bytes.size());
  stream.next_out = reinterpret_cast<Bytef*>(packed.data());
  stream.avail_out = static_cast<uInt>(packed.size());
  require(deflate(&stream, Z_FINISH) == Z_STREAM_END);
  packed.resize(stream.total_out);
  deflateEnd(&stream);
  return packed;
}

/// The same sitemap packed says the same; a broken packing ends somewhere.
inline void check_sitemap_properties(std::string_view bytes) {
  FeedOptions options;
  options.url = "https://news.example/sitemap.xml";
  options.max_urls = 40;
  options.max_bytes = 1'000'000;
  std::vector<std::string> urls, unpacked_urls;
  const auto into = [](std::vector<std::string>& list) {
    return [&list](SitemapUrl&& url) {
      list.push_back(std::move(url.url));
      return true;
    };
  };
  const auto plain = parse_sitemap(bytes, options, into(urls));
  for (const auto& url : urls) require(is_web_address(url));
  require(urls.size() <= 40);
  if (plain) {
    require(plain->urls == urls.size());
    std::vector<std::string> children;
    for (const auto& child : plain->children) children.push_back(child.url);
    for (const auto& child : children) require(is_web_address(child));
    std::ranges::sort(children);
    require(std::ranges::adjacent_find(children) == children.end());
  }
  if (bytes.starts_with("\x1F\x8B")) return;
  auto packed = gzipped(bytes);
  const auto unpacked = parse_sitemap(packed, options, into(unpacked_urls));
  require(plain.has_value() == unpacked.has_value() && urls == unpacked_urls);
  packed.resize(packed.size() / 2);
  unpacked_urls.clear();
  if (parse_sitemap(packed, options, into(unpacked_urls))) require(unpacked_urls.size() <= 40);
}

}  // namespace tearsheet::feed
