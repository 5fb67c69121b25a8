// The language of a text, by CLD2.
// CLD2's header uses FILE without including it.
#include <cstdio>
// clang-format off
#include <cld2/public/compact_lang_det.h>
#include <cld2/public/encodings.h>
// clang-format on

#include <algorithm>
#include <string>

#include "text/text.h"
#include "text/utf8.h"

namespace tearsheet::text {
namespace {

// CLD2 needs some hundred letters to be sure; more than this only costs time.
constexpr std::size_t kMaxSample = 16 * 1024;
// Where the beginning is clearly in one language, and the page declares no other, that is it.
constexpr std::size_t kFirstSample = 800;
// To confirm what the page declares takes less. Compared on 683 pages of the shared sets and 5,000
// generated ones in eleven languages: the same language for each.
constexpr std::size_t kConfirmingSample = 400;
constexpr int kClearly = 90;  // percent of the letters

// "EN_us" -> "en-US"; empty if it is no language tag (BCP 47: primary language of two or three
// letters).
std::string tidy_tag(std::string_view declared) {
  declared = declared.substr(0, declared.find_first_of(",; \t\n"));
  std::string tag;
  for (const char c : declared) {
    if (c == '_' || c == '-') {
      tag += '-';
      continue;
    }
    const bool is_upper = c >= 'A' && c <= 'Z';
    const bool is_lower = c >= 'a' && c <= 'z';
    if (!is_upper && !is_lower && !(c >= '0' && c <= '9')) return {};
    tag += is_upper ? static_cast<char>(c + ('a' - 'A')) : c;
  }
  const std::size_t primary = std::min(tag.find('-'), tag.size());
  if (primary < 2 || primary > 3) return {};
  // Region in capitals, script with a capital.
  for (std::size_t at = primary; at < tag.size();) {
    const std::size_t begin = at + 1;
    const std::size_t end = std::min(tag.find('-', begin), tag.size());
    if (end - begin == 2 || end - begin == 4) {
      const std::size_t capitals = end - begin == 2 ? 2 : 1;
      for (std::size_t i = begin; i < begin + capitals; ++i) {
        if (tag[i] >= 'a' && tag[i] <= 'z') tag[i] = static_cast<char>(tag[i] - ('a' - 'A'));
      }
    }
    at = end;
  }
  return tag;
}

// CLD2 has codes from before BCP 47.
std::string to_bcp47(std::string_view code) {
  if (code == "iw") return "he";
  if (code == "jw") return "jv";
  if (code == "in") return "id";
  if (code == "mo") return "ro";
  return std::string(code);
}

struct Detected {
  std::string language;  // empty: nobody can tell
  bool is_clear = false;
};

Detected detect(std::string_view sample, const std::string& declared) {
  CLD2::CLDHints hints{declared.empty() ? nullptr : declared.c_str(), nullptr,
                       CLD2::UNKNOWN_ENCODING, CLD2::UNKNOWN_LANGUAGE};
  CLD2::Language languages[3];
  int percents[3];
  double scores[3];
  int text_bytes = 0;
  bool is_reliable = false;
  const CLD2::Language language = CLD2::ExtDetectLanguageSummary(
      sample.data(), static_cast<int>(sample.size()), true, &hints, 0, languages, percents, scores,
      nullptr, &text_bytes, &is_reliable);
  if (language == CLD2::UNKNOWN_LANGUAGE || !is_reliable) return {};
  return {to_bcp47(CLD2::LanguageCode(language)),
          languages[0] == language && percents[0] >= kClearly};
}

bool is_same_language(std::string_view a, std::string_view b) {
  return a.substr(0, a.find('-')) == b.substr(0, b.find('-'));
}

std::string_view first_bytes(std::string_view utf8, std::size_t bytes) {
  const std::string_view sample = utf8.substr(0, bytes);
  return sample.substr(0, valid_prefix(sample));
}

}  // namespace

std::string detect_language(std::string_view utf8, std::string_view declared) {
  const std::string tag = tidy_tag(declared);
  // The page's own tag says more ("pt-BR") where it does not contradict.
  const std::size_t sample = tag.empty() ? kFirstSample : kConfirmingSample;
  if (utf8.size() > sample) {
    const Detected first = detect(first_bytes(utf8, sample), tag);
    if (first.is_clear && tag.empty()) return first.language;
    if (!tag.empty() && is_same_language(tag, first.language)) return tag;
  }
  const std::string found = detect(first_bytes(utf8, kMaxSample), tag).language;
  if (found.empty()) return tag;
  return !tag.empty() && is_same_language(tag, found) ? tag : found;
}

}  // namespace tearsheet::text
