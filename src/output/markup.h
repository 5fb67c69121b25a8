// Text as a part of HTML and XML. Private to output/.
#pragma once

#include <string>
#include <string_view>

namespace tearsheet::output {

/// For element content and quoted attributes. Controls that XML 1.0 cannot write, all but tab and
/// line end, are left out.
[[nodiscard]] std::string escaped(std::string_view text);

}  // namespace tearsheet::output
