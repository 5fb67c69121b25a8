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

  /// The likeliest copies of a document, best first, each compared with it.
  [[nodiscard]] std::vector<Link> verify(const Sketch& sketch,
                                         std::span<const std::uint32_t> shingles,
                                         std::optional<SysTime> date);
  /// Which paragraphs of a page are furniture of its host, this page included.
  [[nodiscard]] std::vector<std::uint32_t> furniture_of(const Sketch& sketch) const;
  /// From here on the document can be found.
  void keep(Number number, const Sketch& sketch, std::string_view bytes,
            std::optional<SysTime> date);
  void forget(Number number);
  void forget_before(SysTime time);
  [[nodiscard]] std::size_t size() const { return live_; }

 private:
  static constexpr std::int32_t kNoDay = std::numeric_limits<std::int32_t>::min();
  /// A document; one without bytes is a name that others refer to. The root of a cluster is its
  /// member with the smallest id, so that its id is the cluster's name.
  struct Node {
    std::int64_t id = 0;
    std::unique_ptr<char[]> bytes;
    std::uint16_t size = 0;
    Number parent = 0;
    std::int32_t day = kNoDay;
  };
  struct Candidate {
    Number number = 0;
    double weight = 0;
  };

  [[nodiscard]] static std::int32_t day_of(std::optional<SysTime> date);
  [[nodiscard]] Number root_of(Number number) const;
  [[nodiscard]] std::uint8_t count_clusters(std::span<const Number> numbers) const;
  [[nodiscard]] std::vector<Candidate> candidates(std::span<const std::uint32_t> shingles,
                                                  std::vector<std::uint8_t>& counts);
  [[nodiscard]] bool is_of_another(const Sketch& page, std::uint32_t paragraph,
                                   Number number) const;
  void keep_paragraphs(Number number, const Sketch& sketch);
  void make_room();

  Clusters::Options options_;
  std::deque<Node> nodes_;  // a vector would need its memory twice to grow
  IdTable by_id_;
  Postings postings_;
  Postings paragraphs_;          // the first pages that carried each, under different titles
  std::vector<double> weights_;  // of candidates while they are gathered, else 0
  std::size_t live_ = 0;
  Number oldest_ = 0;  // where to look for the next document to drop
};

}  // namespace tearsheet::dedup
