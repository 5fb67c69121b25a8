// Written by scripts/fit_dedup.py: logistic regression over 151423 verified pairs.
#include "dedup/weights_table.h"

namespace tearsheet::dedup {

const Evidence kWeights = {
    -5.7768,  // constant
    4.5457,   // containment_max
    3.2481,   // containment_max_2
    3.4516,   // containment_min
    1.6278,   // containment_plain
    -2.9178,  // common
    1.2355,   // shared_log
    1.3463,   // chained_max
    0.9792,   // chained_log
    -2.1536,  // begins_late
    1.7089,   // ends_early
    -2.2166,  // late_short
    -3.5250,  // number_differ
    1.5258,   // number_values
    -0.9705,  // length_ratio
    -1.8001,  // length_short
    -0.4693,  // title_other
    -1.0029,  // title_unknown
    -0.8977,  // neither_title_nor_lead
    0.5712,   // title_chained_elsewhere
    -0.1647,  // host_same
    -0.9731,  // host_same_days
    1.2787,   // same_title_elsewhere
};

}  // namespace tearsheet::dedup
