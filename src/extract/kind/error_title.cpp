// Titles of error pages that were sent with status 200.
#include <algorithm>
#include <array>
#include <functional>
#include <string>
#include <vector>

#include "base/ascii.h"
#include "base/utf8.h"
#include "extract/kind/error_words.h"
#include "extract/kind/page_kind.h"
#include "text/text.h"

namespace tearsheet::extract {
namespace {

constexpr std::size_t kLongestSentence = 90;  // characters
constexpr std::size_t kLongestRest = 9;       // bytes of what else a sentence may say
constexpr std::size_t kLongestPart = 60;  // characters; headlines that begin with a number go on

// Status codes that a page which is an error has in its title (RFC 9110, section 15).
constexpr std::array<std::string_view, 9> kCodes = {"401", "403", "404", "410", "429",
                                                    "500", "502", "503", "504"};

// What servers and content systems say, folded (lower case, no accents).
constexpr std::array<std::string_view, 54> kPhrases = {"not found",
                                                       "page not found",
                                                       "file not found",
                                                       "forbidden",
                                                       "access denied",
                                                       "bad gateway",
                                                       "bad request",
                                                       "service unavailable",
                                                       "service temporarily unavailable",
                                                       "gateway timeout",
                                                       "gateway time-out",
                                                       "internal server error",
                                                       "page unavailable",
                                                       "page does not exist",
                                                       "this page does not exist",
                                                       "page cannot be found",
                                                       "the page cannot be found",
                                                       "page can't be found",
                                                       "too many requests",
                                                       "attention required!",
                                                       "just a moment...",
                                                       "just a moment",
                                                       "are you a robot?",
                                                       "error",
                                                       "oops!",
                                                       "seite nicht gefunden",
                                                       "nicht gefunden",
                                                       "zugriff verweigert",
                                                       "page introuvable",
                                                       "page non trouvee",
                                                       "acces refuse",
                                                       "pagina no encontrada",
                                                       "no encontrada",
                                                       "acceso denegado",
                                                       "pagina non trovata",
                                                       "pagina nao encontrada",
                                                       "pagina niet gevonden",
                                                       "sidan hittades inte",
                                                       "siden blev ikke fundet",
                                                       "siden finnes ikke",
                                                       "sivua ei loytynyt",
                                                       "strona nie znaleziona",
                                                       "strony nie znaleziono",
                                                       "stranka nenalezena",
                                                       "sayfa bulunamadi",
                                                       "halaman tidak ditemukan",
                                                       "khong tim thay trang",
                                                       "страница не найдена",
                                                       "сторінку не знайдено",
                                                       "ページが見つかりません",
                                                       "页面不存在",
                                                       "找不到页面",
                                                       "페이지를 찾을 수 없습니다",
                                                       "الصفحة غير موجودة"};

/// A part of a title is an error's if nothing is left of it but the code, a phrase, "error" and
/// punctuation.
bool is_error(std::string_view part) {
  if (count_code_points(part) > kLongestPart) return false;
  bool found = false;
  bool is_last = false;
  std::string rest(part);
  for (const auto code : kCodes) {
    const auto at = rest.find(code);
    if (at == std::string::npos) continue;
    const bool begins = at == 0 || !is_word_byte(rest[at - 1]);
    const bool ends = at + 3 == rest.size() || !is_word_byte(rest[at + 3]);
    if (!begins || !ends) continue;
    is_last = at + 3 == rest.size();
    rest.erase(at, 3);
    found = true;
    break;
  }
  std::string_view left = rest;
  while (!left.empty() && !is_word_byte(left.front())) left.remove_prefix(1);
  while (!left.empty() && !is_word_byte(left.back()) && left.back() != '!') left.remove_suffix(1);
  // "404", "Error 404", "Fehler 404", "HTTP 404"; not "500 days"
  if (found && (left.empty() || (is_last && count_code_points(left) <= 12))) return true;
  return std::any_of(kPhrases.begin(), kPhrases.end(), [&](std::string_view phrase) {
    const auto at = left.find(phrase);
    if (at == std::string_view::npos) return false;
    if (found) return true;  // "404 - the page you asked for was not found"
    return left.size() <= phrase.size() + 6;
  });
}

/// A language's words, as fold_words() has them.
struct FoldedWords {
  std::vector<std::string> nouns, predicates, fillers;
};

std::vector<std::string> parted(std::string_view list) {
  std::vector<std::string> out;
  while (!list.empty()) {
    const auto end = std::min(list.find('|'), list.size());
    out.push_back(text::fold_words(list.substr(0, end)));
    list.remove_prefix(std::min(end + 1, list.size()));
  }
  // The longest is looked for first: "not exist" stands in "does not exist any more".
  std::ranges::sort(out, std::greater<>(), &std::string::size);
  return out;
}

const std::vector<FoldedWords>& folded_words() {
  static const std::vector<FoldedWords> words = [] {
    std::vector<FoldedWords> out;
    for (const ErrorWords& one : error_words())
      out.push_back({parted(one.nouns), parted(one.predicates), parted(one.fillers)});
    return out;
  }();
  return words;
}

/// Where a phrase stands between word bounds; npos: nowhere.
std::size_t find_phrase(std::string_view words, std::string_view phrase) {
  for (auto at = words.find(phrase); at != std::string_view::npos;
       at = words.find(phrase, at + 1)) {
    const std::size_t end = at + phrase.size();
    if ((at == 0 || words[at - 1] == ' ') && (end == words.size() || words[end] == ' ')) return at;
  }
  return std::string_view::npos;
}

/// Takes the first of the phrases that is there out of `words`.
bool take_one(std::string& words, const std::vector<std::string>& phrases) {
  for (const std::string& phrase : phrases) {
    const auto at = find_phrase(words, phrase);
    if (at == std::string_view::npos) continue;
    words.erase(at, phrase.size());
    return true;
  }
  return false;
}

/// "The page you are looking for was not found": something that is not there, and next to nothing
/// else.
bool says_not_there(std::string_view part) {
  if (part.empty() || count_code_points(part) > kLongestSentence) return false;
  const std::string words = text::fold_words(part);
  for (const FoldedWords& language : folded_words()) {
    std::string rest = words;
    if (!take_one(rest, language.predicates) || !take_one(rest, language.nouns)) continue;
    while (take_one(rest, language.predicates) || take_one(rest, language.nouns)) {
    }
    for (const std::string& filler : language.fillers) {
      for (auto at = find_phrase(rest, filler); at != std::string_view::npos;
           at = find_phrase(rest, filler))
        rest.erase(at, filler.size());
    }
    std::erase(rest, ' ');
    if (rest.size() <= kLongestRest) return true;
  }
  return false;
}

/// Bytes of the separator that `text` begins with; 0: none.
std::size_t separator_at(std::string_view text) {
  for (const std::string_view mark :
       {" | ", " - ", " – ", " — ", ": ", " · ", " » ", " :: ", "｜"}) {
    if (text.starts_with(mark)) return mark.size();
  }
  return 0;
}

}  // namespace

bool says_gone(std::string_view text) {
  std::size_t begin = 0;
  for (int sentences = 0; sentences < 2 && begin < text.size(); ++sentences) {
    const auto end = std::min(text.find_first_of(".!?\n", begin), text.size());
    if (says_not_there(trimmed(text.substr(begin, end - begin)))) return true;
    begin = end + 1;
  }
  return false;
}

bool names_error(std::string_view title) {
  const std::string folded = text::fold(title);
  const std::string_view whole = folded;
  if (is_error(whole) || says_not_there(whole)) return true;
  // A single walk, as a title may be long and full of separators.
  std::size_t begin = 0;
  for (std::size_t at = 0; at < whole.size();) {
    const std::size_t skip = separator_at(whole.substr(at));
    if (skip == 0) {
      ++at;
      continue;
    }
    const std::string_view part = trimmed(whole.substr(begin, at - begin));
    if (is_error(part) || says_not_there(part)) return true;
    begin = at += skip;
  }
  const std::string_view last = trimmed(whole.substr(begin));
  return is_error(last) || says_not_there(last);
}

}  // namespace tearsheet::extract
