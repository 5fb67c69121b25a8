// The text of a line whose elements touch each other.
#pragma once

#include <string>

#include "extract/page/survey.h"

namespace tearsheet::extract {

/// A block's text with a space where two elements touch and a reader sees two things: "Mental
/// Health<span>DECEMBER 22, 2022</span><span>Updated:", "11 Mar<b>19:40</b>". "14<sup>th</sup>" stays.
[[nodiscard]] std::string spaced_text(const html::Document& page, const TextBlock& block);

}  // namespace tearsheet::extract
