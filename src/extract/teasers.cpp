#include "extract/teasers.h"

namespace tearsheet::extract {
namespace {

// A story may begin some of its paragraphs with a link.
constexpr float kMost = 2.0F / 3;

}  // namespace

bool are_teasers(const Survey& survey, std::span<const std::uint32_t> blocks) {
  float all = 0, led = 0;
  for (const std::uint32_t i : blocks) {
    const TextBlock& block = survey.blocks[i];
    all += block.size;
    if (block.starts_with_link) led += block.size;
  }
  return led > kMost * all;
}

}  // namespace tearsheet::extract
