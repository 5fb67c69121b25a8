// Titles of error pages that were sent with status 200.
#include <algorithm>
#include <array>
#include <string>

#include "base/ascii.h"
#include "base/utf8.h"
#include "extract/kind/page_kind.h"
#include "text/text.h"

namespace tearsheet::extract {
namespace {

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

/// Bytes of the separator that `text` begins with; 0: none.
std::size_t separator_at(std::string_view text) {
  for (const std::string_view mark :
       {" | ", " - ", " – ", " — ", ": ", " · ", " » ", " :: ", "｜"}) {
    if (text.starts_with(mark)) return mark.size();
  }
  return 0;
}

}  // namespace

bool names_error(std::string_view title) {
  const std::string folded = text::fold(title);
  const std::string_view whole = folded;
  if (is_error(whole)) return true;
  // A single walk, as a title may be long and full of separators.
  std::size_t begin = 0;
  for (std::size_t at = 0; at < whole.size();) {
    const std::size_t skip = separator_at(whole.substr(at));
    if (skip == 0) {
      ++at;
      continue;
    }
    if (is_error(trimmed(whole.substr(begin, at - begin)))) return true;
    begin = at += skip;
  }
  return is_error(trimmed(whole.substr(begin)));
}

}  // namespace tearsheet::extract
