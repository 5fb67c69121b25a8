// crawl --timestamp: the head of the chain of evidence, stamped by an authority.
#pragma once

#include <stop_token>
#include <string>

#include "base/result.h"
#include "fetch/fetch.h"
#include "store/store.h"

namespace tearsheet::cli {

/// Posts the hash of the head to the authority at `address`, and keeps its token with the head, which
/// is that of the run that ended last.
Result<void> stamp_head(store::EvidenceStore& store, const std::string& address,
                        fetch::FetcherOptions options, const std::stop_token& stop);

}  // namespace tearsheet::cli
