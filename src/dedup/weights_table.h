// Data of weights_table.cpp.
#pragma once

#include "dedup/evidence.h"

namespace tearsheet::dedup {

extern const Evidence kWeights;  ///< In the order of kEvidenceNames.

}  // namespace tearsheet::dedup
