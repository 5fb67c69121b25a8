// What must hold for every coded body; run by the fuzz target and, over its seeds, by the unit
// tests.
#pragma once

#include <array>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "fetch/content_decoder.h"

namespace tearsheet::fetch {

inline void require_decoded(bool holds) {
  if (!holds) std::abort();
}

/// The first byte chooses the codings and how the bytes are cut into pieces.
inline void check_decoder_properties(std::string_view input) {
  static constexpr std::array<std::string_view, 8> kHeaders = {
      "gzip", "deflate", "br", "zstd", "gzip, br", "zstd, gzip", "", "x-gzip"};
  constexpr std::size_t kMaxOut = 100'000;
  if (input.empty()) return;
  const auto choice = static_cast<std::uint8_t>(input[0]);
  input.remove_prefix(1);
  const std::string_view header = kHeaders.at(choice % 8);

  // However the wire cuts it, the outcome is the same, and it never exceeds the limit.
  struct Outcome {
    DecodeStatus status = DecodeStatus::kOk;
    bool is_whole = false;
    std::string body;
  };
  const auto run = [&](std::size_t piece) {
    Outcome outcome;
    auto decoder = ContentDecoder::create(header, (choice & 8) != 0, kMaxOut);
    require_decoded(decoder.has_value());
    for (std::size_t i = 0; i < input.size() && outcome.status == DecodeStatus::kOk; i += piece) {
      outcome.status = decoder->write(input.substr(i, piece), outcome.body);
    }
    if (outcome.status == DecodeStatus::kOk) outcome.status = decoder->finish(outcome.body);
    require_decoded(outcome.body.size() <= kMaxOut);
    return outcome;
  };
  const Outcome whole = run(input.size() + 1);
  const Outcome cut = run((choice >> 4) + 1U);
  if (whole.is_whole && cut.is_whole) require_decoded(whole.body == cut.body);
  // libzstd checks a frame's stated content size only when it gets the frame in one piece.
  if (header.find("zstd") == std::string_view::npos)
    require_decoded(whole.is_whole == cut.is_whole);
}

}  // namespace tearsheet::fetch
