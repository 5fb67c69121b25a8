#include <cmath>

#include "dedup/evidence.h"
#include "dedup/weights_table.h"

namespace tearsheet::dedup {

double score(const Evidence& evidence) {
  double sum = 0;
  for (std::size_t i = 0; i < kEvidenceCount; ++i) sum += kWeights[i] * evidence[i];
  return 1 / (1 + std::exp(-sum));
}

}  // namespace tearsheet::dedup
