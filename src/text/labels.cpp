#include <algorithm>

#include "base/ascii.h"
#include "text/labels_table.h"
#include "text/text.h"

namespace tearsheet::text {
namespace {

constexpr std::string_view kAsciiSpace = "\t\n\f\r ";
constexpr std::size_t kLongestLabel = 32;

}  // namespace

std::string_view encoding_name(Encoding encoding) {
  return kEncodingNames[static_cast<std::size_t>(encoding)];
}

std::optional<Encoding> find_encoding(std::string_view label) {
  const std::size_t begin = label.find_first_not_of(kAsciiSpace);
  if (begin == std::string_view::npos) return std::nullopt;
  label = label.substr(begin, label.find_last_not_of(kAsciiSpace) - begin + 1);
  if (label.size() > kLongestLabel) return std::nullopt;
  const std::string lower = to_lower(label);
  const auto found =
      std::lower_bound(kEncodingLabels.begin(), kEncodingLabels.end(), lower,
                       [](const EncodingLabel& a, const std::string& b) { return a.label < b; });
  if (found == kEncodingLabels.end() || found->label != lower) return std::nullopt;
  return found->encoding;
}

std::string_view encoding_for_label(std::string_view label) {
  const auto encoding = find_encoding(label);
  return encoding ? encoding_name(*encoding) : std::string_view{};
}

}  // namespace tearsheet::text
