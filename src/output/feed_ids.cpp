// What feeds and their entries are known by: UUIDs of version 8 (RFC 9562, 5.8), made of a name by
// SHA-256 as its appendix B.2 shows.
#include <fmt/format.h>
#include <openssl/evp.h>

#include <array>

#include "output/feed_facts.h"
#include "output/output.h"

namespace tearsheet::output {
namespace {

std::string urn_of(std::string_view database, std::string_view kind, std::string_view name) {
  std::string text;
  for (const std::string_view part : {database, kind, name}) (text += part) += '\n';
  std::array<unsigned char, EVP_MAX_MD_SIZE> sum{};
  EVP_Digest(text.data(), text.size(), sum.data(), nullptr, EVP_sha256(), nullptr);
  constexpr std::size_t kVersion = 6, kVariant = 8, kSize = 16;  // bytes; RFC 9562, 4
  sum[kVersion] = static_cast<unsigned char>(0x80U | (sum[kVersion] & 0x0FU));
  sum[kVariant] = static_cast<unsigned char>(0x80U | (sum[kVariant] & 0x3FU));
  std::string urn = "urn:uuid:";
  for (std::size_t i = 0; i < kSize; ++i) {
    if (i == 4 || i == 6 || i == 8 || i == 10) urn += '-';
    urn += fmt::format("{:02x}", sum.at(i));
  }
  return urn;
}

}  // namespace

std::string list_name(const store::ArticleFilter& filter) {
  std::string name;
  const auto add = [&name](std::string_view key, std::string_view value) {
    if (!value.empty()) name += fmt::format("{}={}\n", key, value);
  };
  for (const std::string& site : filter.sites) add("site", site);
  add("language", filter.language);
  add(filter.fts5 ? "fts5" : "words", filter.where);
  add("since", filter.since);
  add("until", filter.until);
  if (filter.distinct) add("distinct", "yes");
  if (filter.purpose) {
    add("for", fmt::format("{}{}", static_cast<int>(*filter.purpose),
                           filter.keep_unknown ? " or unknown" : ""));
  }
  return name;
}

std::string feed_id(const FeedPlace& feed) {
  return urn_of(feed.origin.database, "list", feed.list);
}

std::string entry_id(const FeedPlace& feed, const store::StoredArticle& article) {
  if (feed.origin.database.empty()) return std::string(article[store::kCanonicalColumn]);
  return urn_of(feed.origin.database, "article", std::to_string(article.id));
}

}  // namespace tearsheet::output
