// Paragraphs by name: what a host prints under each of its pages is no part of a story.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "dedup/dedup.h"
#include "dedup/sketch.h"

namespace tearsheet::dedup {

/// The first and last paragraphs of `text`, for a sketch that has its host. A paragraph is a line;
/// short ones and a text that is a single one have no key.
void take_paragraphs(Sketch& sketch, std::string_view text);

/// The paragraphs of `text` without those whose key is among `boilerplate`.
[[nodiscard]] std::string without_paragraphs(std::string_view text, std::uint32_t host,
                                             std::span<const std::uint32_t> boilerplate);

/// fingerprint() of a story of which `rest` is to be compared; `host`: as in a sketch, in place of
/// the story's; `exact`: that of the whole.
[[nodiscard]] Fingerprint fingerprint_of_rest(const Story& story, std::uint32_t host,
                                              std::string_view rest,
                                              std::optional<std::uint64_t> exact);

}  // namespace tearsheet::dedup
