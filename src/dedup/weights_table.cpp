// Written by scripts/fit_dedup.py: logistic regression over 178345 verified pairs.
#include "dedup/weights_table.h"

namespace tearsheet::dedup {

const Evidence kWeights = {
    -5.5522,  // constant
    4.5125,   // containment_max
    2.9925,   // containment_max_2
    3.8220,   // containment_min
    1.9071,   // containment_plain
    -2.6053,  // common
    1.3585,   // shared_log
    1.3170,   // chained_max
    1.1809,   // chained_log
    -2.5285,  // begins_late
    2.3295,   // ends_early
    -2.2592,  // late_short
    -3.6345,  // number_differ
    1.3956,   // number_values
    -1.1440,  // length_ratio
    -2.0143,  // length_short
    -0.9729,  // title_other
    -1.6835,  // title_unknown
    -0.8213,  // neither_title_nor_lead
    1.6507,   // title_chained_elsewhere
    -0.6041,  // host_same
    -1.0971,  // host_same_days
};

}  // namespace tearsheet::dedup
