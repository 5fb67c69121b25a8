// Bytes to Unicode, and the few things that every stage does to text. UTF-8 everywhere.
//
// decode() finds the encoding of a page; clean_*(), fold*() and count_words() are the forms in
// which text is kept, compared and measured; to_pairs() and find_words() serve the search,
// diff_words() the versions. Nothing here knows pages, sites or languages but for
// detect_language().
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace tearsheet::text {

/// What is known of a page before its bytes are looked at.
struct DecodeHints {
  std::string_view content_type =
      {};                          ///< The HTTP header as it came; its charset parameter counts.
  std::string_view language = {};  ///< BCP 47, helps the guess; may be empty.
  std::string_view domain = {};    ///< Host name; its top-level domain helps the guess.
  bool is_html = true;             ///< Look for <meta charset> (WHATWG HTML 13.2.3.2).
  /// Bytes that are valid UTF-8 with more than ASCII in them are UTF-8, whatever <meta> or an XML
  /// declaration says; a byte order mark and the HTTP header still come first.
  bool bytes_before_meta = false;
};
enum class EncodingSource : std::uint8_t {
  kBom,
  kHttp,
  kMeta,
  kXmlDeclaration,
  kValidUtf8,
  kGuess,
  kDefault
};
struct Decoded {
  std::string utf8;  ///< Valid UTF-8; bad bytes became U+FFFD; no byte order mark.
  std::string
      encoding;  ///< Name as in the WHATWG Encoding Standard, lower case ("windows-1252", "utf-8").
  EncodingSource source = EncodingSource::kDefault;
  std::size_t replacements = 0;  ///< How many U+FFFD were put in.
};
/// Never fails: some encoding is always chosen (WHATWG Encoding and HTML standards, then a guess).
[[nodiscard]] Decoded decode(std::string_view bytes, const DecodeHints& hints = {});
/// The WHATWG name for a label (" Latin1 " -> "windows-1252"); empty if unknown.
[[nodiscard]] std::string_view encoding_for_label(std::string_view label);
/// Converts from a named WHATWG encoding. An unknown name reads as windows-1252.
[[nodiscard]] Decoded decode_as(std::string_view bytes, std::string_view whatwg_name);

[[nodiscard]] bool is_valid_utf8(std::string_view bytes);
/// NFC, no control characters, every run of white space one space, trimmed: a title, a name, one
/// paragraph.
[[nodiscard]] std::string clean_line(std::string_view utf8);
/// The same for several paragraphs: blank lines between them are kept ("a\n\nb"), single line ends
/// become spaces.
[[nodiscard]] std::string clean_paragraphs(std::string_view utf8);
/// Case-folded, accents dropped, white space collapsed: for comparing, never for showing.
[[nodiscard]] std::string fold(std::string_view utf8);
/// The words of fold(), one space between them and nothing else: two texts that differ in signs,
/// case, accents or white space only give the same. In scripts without spaces each character is a
/// word, as in count_words().
[[nodiscard]] std::string fold_words(std::string_view utf8);
/// Runs of letters and digits; in scripts without spaces (CJK, Thai ...) each character counts as
/// one word.
[[nodiscard]] std::size_t count_words(std::string_view utf8);
/// At most `max_chars` code points, cut at a word where there is one.
[[nodiscard]] std::string_view truncate(std::string_view utf8, std::size_t max_chars);

/// For a full-text index that splits at spaces and signs: runs of scripts that are written without
/// spaces (Han, Kana, Thai, Lao, Khmer, Burmese, Tibetan), and of Hangul, become overlapping pairs
/// of characters and the last character alone ("東京都" -> "東京 京都 都"), set off from what
/// stands around them.
[[nodiscard]] std::string to_pairs(std::string_view utf8);
/// A phrase as one looks for it there: its last run without the character alone, which need not end
/// where a run of the text ends.
struct PairPhrase {
  std::string text;
  bool is_prefix = false;  ///< The last word is the beginning of a pair.
};
[[nodiscard]] PairPhrase to_pair_phrase(std::string_view utf8);

/// Words one after the other to look for; `is_prefix`: the last may go on.
struct Needle {
  std::string words;
  bool is_prefix = false;
};
struct Range {
  std::size_t begin = 0, end = 0;  ///< Bytes.
  std::size_t needle = 0;          ///< Which one it is.
};
/// Where needles stand in a text, in order and without overlap, whatever their case and accents.
/// Words are runs of letters and digits; in the scripts of to_pairs() each character is one.
[[nodiscard]] std::vector<Range> find_words(std::string_view utf8,
                                            const std::vector<Needle>& needles);

enum class DiffOp : std::uint8_t { kEqual, kRemoved, kAdded };
/// A stretch of one of the two texts; a view of it.
struct DiffPart {
  DiffOp op = DiffOp::kEqual;
  std::string_view text;
};
/// What turns `before` into `after`, in order: equal and removed parts together are `before`, equal
/// and added ones `after`. Compared by words; in scripts without spaces by characters; texts that
/// are too long or too different (limits in diff.h) by paragraphs, or as two wholes.
[[nodiscard]] std::vector<DiffPart> diff_words(std::string_view before, std::string_view after);

/// BCP 47 code by content (CLD2), with what the page declares as hint and as answer for short
/// texts; empty if unknown.
[[nodiscard]] std::string detect_language(std::string_view utf8, std::string_view declared = {});

/// Whether each character of its script counts as one word: it is written without spaces.
[[nodiscard]] bool is_script_without_spaces(char32_t c);

/// A news agency as credits have it.
struct WireName {
  std::string_view written;  ///< Case counts.
  std::string_view service;  ///< Its usual name.
  bool is_nobody = false;    ///< No person is called so, in capitals or not.
};
[[nodiscard]] std::span<const WireName> wire_names();
/// Whether a word of a byline, in lower case, is a news agency and no person's name.
[[nodiscard]] bool is_wire_service(std::string_view lower_word);

}  // namespace tearsheet::text
