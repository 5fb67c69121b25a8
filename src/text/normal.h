// Unicode normalisation of whole texts: the one place where they are given to ICU's normaliser.
//
// It sorts each run of combining marks in a time that grows by the square of the run's length, so a
// page of nothing but marks would take minutes. Here no run is longer than kMaxMarks: "Stream-Safe
// Text Format" of UAX 15, section 13, parts longer ones by U+034F, which changes nothing that is
// seen.
#pragma once

#include <unicode/normalizer2.h>
#include <unicode/unistr.h>

#include <string>
#include <string_view>

namespace tearsheet::text {

/// Combining marks in a row.
inline constexpr int kMaxMarks = 30;

/// NFC, stream-safe; what cannot be normalised stays as it is.
[[nodiscard]] std::string to_nfc(std::string_view utf8);

enum class NormalForm { kNfc, kNfkd };
/// The same for text that is in ICU's form already.
[[nodiscard]] icu::UnicodeString normalized(icu::UnicodeString text, NormalForm form);

}  // namespace tearsheet::text
