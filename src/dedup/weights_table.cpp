// Written by scripts/fit_dedup.py: logistic regression over 180715 verified pairs.
#include "dedup/weights_table.h"

namespace tearsheet::dedup {

const Evidence kWeights = {
    -6.0284,  // constant
    4.9543,   // containment_max
    3.2140,   // containment_max_2
    3.2586,   // containment_min
    1.8578,   // containment_plain
    -3.0964,  // common
    1.1465,   // shared_log
    1.1850,   // chained_max
    1.0786,   // chained_log
    -2.5132,  // begins_late
    2.0596,   // ends_early
    -2.0596,  // late_short
    -3.5885,  // number_differ
    1.6165,   // number_values
    -1.2281,  // length_ratio
    -1.7060,  // length_short
    -0.8099,  // title_other
    -1.4502,  // title_unknown
    -0.8524,  // neither_title_nor_lead
    0.2451,   // title_chained_elsewhere
    -0.4725,  // host_same
    -1.0610,  // host_same_days
    1.1746,   // same_title_elsewhere
};

}  // namespace tearsheet::dedup
