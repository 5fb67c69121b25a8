#include "archive/archived_page.h"

#include <algorithm>
#include <utility>

#include "archive/hint_fields.h"
#include "archive/revisit_profiles.h"
#include "base/ascii.h"
#include "crawl/crawl.h"

namespace tearsheet::archive {
namespace {

constexpr std::size_t kMaxHeaders = 262'144;  // room for HTTP headers before the body
constexpr std::size_t kMaxHostFile = 65'536;  // bytes of a robots.txt or tdmrep.json
constexpr std::size_t kMaxHosts = 10'000;     // of which an archive's files are remembered
constexpr std::size_t kMaxMetadata = 65'536;  // bytes of a metadata record that are looked at
constexpr SysTime kWebBegins{std::chrono::seconds{631'152'000}};  // 1990

bool has_type(std::string_view content_type, std::string_view type) {
  return equals_ignoring_case(content_type.substr(0, type.size()), type);
}

bool is_html(std::string_view content_type) {
  return has_type(content_type, "text/html") || has_type(content_type, "application/xhtml+xml");
}

// Crawlers that store bodies decoded rename what servers said of their codings.
constexpr std::string_view kRenamed = "x-crawler-";

void restore_names(fetch::Headers& headers) {
  const bool has_length = !warc::find_field(headers, "x-crawler-content-length").empty();
  if (has_length)
    std::erase_if(headers, [](const auto& header) { return header.first == "content-length"; });
  for (auto& [name, value] : headers) {
    if (!name.starts_with(kRenamed)) continue;
    const std::string_view original = std::string_view(name).substr(kRenamed.size());
    if (original == "content-encoding" || original == "transfer-encoding" ||
        original == "content-length")
      name.erase(0, kRenamed.size());
  }
}

std::string_view header_of(const fetch::Headers& headers, std::string_view name) {
  return warc::find_field(headers, name);
}

}  // namespace

Result<PageSelector::Choice> PageSelector::choose(const warc::Record& record) {
  if (record.type == "metadata") return take_metadata(record);
  const std::string told_of = std::exchange(told_of_, {});
  Choice choice;
  if (record.type == "revisit") return take_revisit(record);
  const bool is_response = record.type == "response";
  if (is_response) {
    const auto taken = take_host_file(record);
    if (!taken) return fail(taken.error());
    if (*taken) {
      choice.skipped = "a file of the host's";
      return choice;
    }
  }
  if (!is_response && record.type != "resource" && record.type != "conversion") return choice;
  ArchivedPage page;
  choice.skipped = read_address(record, page);
  if (choice.skipped == nullptr && !is_response && !is_html(record.content_type))
    choice.skipped = "not HTML";
  if (choice.skipped != nullptr) return choice;
  auto block = reader_.block(max_page_ + kMaxHeaders);
  if (!block) return fail(block.error());
  page.block = std::move(block->bytes);
  if (is_response) {
    choice.skipped = read_answer(record, page);
  } else {
    page.headers.emplace_back("content-type", record.content_type);
  }
  if (choice.skipped == nullptr && !block->whole)
    choice.skipped = page.block.size() >= max_page_ ? "too large" : "cut off in the file";
  if (choice.skipped != nullptr) return choice;
  if (told_of == record.target_uri) {
    page.hint = std::move(hint_);
    page.asked_url = std::move(asked_url_);
  }
  if (const auto asked = url::Url::parse(page.asked_url); asked && *asked != page.url) {
    page.key = reading::hash_of(*asked, store::UrlKind::kArticle, page.site->key_rules);
  } else {
    page.asked_url.clear();
    page.key = reading::hash_of(page.url, store::UrlKind::kArticle, page.site->key_rules);
  }
  if (const auto host = hosts_.find(page.url.origin()); host != hosts_.end())
    page.host = host->second;
  choice.page = std::move(page);
  return choice;
}

// What a host says about the use of its pages; false: it is no such file.
Result<bool> PageSelector::take_host_file(const warc::Record& record) {
  const bool is_robots = record.target_uri.ends_with("/robots.txt");
  if (!is_robots && !record.target_uri.ends_with("/.well-known/tdmrep.json")) return false;
  const auto url = url::Url::parse(record.target_uri);
  if (!url || url->path() != (is_robots ? "/robots.txt" : "/.well-known/tdmrep.json")) return false;
  const std::string origin = url->origin();
  if (hosts_.size() >= kMaxHosts && !hosts_.contains(origin)) return true;
  auto block = reader_.block(kMaxHostFile + kMaxHeaders);
  if (!block) return fail(block.error());
  ArchivedPage file;
  file.block = std::move(block->bytes);
  const auto answer = warc::parse_http(file.block);
  if (!answer || answer->status != 200 || !block->whole) return true;
  file.headers = answer->headers;
  file.body_at = answer->body_at;
  const auto body = body_of(file, kMaxHostFile);
  if (!body) return true;
  reading::HostWord& host = hosts_[origin];
  if (is_robots) {
    host.robots = robots::RobotsPolicy::parse(*body, reading::kAgentToken).shared_usage();
  } else {
    host.tdm_file =
        std::make_shared<const preferences::TdmFile>(preferences::TdmFile::parse(*body));
  }
  return true;
}

// Of a page of the same address; what refers to another one is a copy of that.
PageSelector::Choice PageSelector::take_revisit(const warc::Record& record) {
  const std::string_view profile = record.field("warc-profile");
  const std::string_view of = record.field("warc-refers-to-target-uri");
  Choice choice;
  ArchivedPage page;
  page.revisit = profile == kSamePayloadProfile ? 200 : profile == kNotModifiedProfile ? 304 : 0;
  if (page.revisit == 0 || (!of.empty() && of != record.target_uri)) {
    choice.skipped = "revisit: nothing new in it";
    return choice;
  }
  choice.skipped = read_address(record, page);
  if (choice.skipped != nullptr) return choice;
  page.key = reading::hash_of(page.url, store::UrlKind::kArticle, page.site->key_rules);
  choice.page = std::move(page);
  return choice;
}

Result<PageSelector::Choice> PageSelector::take_metadata(const warc::Record& record) {
  told_of_.clear();
  if (!has_type(record.content_type, "application/warc-fields") || record.length > kMaxMetadata)
    return Choice{};
  const auto block = reader_.block(kMaxMetadata);
  if (!block) return fail(block.error());
  PageFacts facts = facts_of(warc::parse_fields(block->bytes));
  told_of_ = record.target_uri;
  hint_ = std::move(facts.hint);
  asked_url_ = std::move(facts.asked_url);
  return Choice{};
}

// What the record's head alone says.
const char* PageSelector::read_address(const warc::Record& record, ArchivedPage& page) {
  if (!record.truncated.empty()) return "truncated by who archived it";
  auto url = url::Url::parse(record.target_uri);
  if (!url) return "no web address";
  const site::SiteDefinition* site = sites_ != nullptr ? sites_->for_url(*url) : nullptr;
  page.site = site != nullptr ? site : &automatic_;
  page.url = std::move(*url);
  const bool is_page = site != nullptr
                           ? reading::is_wanted(page.url, page.url, *site)
                           : reading::is_sane(page.url) && page.url.path_and_query() != "/";
  if (!is_page) return "not an article's address";
  const auto date = dates::parse_iso8601(record.date);
  if (!date || date->to_sys() < kWebBegins) return "no date";
  // A date in the future would outdo every later capture.
  page.fetched_at = std::min(date->to_sys(), now_);
  page.address = record.field("warc-ip-address");
  return nullptr;
}

const char* PageSelector::read_answer(const warc::Record& record, ArchivedPage& page) {
  if (!has_type(record.content_type, "application/http")) return "not HTTP";
  auto answer = warc::parse_http(page.block);
  if (!answer) return "no HTTP answer in it";
  switch (answer->status / 100) {
    case 2:
      break;
    case 3:
      return "status 3xx";
    case 4:
      return "status 4xx";
    case 5:
      return "status 5xx";
    default:
      return "another status";
  }
  if (answer->status != 200) return "another status";
  page.headers = std::move(answer->headers);
  page.body_at = answer->body_at;
  const std::string_view type = header_of(page.headers, "content-type");
  if (is_html(type)) return nullptr;
  // Without a type it is for the page to show; feeds and sitemaps name theirs.
  if (!type.empty()) return "not HTML";
  const std::string_view body = trimmed(std::string_view(page.block).substr(page.body_at, 1000));
  return body.starts_with('<') && !body.starts_with("<?xml") && !body.starts_with("<rss")
             ? nullptr
             : "not HTML";
}

Result<std::string> body_of(ArchivedPage& page, std::size_t max_bytes) {
  std::string body = std::exchange(page.block, {});
  body.erase(0, page.body_at);
  if (has_type(header_of(page.headers, "transfer-encoding"), "chunked")) body = warc::dechunk(body);
  // Several archivers store the body decoded and leave the header.
  const std::string_view start = trimmed(std::string_view(body).substr(0, 1000));
  const std::string_view coding = header_of(page.headers, "content-encoding");
  auto decoded = fetch::decode_content(start.starts_with('<') ? std::string_view() : coding,
                                       std::move(body), max_bytes);
  restore_names(page.headers);
  return decoded;
}

}  // namespace tearsheet::archive
