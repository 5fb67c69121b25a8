// Written by scripts/fit_dedup.py: logistic regression over 71920 verified pairs.
#include "dedup/weights_table.h"

namespace tearsheet::dedup {

const Evidence kWeights = {
    -5.7459,  // constant
    4.1231,   // containment_max
    4.0587,   // containment_max_2
    3.0165,   // containment_min
    2.4487,   // containment_plain
    3.0090,   // shared_log
    -0.1617,  // number_agree
    -3.0792,  // number_differ
    -0.4170,  // number_differ_share
    2.2109,   // number_values
    -1.0616,  // length_ratio
    -2.3230,  // length_short
    2.1007,   // lead_share
    0.2952,   // title_share
    -1.3374,  // title_other
    -1.1054,  // title_unknown
    -1.9682,  // host_same
    0.0247,   // host_same_partial
    -0.6441,  // days
    -1.1054,  // days_unknown
    -0.2824,  // differ_same_host
    -0.8277,  // few_samples
    -1.0724,  // contained_lead
    -1.6744,  // common
};

}  // namespace tearsheet::dedup
