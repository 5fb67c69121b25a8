#include "text/guess.h"

#include <uchardet.h>

#include <algorithm>
#include <string>
#include <utility>

#include "base/handle.h"
#include "text/convert.h"
#include "text/language_encoding.h"
#include "text/utf8.h"

namespace tearsheet::text {
namespace {

// uchardet gains nothing from more, and costs some 10 ns a byte.
constexpr std::size_t kMaxSample = 32 * 1024;
// With fewer letters than this it errs, and what the page's language usually is in counts for more
// (measured on sentences of 24 languages).
constexpr std::size_t kFewHighBytes = 24;

bool is_high(char c) {
  return static_cast<unsigned char>(c) >= 0x80;
}

// The text around bytes that are not ASCII: markup and scripts before it would only hide it from
// the guess.
std::string text_sample(std::string_view bytes) {
  std::string sample;
  std::size_t at = 0;
  while (sample.size() < kMaxSample) {
    at += ascii_prefix(bytes.substr(at));
    if (at >= bytes.size()) break;
    const std::size_t before = bytes.find_last_of("<>\n\"", at);
    const std::size_t begin = before == std::string_view::npos ? 0 : before + 1;
    // An encoding's second byte may look like '<': no piece ends sooner than 2 bytes behind a high
    // one.
    std::size_t end = at;
    for (std::size_t since_high = 0; end < bytes.size() && end - begin < kMaxSample; ++end) {
      since_high = is_high(bytes[end]) ? 0 : since_high + 1;
      if (since_high > 1 && (bytes[end] == '<' || bytes[end] == '"')) break;
    }
    sample.append(bytes, begin, end - begin);
    sample += '\n';
    at = end;
  }
  return sample;
}

std::optional<Encoding> ask_uchardet(std::string_view sample) {
  const Handle<uchardet, uchardet_delete> detector(uchardet_new());
  if (uchardet_handle_data(detector.get(), sample.data(), sample.size()) != 0) return std::nullopt;
  uchardet_data_end(detector.get());
  return find_encoding(uchardet_get_charset(detector.get()));
}

struct Census {
  std::size_t characters = 0;  // not ASCII
  std::size_t errors = 0;
  std::size_t kana = 0;
  std::size_t hangul = 0;
  std::size_t ideographs = 0;
  std::size_t beside_letters = 0;  // where an ASCII letter and an ideograph meet
};

bool is_letter(char32_t c) {
  return (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
}
bool is_ideograph(char32_t c) {
  return c >= 0x4E00 && c <= 0x9FFF;
}

Census count(std::string_view sample, Encoding encoding) {
  std::string text;
  Census census;
  census.errors = convert(text, sample, encoding);
  char32_t previous = 0;
  for (std::size_t at = 0; at < text.size();) {
    const char32_t before = std::exchange(previous, next_code_point(text, at));
    const char32_t c = previous;
    if ((is_ideograph(c) && is_letter(before)) || (is_letter(c) && is_ideograph(before)))
      ++census.beside_letters;
    if (c < 0x80) continue;
    ++census.characters;
    if (c >= 0x3041 && c <= 0x30FE) ++census.kana;
    if (c >= 0xAC00 && c <= 0xD7A3) ++census.hangul;
    if (is_ideograph(c)) ++census.ideographs;
  }
  return census;
}

// A western word with a few accents can look like Chinese, but then it has letters around each
// ideograph.
bool looks_western(const Census& census) {
  return census.beside_letters * 2 > census.ideographs;
}

// Text of one- and two-byte characters never breaks a pair, text of single bytes soon does: no
// error in ten characters is proof enough. Which one it is, the scripts say: in Korean nearly all
// is Hangul, in Japanese a good part kana, while Chinese read as Korean is a mixture of Hangul and
// ideographs.
std::optional<Encoding> recognise_multi_byte(std::string_view sample) {
  constexpr std::size_t kEnough = 10;
  const Census korean = count(sample, Encoding::kEucKr);
  if (korean.errors == 0 && korean.characters >= kEnough &&
      korean.hangul * 5 >= korean.characters * 4) {
    return Encoding::kEucKr;
  }
  for (const Encoding encoding : {Encoding::kEucJp, Encoding::kShiftJis}) {
    const Census japanese = count(sample, encoding);
    if (japanese.errors == 0 && japanese.characters >= kEnough &&
        japanese.kana * 4 >= japanese.characters) {
      return encoding;
    }
  }
  for (const Encoding encoding : {Encoding::kBig5, Encoding::kGbk}) {
    const Census chinese = count(sample, encoding);
    if (chinese.errors == 0 && chinese.characters >= kEnough &&
        chinese.ideographs * 10 >= chinese.characters * 7 && !looks_western(chinese)) {
      return encoding;
    }
  }
  return std::nullopt;
}

bool is_single_byte(Encoding encoding) {
  return encoding >= Encoding::kIbm866;
}

bool is_western(Encoding encoding) {
  return encoding == Encoding::kWindows1252 || encoding == Encoding::kIso885915 ||
         encoding == Encoding::kMacintosh || encoding == Encoding::kIso885914 ||
         encoding == Encoding::kIso885910;
}

// One error in fifty bytes is a page with a slip, more is another encoding.
bool is_plausible(std::string_view sample, Encoding guess, std::size_t high_bytes) {
  if (is_single_byte(guess)) return true;
  const Census census = count(sample, guess);
  return census.errors * 50 <= high_bytes && (census.ideographs == 0 || !looks_western(census));
}

// KOI8-U has Ukrainian letters where KOI8-R has lines for drawing boxes, which do not stand beside
// letters.
bool is_koi8_u(std::string_view sample) {
  constexpr std::string_view kUkrainian = "\xA4\xA6\xA7\xAD\xB4\xB6\xB7\xBD";
  for (std::size_t at = sample.find_first_of(kUkrainian); at < sample.size();
       at = sample.find_first_of(kUkrainian, at + 1)) {
    if (at + 1 < sample.size() && static_cast<unsigned char>(sample[at + 1]) >= 0xC0) return true;
    if (at > 0 && static_cast<unsigned char>(sample[at - 1]) >= 0xC0) return true;
  }
  return false;
}

// The lang attribute of <html>, unquoted.
std::string_view declared_language(std::string_view bytes) {
  const std::string_view head = bytes.substr(0, 1024);
  const std::size_t html = head.find("<html");
  if (html == std::string_view::npos) return {};
  const std::string_view tag = head.substr(html, head.find('>', html) - html);
  const std::size_t at = tag.find(" lang=");
  if (at == std::string_view::npos) return {};
  std::string_view value = tag.substr(at + 6);
  if (value.starts_with('"') || value.starts_with('\'')) value.remove_prefix(1);
  return value.substr(0, value.find_first_of("\"' />"));
}

}  // namespace

std::optional<Encoding> recognise_encoding(std::string_view bytes) {
  const std::size_t escape = bytes.find("\x1B$");
  if (escape != std::string_view::npos && ascii_prefix(bytes) == bytes.size()) {
    std::string text;
    if (convert(text, bytes, Encoding::kIso2022Jp) == 0) return Encoding::kIso2022Jp;
  }
  // Every other byte of ASCII in UTF-16 is zero, and nothing else has zeros.
  const std::string_view sample = bytes.substr(0, 1024);
  std::size_t zeros[2] = {0, 0};
  for (std::size_t i = 0; i < sample.size(); ++i) zeros[i % 2] += sample[i] == 0 ? 1 : 0;
  const std::size_t units = sample.size() / 2;
  if (units < 4) return std::nullopt;
  if (zeros[1] * 4 > units && zeros[0] * 20 < units) return Encoding::kUtf16le;
  if (zeros[0] * 4 > units && zeros[1] * 20 < units) return Encoding::kUtf16be;
  return std::nullopt;
}

Encoding guess_encoding(std::string_view bytes, std::string_view language,
                        std::string_view domain) {
  const std::string sample = text_sample(bytes);
  const auto high = static_cast<std::size_t>(std::count_if(sample.begin(), sample.end(), is_high));
  if (language.empty()) language = declared_language(bytes);
  Encoding guess = ask_uchardet(sample).value_or(Encoding::kWindows1252);
  if (!is_plausible(sample, guess, high)) {
    // The markup around it puts some things right.
    guess = ask_uchardet(bytes.substr(0, kMaxSample)).value_or(Encoding::kWindows1252);
    if (!is_plausible(sample, guess, high)) guess = Encoding::kWindows1252;
  }
  if (is_single_byte(guess)) {
    if (const auto multi_byte = recognise_multi_byte(sample)) return *multi_byte;
  }
  if (guess == Encoding::kKoi8R && is_koi8_u(sample)) return Encoding::kKoi8U;
  const auto usual = usual_encoding(language, domain);
  if (usual && is_western(guess) && high < kFewHighBytes && count(sample, *usual).errors == 0)
    return *usual;
  return guess;
}

}  // namespace tearsheet::text
