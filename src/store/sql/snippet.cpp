#include "store/sql/snippet.h"

#include <algorithm>
#include <set>

#include "base/utf8.h"

namespace tearsheet::store::sql {
namespace {

constexpr std::size_t kMaxLooked = 256 * 1024;  // bytes of one text
constexpr std::size_t kChars = 200;             // of a snippet: three lines of a terminal
constexpr std::size_t kBefore = 60;             // bytes in front of the first mark
constexpr std::string_view kCut = "…";

std::string_view without_half_character(std::string_view text) {
  while (!text.empty() && is_continuation(text.back())) text.remove_suffix(1);
  return text;
}

// Where to begin so that the mark at `mark` shows with a little of what stands before it: behind a
// space, or in a text without spaces between two characters.
std::size_t beginning(std::string_view text, std::size_t mark) {
  if (mark <= kBefore) return 0;
  std::size_t at = mark - kBefore;
  while (at < mark && is_continuation(text[at])) ++at;
  const std::size_t space = text.find_first_of(" \n", at);
  return space < mark ? space + 1 : at;
}

// The first mark of the stretch with most of the needles.
std::size_t densest(const std::vector<text::Range>& marks, std::size_t& most) {
  std::size_t best = 0;
  for (std::size_t i = 0; i < marks.size(); ++i) {
    std::set<std::size_t> needles;
    for (std::size_t j = i; j < marks.size() && marks[j].end - marks[i].begin <= kChars - kBefore;
         ++j) {
      needles.insert(marks[j].needle);
    }
    if (needles.size() > most) {
      most = needles.size();
      best = i;
    }
  }
  return best;
}

MarkedText cut(std::string_view text, std::size_t begin, const std::vector<text::Range>& marks) {
  MarkedText out;
  const std::string_view shown = text::truncate(text.substr(begin), kChars);
  if (begin > 0) out.text = kCut;
  const std::size_t shift = out.text.size();
  for (const text::Range& mark : marks) {
    if (mark.begin < begin || mark.end > begin + shown.size()) continue;
    out.marks.push_back({mark.begin - begin + shift, mark.end - begin + shift, mark.needle});
  }
  out.text += shown;
  if (begin + shown.size() < text.size()) out.text += kCut;
  return out;
}

}  // namespace

MarkedText marked(std::string_view text, const std::vector<text::Needle>& needles) {
  return {std::string(text), text::find_words(text.substr(0, kMaxLooked), needles)};
}

MarkedText snippet(const std::vector<std::string_view>& texts,
                   const std::vector<text::Needle>& needles) {
  std::size_t most = 0;
  std::string_view best;
  std::vector<text::Range> best_marks;
  std::size_t first = 0;
  for (const std::string_view whole : texts) {
    const std::string_view text =
        whole.size() <= kMaxLooked ? whole : without_half_character(whole.substr(0, kMaxLooked));
    const std::size_t before = most;
    auto marks = text::find_words(text, needles);
    const std::size_t at = densest(marks, most);
    if (best.empty() || most > before) {
      best = text;
      best_marks = std::move(marks);
      first = at;
    }
  }
  return cut(best, best_marks.empty() ? 0 : beginning(best, best_marks[first].begin), best_marks);
}

}  // namespace tearsheet::store::sql
