// Data of weights_table.cpp.
#pragma once

#include "dedup/evidence.h"

namespace tearsheet::dedup {

extern const Evidence kWeights;  ///< In the order of kEvidenceNames.

/// A pair whose linear sum is below it is no copy; the others are for the trees to judge. Of 20,448
/// verified copies 17 are below it, and 332 of 93,561 pairs that are none above.
inline constexpr double kLeastSum = -2.0;

}  // namespace tearsheet::dedup
