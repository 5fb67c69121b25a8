// From a record of an archive to a page that may hold an article. Private to archive/.
#pragma once

#include <map>
#include <optional>
#include <string>

#include "base/clock.h"
#include "fetch/fetch.h"
#include "reading/reading.h"
#include "site/site.h"
#include "store/store.h"
#include "url/url.h"
#include "warc/warc.h"

namespace tearsheet::archive {

/// A page of an archive, before it is decoded.
struct ArchivedPage {
  url::Url url;
  std::string asked_url;   ///< Where it differs from `url`.
  store::UrlHash key = 0;  ///< Of the address asked for.
  const site::SiteDefinition* site = nullptr;
  SysTime fetched_at{};
  std::string address;
  fetch::Headers headers;
  std::string block;        ///< The body begins ...
  std::size_t body_at = 0;  ///< ... here.
  store::Hint hint;
  reading::HostWord host;  ///< What the archive has of its host's files before it.
  int revisit = 0;  ///< Not 0: the page of `url` came again, with this status; there is no block.
};

/// Decides what of an archive is a page, cheaply: by the record's head and the HTTP headers.
class PageSelector {
 public:
  /// `automatic` is used for pages of no site file's domain. All must outlive the selector.
  PageSelector(warc::Reader& reader, const site::SiteSet* sites,
               const site::SiteDefinition& automatic, SysTime now, std::size_t max_page)
      : reader_(reader), sites_(sites), automatic_(automatic), now_(now), max_page_(max_page) {}

  /// What became of a record: a page, nothing (no page by its type), or a reason to skip it.
  struct Choice {
    std::optional<ArchivedPage> page;
    const char* skipped = nullptr;
  };
  Result<Choice> choose(const warc::Record& record);

 private:
  Choice take_revisit(const warc::Record& record);
  Result<Choice> take_metadata(const warc::Record& record);
  const char* read_address(const warc::Record& record, ArchivedPage& page);
  Result<bool> take_host_file(const warc::Record& record);
  static const char* read_answer(const warc::Record& record, ArchivedPage& page);

  warc::Reader& reader_;
  const site::SiteSet* sites_;
  const site::SiteDefinition& automatic_;
  const SysTime now_;
  const std::size_t max_page_;
  std::string told_of_;  // target of the metadata record that came last ...
  store::Hint hint_;     // ... and what it says
  std::string asked_url_;
  std::map<std::string, reading::HostWord> hosts_;  // by origin
};

/// The body without transfer and content codings; `page.headers` become what the server sent, where
/// the archive renamed some. kTooLarge, kInvalid.
Result<std::string> body_of(ArchivedPage& page, std::size_t max_bytes);

}  // namespace tearsheet::archive
