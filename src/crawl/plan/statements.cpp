#include "crawl/plan/statements.h"

#include <xxhash.h>

#include <algorithm>
#include <chrono>
#include <cstring>

namespace tearsheet::crawl {
namespace {

// From so many changed ones on, if they are more than half of the page's known articles, it is the
// template. Editors do not rewrite half a front page between two looks.
constexpr int kNoiseAtLeast = 5;

struct Field {
  StatementPart part;
  std::uint64_t mask;
};
constexpr std::array<Field, 3> kFields = {{{kTitlePart, 0xFFFFFF0000000000U},
                                           {kModifiedPart, 0x000000FFFF000000U},
                                           {kTeaserPart, 0x0000000000FFFFFFU}}};

// Never 0: that is silence.
std::uint64_t masked(std::uint64_t hash, std::uint64_t mask) {
  return (hash & mask) != 0 ? hash & mask : mask;
}
std::uint64_t hash_of_number(std::int64_t number) {
  return XXH3_64bits(&number, sizeof(number));
}

}  // namespace

std::uint64_t statement_of(const store::Hint& hint) {
  std::uint64_t statement = 0;
  if (!hint.title.empty())
    statement |= masked(XXH3_64bits(hint.title.data(), hint.title.size()), kFields[0].mask);
  if (hint.modified) {
    const auto moment = hint.modified->to_sys().time_since_epoch();
    statement |= masked(hash_of_number(moment.count()), kFields[1].mask);
  }
  if (hint.summary.empty() && !hint.published) return statement;
  std::uint64_t teaser = XXH3_64bits(hint.summary.data(), hint.summary.size());
  if (hint.published) {
    // "3 hours ago" gives another minute at every look.
    const auto day = std::chrono::floor<std::chrono::days>(hint.published->to_sys());
    teaser ^= hash_of_number(day.time_since_epoch().count());
  }
  return statement | masked(teaser, kFields[2].mask);
}

SourceStatements::SourceStatements(std::string_view bytes)
    : before_(bytes.size() / sizeof(Statement)) {
  if (!before_.empty())
    std::memcpy(before_.data(), bytes.data(), before_.size() * sizeof(Statement));
  sorted_ = before_;
  std::sort(sorted_.begin(), sorted_.end());
}

bool SourceStatements::knows(store::UrlHash article) const {
  const auto at = std::lower_bound(sorted_.begin(), sorted_.end(), Statement{article, 0});
  return at != sorted_.end() && at->article == article;
}

unsigned SourceStatements::changed_parts(store::UrlHash article, std::uint64_t statement) const {
  unsigned spoke_of = 0, said_so = 0;
  for (auto at = std::lower_bound(sorted_.begin(), sorted_.end(), Statement{article, 0});
       at != sorted_.end() && at->article == article; ++at) {
    for (const auto& [part, mask] : kFields) {
      if ((at->what & mask) == 0) continue;
      spoke_of |= part;
      if ((at->what & mask) == (statement & mask)) said_so |= part;
    }
  }
  unsigned speaks_of = 0;
  for (const auto& [part, mask] : kFields) {
    if ((statement & mask) != 0) speaks_of |= part;
  }
  return speaks_of & spoke_of & ~said_so;
}

void SourceStatements::record(store::UrlHash article, std::uint64_t statement) {
  if (statement != 0) recorded_.push_back({article, statement});
}

std::string SourceStatements::bytes() const {
  std::vector<Statement> all;
  std::vector<Statement> now = recorded_;
  std::sort(now.begin(), now.end());
  now.erase(std::unique(now.begin(), now.end()), now.end());
  all = now;
  for (const Statement& statement : before_) {
    if (all.size() >= now.size() + kMaxOlderStatements) break;
    if (!std::binary_search(now.begin(), now.end(), statement)) all.push_back(statement);
  }
  return {reinterpret_cast<const char*>(all.data()), all.size() * sizeof(Statement)};
}

void TemplateNoise::add(unsigned parts) {
  ++known_;
  for (std::size_t i = 0; i < kFields.size(); ++i) {
    if ((parts & kFields[i].part) != 0) ++changed_[i];
  }
}

unsigned TemplateNoise::parts() const {
  unsigned noise = 0;
  for (std::size_t i = 0; i < kFields.size(); ++i) {
    if (changed_[i] >= kNoiseAtLeast && 2 * changed_[i] > known_) noise |= kFields[i].part;
  }
  return noise;
}

}  // namespace tearsheet::crawl
