// Bylines of Chinese, Japanese and Korean papers: labels before or behind names that no space parts.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace tearsheet::extract {

/// "作者：林晓 来源：东门晚报" -> {"林晓"}; "东门新闻记者 林晓", "（责任编辑：林晓）", "홍길동 기자". The editor
/// only where no writer is named. Empty where there is no such label; O(line).
[[nodiscard]] std::vector<std::string> east_asian_names(std::string_view line);

/// The names in the head of a dispatch or in the bracket that ends a text: "本报讯（记者 林晓）...".
[[nodiscard]] std::vector<std::string> names_in_brackets(std::string_view text);

}  // namespace tearsheet::extract
