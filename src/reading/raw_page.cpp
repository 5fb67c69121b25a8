// Pages as the database keeps them.
#include <utility>

#include "extract/extract.h"
#include "reading/read_page.h"
#include "reading/stored_headers.h"

namespace tearsheet::reading {

std::string site_key_of(const site::SiteDefinition* site, const url::Url& url) {
  const bool is_nobodys = site == nullptr || site->id.empty() || site->is_everyones();
  return is_nobodys ? url::registrable_domain(url.host()) : site->id;
}

store::RawPage to_raw_page(const Arrival& arrival, const site::SiteDefinition* site,
                           store::Packer& packer) {
  store::RawPage raw;
  raw.url = arrival.url.without_fragment();
  raw.fetched_at = arrival.at;
  raw.status = arrival.status;
  raw.headers = to_stored(arrival.headers);
  raw.address = arrival.address;
  raw.extractor = extract::kExtractorVersion;
  if (site != nullptr) raw.rules = site->hash;
  packer.pack(site_key_of(site, arrival.url), arrival.bytes, raw);
  return raw;
}

void hand_over(Reading& reading, store::PageRecord& record) {
  for (store::RawPage& raw : reading.pages) {
    if (record.raw) {
      record.more_raw.push_back(std::move(raw));
    } else {
      record.raw = std::move(raw);
    }
  }
  reading.pages.clear();
  if (reading.verdict.is_article()) record.article = std::move(reading.record);
}

}  // namespace tearsheet::reading
