// What kind of page it is, with the reason in words.
#pragma once

#include "extract/facts.h"
#include "extract/survey.h"
#include "records/records.h"
#include "url/url.h"

namespace tearsheet::extract {

/// Sets kind and kind_reason from what the page shows; `out` holds title, body and the other fields
/// already.
void judge_kind(const html::Document& page, const Facts& facts, const LinkedArticle* article,
                const Survey& survey, const url::Url& url, records::Article& out);

}  // namespace tearsheet::extract
