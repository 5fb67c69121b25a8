// From where something may be told to statements as they are told. Private to the folder.
#pragma once

#include <string_view>
#include <vector>

#include "preferences/preferences.h"

namespace tearsheet::preferences {

inline constexpr std::string_view kTdmReservation = "tdm-reservation", kTdmPolicy = "tdm-policy",
                                  kLicense = "license";

/// Whether it is reserved, as "1" and "0" say; empty: a value that the protocol does not know.
[[nodiscard]] std::optional<bool> parse_reservation(std::string_view value);

/// All but that of the file, in the order of their sources.
[[nodiscard]] std::vector<Statement> statements_of(const Told& told);

}  // namespace tearsheet::preferences
