// The word diff: E. W. Myers, "An O(ND) Difference Algorithm and Its Variations", Algorithmica 1
// (1986), the greedy algorithm of its section 4, on numbered tokens.
#include "text/diff.h"

#include <algorithm>
#include <unordered_map>

#include "text/text.h"

namespace tearsheet::text {
namespace {

using Tokens = std::vector<std::string_view>;
using Numbers = std::vector<std::uint32_t>;

// How far each diagonal k = x - y was reached with d edits, for every d: row d holds k = -d, -d + 2
// ... d. Diagonals are as wide as the texts, which word_tokens' limit keeps far below 2^31.
class Reach {
 public:
  std::int32_t& at(std::int32_t d, std::int32_t k) {
    const auto row = static_cast<std::size_t>(d);
    return cells_[row * (row + 1) / 2 + static_cast<std::size_t>((k + d) / 2)];
  }
  void add_row(std::size_t d) { cells_.resize((d + 1) * (d + 2) / 2); }
  /// Whether the d-th edit on diagonal k is an addition (a step down from k + 1).
  bool comes_from_above(std::int32_t d, std::int32_t k) {
    return k == -d || (k != d && at(d - 1, k - 1) < at(d - 1, k + 1));
  }

 private:
  std::vector<std::int32_t> cells_;
};

// Back from the end over the rows: marks each edit of the path.
void mark(Reach& reach, std::int32_t edits, std::int32_t x, std::int32_t y, std::size_t offset,
          Edits& out) {
  for (std::int32_t d = edits; d > 0; --d) {
    const std::int32_t k = x - y;
    if (reach.comes_from_above(d, k)) {
      x = reach.at(d - 1, k + 1);
      y = x - (k + 1);
      out.added[offset + static_cast<std::size_t>(y)] = true;
    } else {
      x = reach.at(d - 1, k - 1);
      y = x - (k - 1);
      out.removed[offset + static_cast<std::size_t>(x)] = true;
    }
  }
}

std::optional<Edits> edits_between(const Tokens& before, const Tokens& after) {
  std::unordered_map<std::string_view, std::uint32_t> numbers;
  const auto number = [&](const Tokens& tokens) {
    Numbers all;
    all.reserve(tokens.size());
    for (const std::string_view token : tokens)
      all.push_back(numbers.try_emplace(token, numbers.size()).first->second);
    return all;
  };
  const Numbers a = number(before), b = number(after);
  return shortest_edits(a, b);
}

// Tokens [from, to) of both texts that were changed.
struct Hunk {
  std::size_t before_from, before_to, after_from, after_to;
};

bool is_mere_space(std::string_view token) {
  return token.find_first_not_of(' ') == std::string_view::npos;
}

// A space that two changes have between them belongs to both: "[-one two-]{+three four+}" reads
// better than four small changes.
std::vector<Hunk> hunks_of(const Edits& edits, const Tokens& before) {
  std::vector<Hunk> hunks;
  std::size_t x = 0, y = 0;
  while (x < edits.removed.size() || y < edits.added.size()) {
    Hunk hunk{x, x, y, y};
    while (x < edits.removed.size() && edits.removed[x]) ++x;
    while (y < edits.added.size() && edits.added[y]) ++y;
    if (x == hunk.before_from && y == hunk.after_from) {
      ++x;
      ++y;
      continue;
    }
    hunk.before_to = x;
    hunk.after_to = y;
    const bool joins = !hunks.empty() && hunks.back().before_to + 1 == hunk.before_from &&
                       is_mere_space(before[hunk.before_from - 1]);
    if (joins) {
      hunks.back().before_to = x;
      hunks.back().after_to = y;
    } else {
      hunks.push_back(hunk);
    }
  }
  return hunks;
}

// The stretch of the text that tokens [from, to) cover.
std::string_view stretch(const Tokens& tokens, std::size_t from, std::size_t to) {
  if (from == to) return {};
  const char* const begin = tokens[from].data();
  const char* const end = tokens[to - 1].data() + tokens[to - 1].size();
  return {begin, static_cast<std::size_t>(end - begin)};
}

std::vector<DiffPart> parts_of(const Edits& edits, const Tokens& before, const Tokens& after) {
  std::vector<DiffPart> parts;
  const auto add = [&](DiffOp op, std::string_view text) {
    if (!text.empty()) parts.push_back({op, text});
  };
  std::size_t equal_from = 0;
  for (const Hunk& hunk : hunks_of(edits, before)) {
    add(DiffOp::kEqual, stretch(before, equal_from, hunk.before_from));
    add(DiffOp::kRemoved, stretch(before, hunk.before_from, hunk.before_to));
    add(DiffOp::kAdded, stretch(after, hunk.after_from, hunk.after_to));
    equal_from = hunk.before_to;
  }
  add(DiffOp::kEqual, stretch(before, equal_from, before.size()));
  return parts;
}

}  // namespace

std::optional<Edits> shortest_edits(const Numbers& before, const Numbers& after,
                                    std::size_t max_edits, std::size_t max_steps) {
  Edits edits{std::vector<bool>(before.size()), std::vector<bool>(after.size())};
  const std::size_t shorter = std::min(before.size(), after.size());
  std::size_t head = 0, tail = 0;
  while (head < shorter && before[head] == after[head]) ++head;
  while (tail < shorter - head &&
         before[before.size() - 1 - tail] == after[after.size() - 1 - tail])
    ++tail;
  const std::uint32_t *const a = before.data() + head, *const b = after.data() + head;
  const auto n = static_cast<std::int32_t>(before.size() - head - tail);
  const auto m = static_cast<std::int32_t>(after.size() - head - tail);
  Reach reach;
  std::size_t steps = 0;
  for (std::int32_t d = 0; static_cast<std::size_t>(d) <= max_edits; ++d) {
    reach.add_row(static_cast<std::size_t>(d));
    for (std::int32_t k = -d; k <= d; k += 2) {
      std::int32_t x = 0;
      if (d > 0) {
        x = reach.comes_from_above(d, k) ? reach.at(d - 1, k + 1) : reach.at(d - 1, k - 1) + 1;
      }
      std::int32_t y = x - k;
      const std::int32_t start = x;
      while (x < n && y < m && a[x] == b[y]) {
        ++x;
        ++y;
      }
      steps += static_cast<std::size_t>(x - start) + 1;
      reach.at(d, k) = x;
      if (x >= n && y >= m) {
        mark(reach, d, x, y, head, edits);
        return edits;
      }
      if (steps > max_steps) return std::nullopt;
    }
  }
  return std::nullopt;
}

std::vector<DiffPart> diff_words(std::string_view before, std::string_view after) {
  if (before.size() + after.size() <= kMaxDiffBytes) {
    const Tokens a = word_tokens(before), b = word_tokens(after);
    if (const auto edits = edits_between(a, b)) return parts_of(*edits, a, b);
  }
  const Tokens a = paragraph_tokens(before), b = paragraph_tokens(after);
  if (const auto edits = edits_between(a, b)) return parts_of(*edits, a, b);
  std::vector<DiffPart> whole;
  if (!before.empty()) whole.push_back({DiffOp::kRemoved, before});
  if (!after.empty()) whole.push_back({DiffOp::kAdded, after});
  return whole;
}

}  // namespace tearsheet::text
