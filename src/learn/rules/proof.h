// A site file read back and held against what is believed of the pages.
#pragma once

#include <string>
#include <vector>

#include "learn/rules/labelled.h"
#include "learn/rules/site_file.h"
#include "records/records.h"
#include "site/site.h"

namespace tearsheet::learn {

/// What the file's rules make of a page, as its tests would.
[[nodiscard]] records::Article read_by(const site::SiteDefinition& site, const Sample& sample);

/// Takes back the rules that are right on fewer pages than the automatic extraction. Error: the file
/// cannot be read, which is a fault of whoever wrote it.
[[nodiscard]] Result<void> prove_article(const Pages& pages, SiteFile& file);

/// Drops the listings that the file's rules do not read, and counts the items of the others.
[[nodiscard]] Result<void> prove_listings(SiteFile& file);

/// Pins tests to the pages that are read right: three unlike articles at most, and a listing.
[[nodiscard]] Result<void> pin_tests(const Pages& pages, SiteFile& file);

}  // namespace tearsheet::learn
