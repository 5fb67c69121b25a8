#include "cli/site_new.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <memory>
#include <system_error>

#include "base/files.h"
#include "cli/batch.h"
#include "cli/command.h"
#include "cli/configuration.h"
#include "cli/page_file.h"
#include "cli/prompt_fetcher.h"
#include "cli/put_output.h"
#include "fetch/fetch.h"
#include "html/html.h"
#include "learn/learn.h"
#include "reading/reading.h"
#include "robots/robots.h"
#include "text/text.h"

namespace tearsheet::cli {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kMaxManifest = 50'000'000;
constexpr std::size_t kMaxSaved = 60;  // pages of a folder that are read
constexpr int kRetries = 1;

std::string saved_name(const std::string& id, std::size_t number) {
  return fmt::format("tests/{}/page-{}.html", id, number + 1);
}

learn::Role role_of(const std::string& kind) {
  if (kind == "article") return learn::Role::kArticle;
  if (kind == "listing") return learn::Role::kListing;
  return kind == "other" ? learn::Role::kOther : learn::Role::kUnknown;
}

/// {"path", "url"} a line, with {"kind": "article" | "listing" | "other"} where that is known.
Result<learn::Gathered> read_folder(Console& console, const std::string& folder) {
  const fs::path manifest = fs::path(folder) / "manifest.jsonl";
  const auto text = read_file(manifest, kMaxManifest);
  if (!text) return fail(text.error());
  learn::Gathered out;
  std::size_t begin = 0, number = 0;
  while (begin < text->size() && out.pages.size() < kMaxSaved) {
    const std::size_t end = std::min(text->find('\n', begin), text->size());
    const std::string_view line = std::string_view(*text).substr(begin, end - begin);
    begin = end + 1;
    ++number;
    if (line.find_first_not_of(" \t\r") == std::string_view::npos) continue;
    const Json row = Json::parse(line, nullptr, false);
    const std::string path = row.is_object() ? text_at(row, "path") : "";
    const auto url = url::Url::parse(row.is_object() ? text_at(row, "url") : "");
    if (path.empty() || !url) {
      return fail(ErrorCode::kInvalid,
                  fmt::format("{}:{}: no \"path\" and \"url\"", manifest.string(), number));
    }
    auto bytes =
        read_maybe_gzipped((fs::path(folder) / path).string(), html::ParseLimits().max_bytes);
    if (!bytes) return fail(bytes.error());
    auto page = reading::open_page(*bytes, {}, *url, nullptr);
    if (!page) {
      console.log().warning(page.error().message);
      continue;
    }
    if (out.material.id.empty()) out.material.id = learn::id_for(*url);
    learn::Sample sample;
    sample.url = *url;
    sample.role = role_of(text_at(row, "kind"));
    learn::Fetched kept;
    kept.url = *url;
    kept.bytes = *std::move(bytes);
    kept.tree = std::make_unique<html::Document>(std::move(page->tree));
    sample.page = kept.tree.get();
    out.pages.push_back(std::move(kept));
    out.material.samples.push_back(std::move(sample));
  }
  return out;
}

Result<void> make_folder(const fs::path& folder) {
  std::error_code error;
  fs::create_directories(folder, error);
  if (error) return fail(ErrorCode::kIo, folder.string() + ": " + error.message());
  return {};
}

/// As a test can read it: with its encoding in its bytes, where only a header named it.
std::string for_saving(const learn::Fetched& page) {
  text::DecodeHints hints;
  hints.domain = page.url.host();
  hints.bytes_before_meta = true;
  const std::string without = text::decode(page.bytes, hints).utf8;
  hints.content_type = page.content_type;
  std::string with = text::decode(page.bytes, hints).utf8;
  return with == without ? page.bytes : "\xEF\xBB\xBF" + with;
}

learn::Fetched fetched_from(fetch::PageAnswer answer, SysTime at) {
  fetch::FetchResult& result = answer.result;
  learn::Fetched out;
  out.url = result.url;
  out.content_type = reading::header_of(result.headers, "content-type");
  out.content_language = reading::header_of(result.headers, "content-language");
  out.at = at;
  out.requests = 1 + answer.hops.size();
  if (auto page = reading::open_page(result.body, result.headers, result.url, nullptr);
      page && page->no_page.empty())
    out.tree = std::make_unique<html::Document>(std::move(page->tree));
  out.bytes = std::move(result.body);
  return out;
}

/// The pages of the tests first, so that the file finds them when it appears.
Result<void> write_pages(const learn::Gathered& found, const learn::Proposal& proposal,
                         const fs::path& folder) {
  for (std::size_t i = 0; i < found.pages.size(); ++i) {
    const std::string& saved = found.material.samples[i].saved;
    if (std::ranges::find(proposal.tested, saved) == proposal.tested.end()) continue;
    const fs::path path = folder / saved;
    if (auto made = make_folder(path.parent_path()); !made) return made;
    if (auto written = write_file(path, for_saving(found.pages[i])); !written) return written;
  }
  return {};
}

}  // namespace

void SiteNew::declare(Arguments& arguments) {
  arguments.option("--from", from_, "DIR",
                   "new: learn from the saved pages of DIR/manifest.jsonl, without the network");
  arguments.option(
      "-o,--output", output_, "FILE",
      "new, import, mend, preview, export: the file to write (new: else ID.toml in the folder of site "
      "files; others: else standard output)");
  arguments.flag("--force", force_, "new, import: replace a file that is there");
  arguments.flag("--allow-private-network", allow_private_, "allow loopback and private addresses");
  arguments.option("--user-agent", user_agent_, "TEXT", "instead of tearsheet/VERSION (+CONTACT)",
                   kUserAgentSetting);
  arguments.option("--contact", contact_, "URL-OR-MAIL", "where a site's owner can reach you",
                   kContactSetting);
  limits_.declare(arguments);
}

Result<learn::Gathered> SiteNew::gather(Console& console, const std::string& address) const {
  const auto home =
      url::Url::parse(address.find("://") == std::string::npos ? "https://" + address : address);
  if (!home) return fail(home.error());
  PromptFetcher asks(live(), console);
  learn::Web web;
  web.fetch = [&](const url::Url& url, learn::Wanted wanted) -> Result<learn::Fetched> {
    fetch::FetchRequest request;
    if (wanted == learn::Wanted::kFeed) request.kind = fetch::BodyKind::kFeed;
    auto answer =
        fetch::fetch_page(asks.fetcher, asks.gate, asks.clock, url, request, asks.limits, kRetries);
    if (!answer) {
      console.log().warning(answer.error().message);
      return fail(answer.error());
    }
    return fetched_from(*std::move(answer), asks.clock.now());
  };
  web.sitemaps = [&](const url::Url& url) {
    std::vector<url::Url> out;
    const robots::RobotsPolicy* const robots = asks.gate.robots_of(url);
    if (robots == nullptr) return out;
    for (const std::string& one : robots->sitemaps()) {
      if (auto parsed = url::Url::parse(one, &url)) out.push_back(std::move(*parsed));
    }
    return out;
  };
  return learn::gather(*home, web);
}

int SiteNew::run(Console& console, const std::vector<std::string>& urls,
                 const std::string& selectors) const {
  if (from_.empty() == urls.empty() || urls.size() > 1) {
    console.log().error("site new: give the address of one site, or --from DIR");
    return kUsage;
  }
  std::error_code error;
  const auto is_taken = [&](const fs::path& file) {
    if (force_ || !fs::exists(file, error)) return false;
    console.log().error(file.string() + " is there already: another name with -o, or --force");
    return true;
  };
  if (!output_.empty() && is_taken(output_)) return kUsage;
  auto found = from_.empty() ? gather(console, urls.front()) : read_folder(console, from_);
  if (!found) return console.fail(found.error());
  if (found->material.samples.empty())
    return console.fail({ErrorCode::kNotFound, "no page to learn from"});
  learn::Material& material = found->material;
  material.id = learn::id_for(material.samples.front().url);
  for (std::size_t i = 0; i < material.samples.size(); ++i)
    material.samples[i].saved = saved_name(material.id, i);
  const auto proposal = learn::propose(material);
  if (!proposal) return console.fail(proposal.error());
  const fs::path file =
      output_.empty() ? fs::path(selectors) / (proposal->id + ".toml") : fs::path(output_);
  if (is_taken(file)) return kUsage;
  if (!file.parent_path().empty()) {
    if (auto made = make_folder(file.parent_path()); !made) return console.fail(made.error());
  }
  if (auto written = write_pages(*found, *proposal, file.parent_path()); !written)
    return console.fail(written.error());
  const int code = put_output(console, file.string(), proposal->toml);
  if (code != kDone || file == "-") return code;
  const std::string table = learn::to_table(proposal->findings);
  for (std::size_t begin = 0, end = 0; begin < table.size(); begin = end + 1) {
    end = table.find('\n', begin);
    console.print(std::string_view(table).substr(begin, end - begin));
  }
  if (found->requests > 0) console.print(fmt::format("{} requests", found->requests));
  console.print(fmt::format("written: {}", file.string()));
  return kDone;
}

}  // namespace tearsheet::cli
