// The indexes of the East Asian encodings: pointer to code point (WHATWG Encoding, section 5).
#pragma once

#include <cstdint>
#include <vector>

namespace tearsheet::text {

/// 0 where there is no character.
using Index = std::vector<char32_t>;

// Each is made on first use, from ICU's converters and a list of where those differ from the
// standard; const from then on, any thread.
[[nodiscard]] const Index& jis0208_index();  // 11280 pointers
[[nodiscard]] const Index& jis0212_index();  // 8836
[[nodiscard]] const Index& euc_kr_index();   // 23750
[[nodiscard]] const Index&
big5_index();  // 19782; pointers that stand for two code points are missing
[[nodiscard]] const Index& gb18030_index();  // 23940, two bytes
/// Four bytes, the BMP part: what the two-byte index leaves, in order.
[[nodiscard]] const Index& gb18030_rest();  // 39420

}  // namespace tearsheet::text
