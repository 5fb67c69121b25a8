#pragma once

#include <string_view>

namespace tearsheet::select {

/// Does HTML compare the values of this attribute without regard to ASCII case (WHATWG
/// HTML 4.16.2)?
[[nodiscard]] bool is_value_caseless(std::string_view lower_case_attribute);

}  // namespace tearsheet::select
