// The values of <input> as HTML reads them, as far as validity and ranges need them (WHATWG
// HTML 4.10.5, 2.3.5).
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "html/html.h"

namespace tearsheet::select {

/// Days, months, weeks, milliseconds or plain numbers by `type`; nothing if `value` is not valid
/// for it.
[[nodiscard]] std::optional<double> parse_input_value(std::string_view lower_case_type,
                                                      std::string_view value);

enum class RangeState : std::uint8_t { kNoRange, kInside, kOutside };
/// Of an <input> with limits (4.10.21.1 "suffering from an underflow").
[[nodiscard]] RangeState range_state(html::Node element);

enum class Validity : std::uint8_t { kNotValidated, kValid, kInvalid };
/// Of one control, by its attributes: a missing required value, a range, the form of an address.
/// `pattern` and `step` are not looked at.
[[nodiscard]] Validity control_validity(html::Node element);

}  // namespace tearsheet::select
