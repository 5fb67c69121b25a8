// The index behind Clusters: nodes of documents, postings, union of clusters.
#pragma once

#include <cstdint>
#include <deque>
#include <limits>
#include <memory>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "dedup/dedup.h"
#include "dedup/evidence.h"
#include "dedup/id_table.h"
#include "dedup/postings.h"
#include "dedup/sketch.h"

namespace tearsheet::dedup {

class Index {
 public:
  using Number = Postings::Number;
  /// A verified candidate, whatever came out.
  struct Link {
    Number number = 0;
    Comparison comparison;
    bool is_equal = false;
    double score = 0;
  };

  explicit Index(const Clusters::Options& options) : options_(options) {}

  /// The number of `id`, a new one where it is unknown.
  Number number_of(std::int64_t id);
  [[nodiscard]] std::optional<Number> find(std::int64_t id) const;
  [[nodiscard]] std::int64_t id_of(Number number) const { return nodes_[number].id; }
  [[nodiscard]] std::int64_t name_of(Number number) const { return nodes_[root_of(number)].id; }
  [[nodiscard]] bool are_joined(Number a, Number b) const { return root_of(a) == root_of(b); }
  /// One cluster with the smaller name; gives the other name.
  std::int64_t join(Number a, Number b);

  /// The likeliest copies of a document, best first, each compared with it; with Want::kCopies only
  /// those that score one half or more.
  [[nodiscard]] std::vector<Link> verify(const SketchView& sketch,
                                         std::span<const std::uint32_t> shingles,
                                         std::optional<SysTime> date, Want want);
  /// Which paragraphs of a page are boilerplate of its host, this page included.
  [[nodiscard]] std::vector<std::uint32_t> boilerplate_of(const SketchView& sketch) const;
  /// From here on the document can be found. `sketch`: what `bytes` say.
  void keep(Number number, const SketchView& sketch, std::string_view bytes,
            std::optional<SysTime> date);
  void forget(Number number);
  void forget_before(SysTime time);
  [[nodiscard]] std::size_t size() const { return live_; }

 private:
  static constexpr std::int32_t kNoDay = std::numeric_limits<std::int32_t>::min();
  /// A document; one without bytes is a name that others refer to.
  struct Node {
    std::int64_t id = 0;
    std::unique_ptr<char[]> bytes;
    std::uint16_t size = 0;
  };
  /// What a look-up reads and writes of the hundreds of documents that share a phrase with another,
  /// together in one line of the memory.
  struct Tally {
    /// The root of a cluster is its member with the smallest id, so that its id is the cluster's
    /// name; it is its own parent.
    Number parent = 0;
    std::int32_t day = kNoDay;
    float weight = 0;         // of a candidate while they are gathered, else 0
    std::uint32_t count = 0;  // the last count in which a root was met
  };
  struct Candidate {
    Number number = 0;
    float weight = 0;
  };

  [[nodiscard]] static std::int32_t day_of(std::optional<SysTime> date);
  [[nodiscard]] Number root_of(Number number) const {
    while (tallies_[number].parent != number) number = tallies_[number].parent;
    return number;
  }
  [[nodiscard]] SketchView sketch_of(Number number) const {
    return view_known_sketch(nodes_[number].bytes.get());
  }
  [[nodiscard]] std::uint8_t count_clusters(const Postings::Found& found);
  void gather(std::span<const std::uint32_t> shingles);
  [[nodiscard]] std::vector<Number> take_likeliest();
  void ask_for(std::span<const Number> numbers) const;
  [[nodiscard]] std::optional<double> days_between(std::int32_t day, Number number) const;
  [[nodiscard]] bool is_of_another(const SketchView& page, std::uint32_t paragraph,
                                   Number number) const;
  void keep_paragraphs(Number number, const SketchView& sketch);
  void make_room();

  Clusters::Options options_;
  std::deque<Node> nodes_;  // a vector would need its memory twice to grow
  IdTable by_id_;
  std::vector<Tally> tallies_;
  std::uint32_t counts_made_ = 0;
  Postings postings_;
  Postings paragraphs_;  // the first pages that carried each, under different titles
  std::size_t live_ = 0;
  Number oldest_ = 0;  // where to look for the next document to drop

  // Of the look-up that is made, kept for their room: who shares something, the heaviest first in
  // the end; and how many clusters hold each shingle.
  std::vector<Candidate> touched_;
  std::vector<std::uint8_t> cluster_counts_;
};

}  // namespace tearsheet::dedup
