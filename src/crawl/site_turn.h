// Where a site stands in the round: its page budget, its authorization, and which hosts wait until
// its sources are read.
#pragma once

#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/result.h"
#include "crawl/frontier.h"
#include "crawl/plan/recheck.h"
#include "site/site.h"

namespace tearsheet::crawl {

/// One page in so many of a site's budget may be a sitemap of an archive.
inline constexpr int kArchiveShare = 4;

/// Owned by the network thread.
class SiteTurn {
 public:
  /// `ceiling`: pages that no site may exceed in this run.
  SiteTurn(const site::SiteDefinition& site, int default_max_pages, std::optional<int> ceiling);

  /// Loads what the site file names; the error is why the site is blocked, its file is the
  /// example.
  Result<void> authorize();
  [[nodiscard]] bool is_blocked() const { return is_blocked_; }
  [[nodiscard]] const std::string& authorization() const { return authorization_; }

  [[nodiscard]] int max_pages() const { return max_pages_; }
  [[nodiscard]] int pages() const { return pages_; }
  /// `of_archive`: a sitemap of it (crawl/frontier.h).
  void count_page(bool of_archive) {
    ++pages_;
    archive_ += of_archive ? 1 : 0;
  }
  /// Whether the sitemaps of an archive had their share of a budget of so many pages.
  [[nodiscard]] bool has_read_archive(int budget) const {
    return archive_ >= std::max(1, budget / kArchiveShare);
  }

  /// A re-check was answered; useless: by the whole page, though nothing had changed.
  void count_recheck(bool useless) { useless ? ++useless_rechecks_ : ++useful_rechecks_; }
  /// Whether re-checks are what they should be: one conditional request.
  [[nodiscard]] bool may_recheck() const {
    return useful_rechecks_ > 0 || useless_rechecks_ < kUselessRechecks;
  }

  /// What a listing says of an article (its date, its teaser) must be known before the article is
  /// fetched, and its next page may be a source as well.
  [[nodiscard]] bool is_reading_sources() const { return unread_sources_ > 0; }
  void begin_source() { ++unread_sources_; }
  void hold(Frontier::HostId host) { held_.push_back(host); }
  /// A source is through: the hosts that may be asked again, if it was the last one.
  [[nodiscard]] std::vector<Frontier::HostId> end_source();

 private:
  const site::SiteDefinition& site_;
  int pages_ = 0, archive_ = 0, max_pages_;
  int useless_rechecks_ = 0, useful_rechecks_ = 0;
  std::string authorization_;  // header value; empty: none
  bool is_blocked_ = false;    // its authorization cannot be had
  int unread_sources_ = 0;     // fetched, and no receipt yet
  std::vector<Frontier::HostId> held_;
};

}  // namespace tearsheet::crawl
