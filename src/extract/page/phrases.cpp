#include "extract/page/phrases.h"

#include "base/utf8.h"
#include "text/text.h"

namespace tearsheet::extract {
namespace {

constexpr std::array<std::string_view, 13> kMachines = {"ai",
                                                        "ki",
                                                        "ia",
                                                        "ии",
                                                        "chatgpt",
                                                        "artificial intelligence",
                                                        "kunstliche intelligenz",
                                                        "kunstlicher intelligenz",
                                                        "intelligence artificielle",
                                                        "inteligencia artificial",
                                                        "intelligenza artificiale",
                                                        "automatically",
                                                        "人工知能"};
constexpr std::array<std::string_view, 14> kSummaries = {"summary",
                                                         "summarised",
                                                         "summarized",
                                                         "key points",
                                                         "zusammenfassung",
                                                         "zusammengefasst",
                                                         "resume",
                                                         "resumen",
                                                         "resumo",
                                                         "riassunto",
                                                         "samenvatting",
                                                         "podsumowanie",
                                                         "краткое содержание",
                                                         "要約"};

}  // namespace

std::string words_of(std::string_view text) {
  std::string words = text::fold_words(text);
  const auto is_wide = [&](std::size_t at) {
    return at < words.size() && static_cast<unsigned char>(words[at]) >= 0xE3;
  };
  std::string out;
  std::size_t lead = 0;  // of the character before a blank
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (words[i] == ' ' && is_wide(lead) && is_wide(i + 1)) continue;
    if (!is_continuation(words[i])) lead = i;
    out += words[i];
  }
  return out;
}

bool has_phrase(const std::string& words, std::string_view phrase) {
  for (std::size_t at = words.find(phrase); at != std::string::npos;
       at = words.find(phrase, at + 1)) {
    const std::size_t end = at + phrase.size();
    if ((at == 0 || words[at - 1] == ' ') && (end == words.size() || words[end] == ' '))
      return true;
  }
  return false;
}
bool announces_machine_summary(const std::string& words) {
  return has_one(words, kMachines) && has_one(words, kSummaries);
}

}  // namespace tearsheet::extract
