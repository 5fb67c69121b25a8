// Start values by hand.
#include "dedup/weights_table.h"

namespace tearsheet::dedup {

const Evidence kWeights = {-6, 6, 6, 1, 0, 0, 0.5, -1.5, -1.5, 0, 0, 0, 0, 0.5, 0, 0, 0, 0, -0.2};

}  // namespace tearsheet::dedup
