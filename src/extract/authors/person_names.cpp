#include "extract/authors/person_names.h"

#include <algorithm>
#include <array>
#include <span>
#include <utility>

#include "base/ascii.h"
#include "base/utf8.h"
#include "extract/authors/authors_table.h"
#include "extract/page/facts.h"
#include "text/text.h"

namespace tearsheet::extract {
namespace {

constexpr std::size_t kMaxAuthors = 12;
constexpr std::size_t kMaxByline = 300;  // bytes

bool is_ascii(char c) {
  return static_cast<unsigned char>(c) < 0x80;
}

std::size_t separator_at(std::string_view text, std::size_t at) {
  if (is_alnum(text[at])) return 0;
  // Most of what is no letter is a space between two words.
  if (text[at] == ' ' && at + 1 < text.size() && is_alnum(text[at + 1])) return 0;
  for (const std::string_view mark : {" | ", "|", ";", " / ", "/", " • ", " · ", " ⋅ ", "∙", " — ",
                                      " – ", " - ", "\n", "、", "，", " + "}) {
    if (text.substr(at, mark.size()) == mark) return mark.size();
  }
  return 0;
}

std::vector<std::string_view> split_plain(std::string_view text) {
  std::vector<std::string_view> out;
  std::size_t begin = 0;
  for (std::size_t i = 0; i < text.size();) {
    const std::size_t bytes = separator_at(text, i);
    if (bytes > 0) {
      out.push_back(text.substr(begin, i - begin));
      begin = i + bytes;
    }
    i += std::max<std::size_t>(bytes, 1);
  }
  out.push_back(text.substr(begin));
  return out;
}

void split_at(std::vector<std::string_view>& parts, std::string_view mark) {
  std::vector<std::string_view> out;
  for (const auto part : parts) {
    std::size_t begin = 0;
    for (auto at = part.find(mark); at != std::string_view::npos; at = part.find(mark, begin)) {
      out.push_back(part.substr(begin, at - begin));
      begin = at + mark.size();
    }
    out.push_back(part.substr(begin));
  }
  parts = std::move(out);
}

bool is_name(std::string_view name) {
  const std::size_t chars = count_code_points(name);
  if (chars < 2 || chars > 60 || word_count(name) > 6 || looks_like_address(name)) return false;
  std::size_t digits = 0, letters = 0;
  for (const char c : name) {
    digits += is_digit(c) ? 1U : 0U;
    letters += is_alpha(c) || !is_ascii(c) ? 1U : 0U;
  }
  return digits <= 2 && letters >= 2 &&
         name.find_first_of("{}<>=[]%$?!:") == std::string_view::npos;
}

bool ends_in_opener(std::string_view name) {
  const auto space = name.rfind(' ');
  if (space == std::string_view::npos) return false;
  const auto last = name.substr(space + 1);
  for (const std::string_view word : {"by", "von", "from", "par", "door", "av", "af", "przez"}) {
    if (equals_ignoring_case(last, word)) return true;
  }
  return false;
}

/// "Lee, Ann (Berlin)" -> without what stands in brackets at the end, quotes and stray signs.
std::string tidy(std::string_view name) {
  name = trimmed(name);
  if (const auto bracket = name.find(" ("); bracket != std::string_view::npos)
    name = name.substr(0, bracket);
  static constexpr std::string_view kFront = ",-.*>", kBack = ",-:*)";
  while (!name.empty() &&
         (kFront.find(name.front()) != std::string_view::npos || is_space(name.front())))
    name.remove_prefix(1);
  while (!name.empty() &&
         (kBack.find(name.back()) != std::string_view::npos || is_space(name.back())))
    name.remove_suffix(1);
  return std::string(name);
}

/// "Ann Lee - https://lamp.example", "Ann Lee (ann@lamp.example)", "ann@lamp.example (Ann Lee)":
/// without the address. A text that is one, and no more, is left.
std::string without_addresses(std::string line) {
  const bool begins_with_mail = line.find('@') < line.find(' ') && line.find('@') > 0;
  if (begins_with_mail && line.ends_with(')')) {
    const auto open = line.find(" (");
    if (open != std::string::npos) return line.substr(open + 2, line.size() - open - 3);
  }
  for (const std::string_view mark : {"http://", "https://", "mailto:", "@"}) {
    auto at = line.find(mark);
    if (at == std::string::npos) continue;
    if (mark == "@") {
      // Handles ("Ann Lee @annlee") are cut elsewhere: names of accounts count for something.
      if (at == 0 || line[at - 1] == ' ' || line.find('.', at) == std::string::npos) continue;
      const auto space = line.rfind(' ', at);
      if (space == std::string::npos) continue;
      at = space + 1;
    }
    if (at == 0 || (line[at - 1] != ' ' && line[at - 1] != '(' && line[at - 1] != '<')) continue;
    line.resize(at);
    for (bool cut = true; cut;) {
      cut = false;
      for (const std::string_view sign : {" ", "-", "|", "(", "<", ",", ":", "–", "—", "·"}) {
        if (!line.ends_with(sign)) continue;
        line.erase(line.size() - sign.size());
        cut = true;
      }
    }
  }
  return line;
}

/// The parts of a list of names, still with roles, handles and places.
std::vector<std::string_view> parts_of(std::string_view text, bool is_byline) {
  std::vector<std::string_view> parts{text};
  if (is_byline || text.find(" / ") != std::string_view::npos ||
      text.find_first_of("|;") != std::string_view::npos)
    parts = split_plain(text);
  for (const auto joiner : name_joiners()) {
    // Only where names of two words stand on both sides: "Marks and Spencer" is one, and " e " or "
    // i " are words.
    if (text.find(joiner) == std::string_view::npos) continue;
    std::vector<std::string_view> trial = parts;
    split_at(trial, joiner);
    const bool plausible = std::all_of(trial.begin(), trial.end(), [&](std::string_view part) {
      return word_count(trimmed(part)) >= 2;
    });
    if (plausible) parts = std::move(trial);
  }
  if (text.find(',') != std::string_view::npos) split_at(parts, ",");
  return parts;
}

/// "Lee, Ann; Ek, Bo" -> "Ann Lee", "Bo Ek": in metadata each part may have its last name first. A
/// single such part counts only where each side is one word, and no role or degree.
std::vector<std::string> inverted_names(std::string_view text) {
  std::vector<std::string_view> parts{text};
  split_at(parts, ";");
  std::vector<std::string> out;
  for (const auto part : parts) {
    const auto name = trimmed(part);
    if (name.empty()) continue;
    const auto comma = name.find(", ");
    if (comma == std::string_view::npos || name.find(',', comma + 1) != std::string_view::npos)
      return {};
    const auto last = trimmed(name.substr(0, comma)), first = trimmed(name.substr(comma + 2));
    const std::size_t most = parts.size() > 1 ? 3 : 1;
    if (word_count(last) > most || word_count(first) > most) return {};
    std::string turned = std::string(first) + ' ' + std::string(last);
    const bool shouts =
        std::none_of(first.begin(), first.end(), [](char c) { return c >= 'a' && c <= 'z'; }) &&
        is_ascii(first[0]) && first.size() >= 2;
    if (!looks_like_person(turned) || (parts.size() == 1 && (shouts || first.size() < 2)))
      return {};
    out.push_back(std::move(turned));
  }
  return out;
}

/// "and Ann Lee @annlee" -> "Ann Lee"; "Ann Lee - The Lamp Editorial Team" -> "Ann Lee".
std::string name_in(std::string_view part, bool is_list) {
  bool ignored = false;
  std::string_view piece = strip_opener(trimmed(part), ignored);
  if (const auto handle = piece.find(" @"); handle != std::string_view::npos)
    piece = piece.substr(0, handle);
  for (const std::string_view joiner : {"and ", "und ", "& "}) {
    if (is_list && piece.starts_with(joiner)) piece.remove_prefix(joiner.size());
  }
  piece = piece.substr(0, piece.find(" on behalf of "));
  if (const auto dash = piece.find(" - ");
      dash != std::string_view::npos && has_role_word(piece.substr(dash + 3)))
    piece = piece.substr(0, dash);
  return tidy(piece);
}

constexpr std::size_t kLongestOpener = 64;

/// The beginning of a text in small letters: ASCII, and Greek and Cyrillic, whose small letters take
/// as many bytes.
std::string small_beginning(std::string_view text) {
  std::string out = to_lower(text.substr(0, kLongestOpener));
  for (std::size_t i = 0; i + 1 < out.size(); ++i) {
    const std::uint32_t lead = byte_at(out, i), next = byte_at(out, i + 1);
    if (lead < 0xCD || lead > 0xD1 || next < 0x80 || next > 0xBF) continue;
    std::uint32_t c = (lead & 0x1FU) << 6U | (next & 0x3FU);
    if ((c >= 0x391 && c <= 0x3A9) || (c >= 0x410 && c <= 0x42F)) {
      c += 0x20;
    } else if (c >= 0x400 && c <= 0x40F) {
      c += 0x50;
    }
    out[i] = static_cast<char>(0xC0U | c >> 6U);
    out[i + 1] = static_cast<char>(0x80U | (c & 0x3FU));
    ++i;
  }
  return out;
}

/// Whether a word may end between two bytes: scripts with spaces need one, or a sign.
bool may_end(char last, std::string_view rest) {
  if (is_alnum(last)) return rest.front() == ' ' || rest.front() == ':';
  if (static_cast<unsigned char>(last) < 0x80) return true;
  // Greek, Cyrillic and Hangul.
  const auto next = static_cast<unsigned char>(rest.front());
  return !((next >= 0xCD && next <= 0xD4) || (next >= 0xEA && next <= 0xED));
}

/// Bytes of the longest opener that begins the text, 0 if none does.
std::size_t opener_size(std::string_view text, std::span<const std::string_view> openers) {
  std::size_t size = 0;
  const std::string small = small_beginning(text);
  for (const auto opener : openers) {
    if (opener.size() <= size || text.size() <= opener.size() || !small.starts_with(opener))
      continue;
    if (may_end(opener.back(), text.substr(opener.size()))) size = opener.size();
  }
  return size;
}

}  // namespace

std::size_t word_count(std::string_view text) {
  return static_cast<std::size_t>(std::count(text.begin(), text.end(), ' ')) + 1;
}

bool looks_like_address(std::string_view text) {
  return text.find("://") != std::string_view::npos ||
         text.find("www.") != std::string_view::npos || text.find('@') != std::string_view::npos ||
         text.starts_with('/');
}

bool has_role_word(std::string_view name) {
  const std::string lowered = text::fold(name);
  std::size_t begin = 0;
  for (std::size_t i = 0; i <= lowered.size(); ++i) {
    if (i < lowered.size() && std::string_view(" ,.-").find(lowered[i]) == std::string_view::npos)
      continue;
    const auto word = std::string_view(lowered).substr(begin, i - begin);
    begin = i + 1;
    if (!word.empty() &&
        (std::find(role_words().begin(), role_words().end(), word) != role_words().end() ||
         text::is_wire_service(word)))
      return true;
  }
  return false;
}

std::string name_key(std::string_view name) {
  std::string out;
  for (const char c : text::fold(name)) {
    if (is_alnum(c) || !is_ascii(c)) out += c;
  }
  return out;
}

bool is_account(std::string_view name) {
  if (name.find(' ') != std::string_view::npos) return false;
  bool plain = true, sign = false;
  for (const char c : name) {
    plain &= !is_upper(c) && is_ascii(c);
    sign |= c == '-' || c == '.' || c == '_' || is_digit(c);
  }
  return plain && sign;
}

bool looks_like_person(std::string_view name) {
  if (!is_name(name) || has_role_word(name)) return false;
  if (name.find_first_of("0123456789&#+\"()") != std::string_view::npos) return false;
  const std::size_t words = word_count(name);
  // Scripts without spaces: two to four characters of three bytes.
  if (words == 1) return !is_ascii(name[0]) && name.size() >= 6 && name.size() <= 12;
  if (words > 5) return false;
  static constexpr std::array<std::string_view, 27> kParticles = {
      "von", "van",  "de",  "der", "den", "da", "di", "do", "dos", "du", "la", "le",  "el", "al",
      "bin", "bint", "ibn", "ten", "zu",  "y",  "e",  "i",  "af",  "av", "te", "und", "d'"};
  std::size_t capitals = 0, begin = 0;
  for (std::size_t i = 0; i <= name.size(); ++i) {
    if (i < name.size() && name[i] != ' ') continue;
    const auto word = name.substr(begin, i - begin);
    begin = i + 1;
    if (word.empty()) return false;
    if (is_upper(word[0]) || !is_ascii(word[0])) {
      ++capitals;
    } else if (std::find(kParticles.begin(), kParticles.end(), word) == kParticles.end()) {
      return false;
    }
  }
  return capitals >= 2 && capitals <= 4;
}

std::string_view strip_opener(std::string_view text, bool& had_opener) {
  for (const std::string_view bracket : {"(", "（", "[", "【"}) {
    if (text.starts_with(bracket)) text = trimmed(text.substr(bracket.size()));
  }
  for (int rounds = 0; rounds < 2; ++rounds) {
    const std::size_t size =
        std::max(opener_size(text, byline_openers()), opener_size(text, byline_labels()));
    if (size == 0) break;
    had_opener = true;
    text = trimmed(text.substr(size));
    if (!text.empty() && text.front() == ':') text = trimmed(text.substr(1));
  }
  for (const std::string_view bracket : {")", "）", "]", "】"}) {
    if (text.ends_with(bracket) && text.find('(') == std::string_view::npos)
      text = trimmed(text.substr(0, text.size() - bracket.size()));
  }
  return text;
}

std::string_view behind_inner_opener(std::string_view text) {
  for (const std::string_view opener : {" by ", " von ", " par ", " por ", " di ", " door ", " av ",
                                        " af ", " przez ", " oleh ", " автор "}) {
    for (std::size_t at = 0; at + opener.size() < text.size(); ++at) {
      if (equals_ignoring_case(text.substr(at, opener.size()), opener))
        return text.substr(at + opener.size());
    }
  }
  return {};
}

namespace {

/// "Ann Lee on Tuesday", "Ann Lee am Dienstag" -> "Ann Lee".
std::string_view without_weekday(std::string_view text) {
  for (const std::string_view word : {" on ", " am "}) {
    const auto at = text.rfind(word);
    if (at == std::string_view::npos) continue;
    const auto rest = trimmed(text.substr(at + word.size()));
    if (rest.find(' ') == std::string_view::npos &&
        (rest.ends_with("day") || rest.ends_with("tag")))
      return text.substr(0, at);
  }
  return text;
}

}  // namespace

std::string_view cut_byline(std::string_view text) {
  // "by Ann Lee » Sat Jan 3": behind the sign stands something else.
  for (const std::string_view sign : {" » ", " › "}) text = text.substr(0, text.find(sign));
  const auto end = text.find_first_of("0123456789(|");
  if (end == std::string_view::npos) return without_weekday(text);
  const bool number = is_digit(text[end]);
  text = trimmed(text.substr(0, end));
  if (!number) return text;
  // "Ann Lee am 3.", "Ann Lee in Tides on Friday December 19": a small word opens what follows.
  std::size_t cut = std::string_view::npos;
  for (const std::string_view word : {" on ", " am ", " at ", " le ", " el ", " um ", " den ",
                                      " il ", " op ", " dne ", " em ", " in ", " im "}) {
    cut = std::min(cut, text.find(word));
    if (cut == std::string_view::npos && text.ends_with(word.substr(0, word.size() - 1)))
      cut = text.size() - word.size() + 1;
  }
  if (cut != std::string_view::npos) return text.substr(0, cut);
  // "Ann Lee June 13": the word before a number is a month or a weekday.
  if (word_count(text) > 2) {
    const auto space = text.rfind(' ');
    const auto word = text.substr(space + 1);
    if (count_code_points(word) >= 3 && word.back() != ',' && word.back() != '-')
      text = text.substr(0, space);
  }
  return text;
}

bool is_bare_opener(std::string_view text) {
  text = trimmed(text);
  if (text.size() < 2 || text.size() > 40) return false;
  if (text.back() == ':') text = trimmed(text.substr(0, text.size() - 1));
  const std::string small = small_beginning(text);
  const auto is_text = [&](std::string_view word) { return small == word; };
  const auto openers = byline_openers();
  const auto labels = byline_labels();
  return std::any_of(openers.begin(), openers.end(), is_text) ||
         std::any_of(labels.begin(), labels.end(), is_text);
}

std::vector<std::string> split_names(std::string_view raw, bool is_byline) {
  std::vector<std::string> out;
  const std::string line = without_addresses(clean_value(raw));
  if (line.size() > kMaxByline || looks_like_address(line.substr(0, line.find(' ')))) return out;
  bool had_opener = false;
  const std::string_view text = strip_opener(line, had_opener);
  if (is_bare_opener(text)) return out;
  const bool has_comma = text.find(',') != std::string_view::npos;
  if (has_comma && !is_byline) {
    out = inverted_names(text);
    if (!out.empty()) {
      out.resize(std::min(out.size(), kMaxAuthors));
      return out;
    }
  }
  const auto parts = parts_of(text, is_byline);
  for (const auto part : parts) {
    std::string name = name_in(part, parts.size() > 1);
    if (!is_name(name) || is_bare_opener(name) || ends_in_opener(name)) continue;
    if (is_byline && has_role_word(name)) continue;
    const bool is_later = parts.size() > 1 && !out.empty();
    // Behind a comma stand roles, places and degrees as often as names: those have one word or a
    // known role.
    if (is_later && word_count(name) < 2 && is_ascii(name[0]) && (is_byline || has_comma)) continue;
    if (is_later && has_comma && has_role_word(name)) continue;
    if (out.size() < kMaxAuthors) out.push_back(std::move(name));
  }
  return out;
}

std::vector<std::string> names_with_roles(std::string_view text) {
  std::vector<std::string_view> groups{text};
  for (const auto joiner : {", and ", "; ", " and ", ", und ", " und ", " et ", " y "}) {
    std::vector<std::string_view> trial = groups;
    split_at(trial, joiner);
    const bool plausible = std::ranges::all_of(trial, [](std::string_view group) {
      return looks_like_person(trimmed(group.substr(0, group.find(','))));
    });
    if (plausible) groups = std::move(trial);
  }
  std::vector<std::string> out;
  bool has_role = false;
  for (const auto group : groups) {
    const auto comma = group.find(',');
    const auto name = trimmed(group.substr(0, comma));
    if (!looks_like_person(name)) return {};
    if (comma != std::string_view::npos)
      has_role = has_role || has_role_word(group.substr(comma + 1));
    out.emplace_back(name);
  }
  return has_role && out.size() <= kMaxAuthors ? out : std::vector<std::string>();
}

}  // namespace tearsheet::extract
