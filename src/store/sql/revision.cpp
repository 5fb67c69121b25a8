#include "store/sql/revision.h"

#include <algorithm>
#include <functional>
#include <string>
#include <vector>

#include "base/ascii.h"
#include "text/text.h"

namespace tearsheet::store::sql {
namespace {

using Words = std::vector<std::string_view>;

// A phrase of four words is rare enough to be nobody else's; the news of a day share shorter ones.
constexpr std::size_t kPhraseWords = 4;
// Share of the shorter text's phrases that the other has too. Two stories under one template
// share credits and appeals (below 0.1); an article that was half rewritten still has 0.4.
constexpr double kSameBody = 0.2;
// Of one page under two templates they differ in what stands around the text: a place, a name, an
// appeal.
constexpr double kSameText = 0.8;
// Share of the words of the shorter headline. Below it two headlines have a name in common at most.
constexpr double kSameTitle = 0.3;
// Fewer words are a first report, or an error page: too few to be told apart by phrases.
constexpr std::size_t kFewWords = 40;
// "Updated 12:40 GMT, 15 November 2025", "12 comments": digits and few words beside them.
constexpr std::size_t kCounterWords = 4;
// So many such lines stand above or below a text.
constexpr int kMaxCounterLines = 3;

Words split(std::string_view text) {
  Words words;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(' '), text.size());
    words.push_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return words;
}

bool has_digit(std::string_view word) {
  return std::any_of(word.begin(), word.end(), is_digit);
}

bool is_counter_line(std::string_view paragraph) {
  static constexpr std::string_view kSentenceEnds[] = {".", "!", "?", "\u3002", "\u0964"};
  if (paragraph.size() > 200) return false;
  if (std::any_of(std::begin(kSentenceEnds), std::end(kSentenceEnds),
                  [&](std::string_view end) { return paragraph.ends_with(end); })) {
    return false;
  }
  const std::string folded = text::fold_words(paragraph);
  const Words words = split(folded);
  const auto numbers =
      static_cast<std::size_t>(std::count_if(words.begin(), words.end(), has_digit));
  return numbers > 0 && words.size() - numbers <= kCounterWords;
}

// The text without the lines of times and counts at its two ends.
std::string_view core_of(std::string_view body) {
  for (int i = 0; i < kMaxCounterLines; ++i) {
    const std::size_t end = body.find("\n\n");
    if (end == std::string_view::npos || !is_counter_line(body.substr(0, end))) break;
    body.remove_prefix(end + 2);
  }
  for (int i = 0; i < kMaxCounterLines; ++i) {
    const std::size_t begin = body.rfind("\n\n");
    if (begin == std::string_view::npos || !is_counter_line(body.substr(begin + 2))) break;
    body = body.substr(0, begin);
  }
  return body;
}

bool says_the_same(const std::string& before, const std::string& after) {
  if (after.empty() || before == after) return true;
  const auto is_cut = [](const std::string& part, const std::string& whole) {
    return !part.empty() && whole.starts_with(part) && whole[part.size()] == ' ';
  };
  return before.size() < after.size() ? is_cut(before, after) : is_cut(after, before);
}

std::vector<std::size_t> phrases_of(const Words& words) {
  std::vector<std::size_t> hashes;
  for (std::size_t i = 0; i + kPhraseWords <= words.size(); ++i) {
    const char* const begin = words[i].data();
    const std::string_view last = words[i + kPhraseWords - 1];
    hashes.push_back(std::hash<std::string_view>{}(
        {begin, static_cast<std::size_t>(last.data() + last.size() - begin)}));
  }
  return hashes;
}

std::vector<std::size_t> hashes_of(const Words& words) {
  std::vector<std::size_t> hashes;
  for (const std::string_view word : words) hashes.push_back(std::hash<std::string_view>{}(word));
  return hashes;
}

// Share of the smaller set that the other holds as well.
double containment(std::vector<std::size_t> a, std::vector<std::size_t> b) {
  for (auto* const set : {&a, &b}) {
    std::sort(set->begin(), set->end());
    set->erase(std::unique(set->begin(), set->end()), set->end());
  }
  if (a.empty() || b.empty()) return 0;
  std::vector<std::size_t> both;
  std::set_intersection(a.begin(), a.end(), b.begin(), b.end(), std::back_inserter(both));
  return static_cast<double>(both.size()) / static_cast<double>(std::min(a.size(), b.size()));
}

constexpr std::size_t kDayChars = 10;  // of "2025-11-15T10:00:00Z"

Revision story_of(const RevisionText& before, const RevisionText& after,
                  const std::string& body_before, const std::string& body_after) {
  const Words old_words = split(body_before), new_words = split(body_after);
  if (containment(phrases_of(old_words), phrases_of(new_words)) >= kSameBody)
    return Revision::kRevised;
  const std::string old_title = text::fold_words(before.title),
                    new_title = text::fold_words(after.title);
  const bool same_title =
      containment(hashes_of(split(old_title)), hashes_of(split(new_title))) >= kSameTitle;
  // What a source said of the address once is no sign of what stands there now.
  const std::string_view old_date = before.dates_itself ? before.date : std::string_view();
  const std::string_view new_date = after.dates_itself ? after.date : std::string_view();
  const bool dated = !old_date.empty() && !new_date.empty();
  // A first report of two lines that became a story keeps its minute, whatever its headline says.
  const bool same_moment = dated && old_date == new_date && old_date.size() > kDayChars;
  const bool same_day = !dated || old_date.substr(0, kDayChars) == new_date.substr(0, kDayChars);
  if (new_words.size() < kFewWords && old_words.size() >= kFewWords)
    return same_title && same_day ? Revision::kRevised : Revision::kLost;
  const bool grew = old_words.size() < kFewWords;
  if (same_moment || (dated && same_day && grew)) return Revision::kRevised;
  // Stories are dated as they were; "sorry" is not.
  if (!old_date.empty() && new_date.empty() && !grew) return Revision::kLost;
  // Under one headline every day anew ("Weather"): another date, and a text of its own.
  return same_title && (same_day || grew) ? Revision::kRevised : Revision::kReplaced;
}

}  // namespace

Revision compare(const RevisionText& before, const RevisionText& after) {
  const bool same_summary_bytes = after.summary.empty() || before.summary == after.summary;
  if (before.title == after.title && before.body == after.body && same_summary_bytes)
    return Revision::kSame;
  const std::string old_body = text::fold_words(before.body),
                    new_body = text::fold_words(after.body);
  const bool same_head =
      text::fold_words(before.title) == text::fold_words(after.title) &&
      says_the_same(text::fold_words(before.summary), text::fold_words(after.summary));
  if (same_head) {
    if (old_body == new_body) return Revision::kCorrected;
    const std::string_view old_core = core_of(before.body), new_core = core_of(after.body);
    if (before.title == after.title && old_core == new_core) return Revision::kSame;
    if (text::fold_words(old_core) == text::fold_words(new_core)) return Revision::kCorrected;
  }
  if (old_body == new_body) return Revision::kRevised;
  return story_of(before, after, old_body, new_body);
}

bool is_same_text(std::string_view before, std::string_view after) {
  const std::string old_text = text::fold_words(before), new_text = text::fold_words(after);
  return containment(phrases_of(split(old_text)), phrases_of(split(new_text))) >= kSameText;
}

WordChange words_between(const RevisionText& before, const RevisionText& after) {
  WordChange change;
  const auto count = [&change](std::string_view old, std::string_view now) {
    if (old == now) return;
    for (const text::DiffPart& part : text::diff_words(old, now)) {
      if (part.op == text::DiffOp::kAdded) change.added += text::count_words(part.text);
      if (part.op == text::DiffOp::kRemoved) change.removed += text::count_words(part.text);
    }
  };
  count(before.title, after.title);
  if (!after.summary.empty()) count(before.summary, after.summary);
  count(before.body, after.body);
  return change;
}

}  // namespace tearsheet::store::sql
