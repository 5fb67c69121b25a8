#include "cli/site_preview.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <optional>
#include <utility>

#include "cli/command.h"
#include "cli/page_file.h"
#include "cli/put_output.h"
#include "preview/preview.h"
#include "reading/reading.h"

namespace tearsheet::cli {
namespace {

/// Which page is asked for.
struct Wanted {
  std::string file;  ///< Empty: it is fetched.
  url::Url url;      ///< May be empty, of a file.
  const site::SiteDefinition* site = nullptr;
  bool is_listing = false;  ///< A test of a listing, or a source of the site.
};

bool is_address(std::string_view text) {
  return text.starts_with("http://") || text.starts_with("https://");
}

bool is_listing_test(const site::SiteTest& test) {
  return test.items || test.items_min || test.first_link;
}

// A site's first saved article; its first test else, or its first source.
std::optional<Wanted> page_of(const site::SiteDefinition& site) {
  const auto best = std::ranges::min_element(site.tests, {}, [](const site::SiteTest& test) {
    return (test.file.empty() ? 2 : 0) + (is_listing_test(test) ? 1 : 0);
  });
  if (best != site.tests.end())
    return Wanted{best->file.string(), best->url, &site, is_listing_test(*best)};
  if (site.sources.empty()) return std::nullopt;
  return Wanted{{}, site.sources.front().url, &site, true};
}

struct Opened {
  std::optional<reading::Page> page;
  std::string stage, why;  ///< Where there is none.
};

Opened open(const Wanted& wanted, const LiveOptions& live, Console& console) {
  if (!wanted.file.empty()) {
    auto page = read_page(wanted.file, wanted.url, wanted.site);
    if (!page) return {std::nullopt, "fetch", page.error().message};
    return {std::move(*page), {}, {}};
  }
  LivePages pages(live, console);
  const auto got = pages.get(wanted.url, wanted.site);
  if (!got) return {std::nullopt, "fetch", got.error().message};
  auto page = reading::open_page(got->bytes, got->headers, got->url, wanted.site);
  if (!page) return {std::nullopt, "parse", page.error().message};
  return {std::move(*page), {}, {}};
}

}  // namespace

void SitePreview::declare(Arguments& arguments) {
  arguments.option("--url", url_, "URL", "preview: the address of a page that is a file");
}

int SitePreview::run(Console& console, const std::string& name, const site::SiteSet& sites,
                     const LiveOptions& live, const std::string& output) const {
  Wanted wanted;
  std::error_code error;
  if (const site::SiteDefinition* site = sites.find(name)) {
    auto page = page_of(*site);
    if (!page) return console.fail({ErrorCode::kInvalid, name + " has no page to look at"});
    wanted = std::move(*page);
  } else if (is_address(name) || !url_.empty()) {
    auto url = url::Url::parse(is_address(name) ? name : url_);
    if (!url) return console.fail(url.error());
    wanted.url = std::move(*url);
    wanted.site = sites.for_url(wanted.url);
    if (!is_address(name)) wanted.file = name;
  } else if (std::filesystem::exists(name, error)) {
    wanted.file = name;
  } else {
    console.log().error(fmt::format("\"{}\" is no address, no file and no id of a site", name));
    return kUsage;
  }
  const Opened opened = open(wanted, live, console);
  const std::string shown = wanted.url.empty() ? name : std::string(wanted.url.href());
  const std::string html =
      opened.page ? preview::preview_of({*opened.page, wanted.url, shown, wanted.is_listing})
                  : preview::preview_of_failure(shown, opened.stage, opened.why);
  if (const int code = put_output(console, output, html); code != kDone) return code;
  if (!opened.page) console.log().error(fmt::format("{}: {}", shown, opened.why));
  return opened.page ? kDone : kFailed;
}

}  // namespace tearsheet::cli
