// What came of an address, and what the writer made durable of it: the half of the ring behind the
// parse workers.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "crawl/plan/task.h"
#include "dedup/dedup.h"
#include "extract/trust.h"
#include "store/store.h"

namespace tearsheet::crawl {

/// What the rules of a listing found, against what is there.
struct ItemCounts {
  int by_rules = 0;  ///< Articles that the site wants.
  int missed = 0;    ///< Of those that the automatic extraction found, where the rules found none.
};

/// What a page came to, on its way to the writer.
struct PageOutcome {
  Task task;
  store::PageRecord record;
  dedup::Fingerprint fingerprint;        ///< Of the article, if there is one.
  std::vector<store::FoundUrl> found;    ///< Articles, in the source's order.
  std::vector<store::FoundUrl> sources;  ///< Feeds and sitemaps that it names.
  std::optional<store::FoundUrl> next;   ///< The following page of a listing or feed.
  bool is_feed = false;                  ///< By its bytes.
  bool is_stand_in = false;          ///< A listing that its rules cannot read, read automatically.
  std::vector<std::string> remarks;  ///< On what a source holds, in words.
  std::vector<extract::RuleFinding> findings;  ///< Of the rules of its site file.
  std::optional<ItemCounts> items;             ///< Of a listing that its rules read.
  std::optional<store::FoundUrl> elsewhere;    ///< Where it leads to: another worker's.
  std::optional<Task> more;    ///< The article's next page: nothing is stored before it came.
  std::size_t held_bytes = 0;  ///< Given back by the receipt.
};

/// What the writer made durable. Links are handed on only now.
struct Receipt {
  std::size_t site = 0;
  bool was_source = false;
  bool was_named_source = false;  ///< One of the site file.
  bool was_recheck = false;
  bool was_told_apart = false;  ///< A re-check whose answer has other validators than before.
  bool was_first_look = false;  ///< At a page that was announced as a story.
  store::VisitState state = store::VisitState::kStored;
  int status = 0;
  store::PutResult put;
  std::string note, url;
  std::string verdict;  ///< With was_first_look, if it is none for now: why, as others may be, too.
  std::vector<Task> tasks;
  std::vector<std::pair<store::UrlHash, store::Hint>>
      hints;                                    ///< More is known of tasks handed out before.
  std::size_t left_for_later = 0;               ///< Known addresses that wait for the next run.
  std::vector<std::uint64_t> trapped_patterns;  ///< No more such pages are wanted in this run.
  std::vector<std::string> remarks;
  std::string advice;  ///< What the user should change: told whoever watches.
  std::size_t held_bytes = 0;
  std::optional<store::Held> held;  ///< Of the page's task ...
  store::UrlHash key = 0;           ///< ... and its address.

  /// A re-check that was answered by the whole page, though nothing had changed: the article did
  /// not, and by the server's own word nothing around it did.
  [[nodiscard]] bool is_useless_recheck() const {
    return was_recheck && !was_told_apart && put.what == store::PutResult::What::kUnchanged;
  }
  /// More requests of this kind should not be made: the network is not to wait for it.
  [[nodiscard]] bool is_warning() const {
    return !trapped_patterns.empty() || is_useless_recheck();
  }
};

}  // namespace tearsheet::crawl
