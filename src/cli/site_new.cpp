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
#include "cli/page_file.h"
#include "html/html.h"
#include "learn/learn.h"
#include "reading/reading.h"

namespace tearsheet::cli {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kMaxManifest = 50'000'000;
constexpr std::size_t kMaxSaved = 60;  // pages of a folder that are read

/// A page with the bytes that a test of it is saved as.
struct Loaded {
  std::string bytes;
  std::unique_ptr<html::Document> tree;
};

/// Pages and what is known of their site; the samples refer to `pages`.
struct Found {
  std::vector<Loaded> pages;
  learn::Material material;
};

std::string saved_name(const std::string& id, std::size_t number) {
  return fmt::format("tests/{}/page-{}.html", id, number + 1);
}

learn::Role role_of(const std::string& kind) {
  if (kind == "article") return learn::Role::kArticle;
  if (kind == "listing") return learn::Role::kListing;
  return kind == "other" ? learn::Role::kOther : learn::Role::kUnknown;
}

/// {"path", "url"} a line, with {"kind": "article" | "listing" | "other"} where that is known.
Result<Found> read_folder(Console& console, const std::string& folder) {
  const fs::path manifest = fs::path(folder) / "manifest.jsonl";
  const auto text = read_file(manifest, kMaxManifest);
  if (!text) return fail(text.error());
  Found out;
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
    sample.saved = saved_name(out.material.id, out.pages.size());
    out.pages.push_back(
        {*std::move(bytes), std::make_unique<html::Document>(std::move(page->tree))});
    sample.page = out.pages.back().tree.get();
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

/// The pages of the tests first, so that the file finds them when it appears.
Result<void> write_all(const Found& found, const learn::Proposal& proposal, const fs::path& file) {
  const fs::path folder = file.parent_path();
  for (std::size_t i = 0; i < found.pages.size(); ++i) {
    const std::string& saved = found.material.samples[i].saved;
    if (std::ranges::find(proposal.tested, saved) == proposal.tested.end()) continue;
    const fs::path path = folder / saved;
    if (auto made = make_folder(path.parent_path()); !made) return made;
    if (auto written = write_file(path, found.pages[i].bytes); !written) return written;
  }
  return write_file(file, proposal.toml);
}

}  // namespace

void SiteNew::declare(Arguments& arguments) {
  arguments.option("--from", from_, "DIR",
                   "new: learn from the saved pages of DIR/manifest.jsonl, without the network");
  arguments.option("-o,--output", output_, "FILE",
                   "new: the file to write (default: ID.toml in the folder of site files)");
  arguments.flag("--force", force_, "new: replace a file that is there");
}

int SiteNew::run(Console& console, const std::vector<std::string>& urls,
                 const std::string& selectors) const {
  if (from_.empty() || !urls.empty()) {
    console.log().error("site new: give --from DIR");
    return kUsage;
  }
  auto found = read_folder(console, from_);
  if (!found) return console.fail(found.error());
  const auto proposal = learn::propose(found->material);
  if (!proposal) return console.fail(proposal.error());
  const fs::path file =
      output_.empty() ? fs::path(selectors) / (proposal->id + ".toml") : fs::path(output_);
  std::error_code error;
  if (!force_ && fs::exists(file, error)) {
    console.log().error(file.string() + " is there already: another name with -o, or --force");
    return kUsage;
  }
  if (!file.parent_path().empty()) {
    if (auto made = make_folder(file.parent_path()); !made) return console.fail(made.error());
  }
  if (auto written = write_all(*found, *proposal, file); !written)
    return console.fail(written.error());
  const std::string table = learn::to_table(proposal->findings);
  for (std::size_t begin = 0, end = 0; begin < table.size(); begin = end + 1) {
    end = table.find('\n', begin);
    console.print(std::string_view(table).substr(begin, end - begin));
  }
  console.print(fmt::format("written: {}", file.string()));
  return kDone;
}

}  // namespace tearsheet::cli
