// Written by scripts/fit_dedup.py: logistic regression over 180719 verified pairs.
#include "dedup/weights_table.h"

namespace tearsheet::dedup {

const Evidence kWeights = {
    -6.0745,  // constant
    4.7680,   // containment_max
    3.4313,   // containment_max_2
    3.2504,   // containment_min
    1.8080,   // containment_plain
    -2.9599,  // common
    1.2041,   // shared_log
    1.1423,   // chained_max
    1.0709,   // chained_log
    -2.5192,  // begins_late
    1.9559,   // ends_early
    -2.0945,  // late_short
    -3.4733,  // number_differ
    1.6383,   // number_values
    -1.2238,  // length_ratio
    -1.7764,  // length_short
    -0.5722,  // title_other
    -1.1763,  // title_unknown
    -0.7298,  // neither_title_nor_lead
    0.0756,   // title_chained_elsewhere
    -0.2624,  // host_same
    -1.3693,  // host_same_days
    1.2934,   // same_title_elsewhere
    0.4294,   // title_grown_elsewhere
    1.6653,   // title_grown_here
};

}  // namespace tearsheet::dedup
