#include "extract/listing/pager_words.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <string>

#include "base/ascii.h"
#include "text/text.h"

namespace tearsheet::extract {
namespace {

constexpr std::array<std::string_view, 170> sorted(std::array<std::string_view, 170> phrases) {
  std::ranges::sort(phrases);
  return phrases;
}

// Folded as text::fold() does.
constexpr std::array<std::string_view, 170> kPhrases = sorted(
    {// Next (page)
     "next", "next page", "continue", "weiter", "nachste", "nachste seite", "vorwarts", "suivant",
     "suivante", "page suivante", "la suite", "siguiente", "pagina siguiente", "siguiente pagina",
     "seguinte", "proxima", "proximo", "proxima pagina", "pagina seguinte", "successivo",
     "successiva", "avanti", "pagina successiva", "prossima", "prossima pagina", "volgende",
     "volgende pagina", "nasta", "nasta sida", "neste", "neste side", "næste", "næste side",
     "seuraava", "seuraava sivu", "nastepna", "nastepna strona", "dalej", "dalsi", "dalsi strana",
     "dalsia", "kovetkezo", "kovetkezo oldal", "urmatoarea", "pagina urmatoare", "inainte",
     "sljedeca", "sledeca", "naslednja", "kita", "kitas", "nakama", "jargmine", "sonraki",
     "sonraki sayfa", "ileri", "berikutnya", "selanjutnya", "seterusnya", "tiep", "trang sau",
     "trang tiep", "следующая", "следующая страница", "дальше", "вперед", "далее", "наступна",
     "далі", "наступная", "следваща", "следваща страница", "следећа", "επομενη", "επομενη σελιδα",
     "التالي", "الصفحة التالية", "بعدی", "صفحه بعد", "הבא", "次へ", "次のページ", "下一页",
     "下一頁", "다음", "다음 페이지", "अगला", "ถัดไป",
     // Older
     "older", "older posts", "older entries", "older articles", "older stories", "older news",
     "older items", "earlier", "earlier posts", "earlier stories", "earlier articles",
     "altere beitrage", "altere artikel", "articles plus anciens", "entradas antiguas",
     "entradas anteriores", "post piu vecchi", "starsze posty", "старые записи",
     "предыдущие записи", "след.", "過去の記事",
     // More
     "load more", "show more", "view more", "more posts", "more news", "more articles",
     "more stories", "mehr laden", "mehr anzeigen", "weitere artikel", "weitere laden", "voir plus",
     "charger plus", "afficher plus", "plus d articles", "ver mas", "cargar mas", "mas noticias",
     "mostrar mas", "ver mais", "carregar mais", "mais noticias", "carica altro", "mostra altro",
     "altri articoli", "meer laden", "toon meer", "meer artikelen", "visa fler", "ladda fler",
     "vis flere", "last inn flere", "nayta lisaa", "pokaz wiecej", "wczytaj wiecej",
     "zaladuj wiecej", "nacist dalsi", "zobrazit dalsi", "tovabbiak", "daha fazla",
     "daha fazla goster", "muat lebih banyak", "xem them", "показать еще", "загрузить еще",
     "еще новости", "показати ще", "завантажити ще", "зареди още", "покажи още", "περισσοτερα",
     "المزيد", "تحميل المزيد", "もっと見る", "もっと読み込む", "加载更多", "查看更多", "載入更多",
     "더보기", "더 보기"});

/// For each first letter the second ones that a phrase of two ASCII letters and more may begin with.
constexpr std::array<std::uint32_t, 26> kBeginnings = [] {
  std::array<std::uint32_t, 26> seconds{};
  for (const std::string_view phrase : kPhrases) {
    if (is_alpha(phrase[0]) && is_alpha(phrase[1]))
      seconds[static_cast<std::size_t>(phrase[0] - 'a')] |=
          1U << static_cast<unsigned>(phrase[1] - 'a');
  }
  return seconds;
}();

/// Most links are called something else, and that shows before anything is folded. Letters with
/// accents count as their own; a mark that follows a letter may still fold to a phrase's.
bool may_begin_phrase(std::string_view words) {
  if (words.size() < 2 || !is_alpha(words[0]) || !is_alpha(words[1])) return true;
  const auto first = static_cast<std::size_t>(to_lower(words[0]) - 'a');
  return (kBeginnings[first] >> static_cast<unsigned>(to_lower(words[1]) - 'a') & 1U) != 0;
}

/// Arrows, brackets and white space around the words.
constexpr std::array<std::string_view, 14> kArrows = {"\xC2\xBB",
                                                      "\xC2\xAB",
                                                      "\xE2\x80\xBA",
                                                      "\xE2\x80\xB9",
                                                      "\xE2\x86\x92",
                                                      "\xE2\x86\x90",
                                                      "\xE2\x96\xB6",
                                                      "\xE2\x96\xB8",
                                                      "\xE2\x9D\xAF",
                                                      "\xE2\x87\x92",
                                                      "\xE2\x9E\x9C",
                                                      ">",
                                                      "<",
                                                      "|"};
constexpr std::array<std::string_view, 7> kForward = {
    "\xC2\xBB", "\xE2\x80\xBA", "\xE2\x86\x92", "\xE2\x96\xB6", "\xE2\x9D\xAF",
    ">",        "\xE2\x96\xB8"};

/// Without arrows at its ends; `forward`: one of them points on.
std::string_view without_arrows(std::string_view text, bool& forward) {
  for (bool again = true; again;) {
    again = false;
    text = trimmed(text);
    for (const std::string_view arrow : kArrows) {
      const bool at_begin = text.starts_with(arrow), at_end = text.ends_with(arrow);
      if (text.empty() || (!at_begin && !at_end)) continue;
      if (at_begin) text.remove_prefix(arrow.size());
      if (at_end && text.size() >= arrow.size()) text.remove_suffix(arrow.size());
      forward = forward || std::ranges::find(kForward, arrow) != kForward.end();
      again = true;
    }
  }
  return text;
}

}  // namespace

bool says_next_page(std::string_view label) {
  if (label.empty() || label.size() > kLongestNextLabel) return false;
  bool forward = false;
  const std::string_view words = without_arrows(label, forward);
  if (words.empty()) return forward;
  if (!may_begin_phrase(words)) return false;
  const std::string folded = text::fold(words);
  return std::ranges::binary_search(kPhrases, std::string_view(folded));
}

}  // namespace tearsheet::extract
