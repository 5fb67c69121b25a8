// The forms that articles are exported in. A new one is a file with its writer, and a row here.
#include <algorithm>
#include <array>

#include "output/output.h"

namespace tearsheet::output {

// Each in the file of its name; RSS and Atom in feeds.cpp, JSON Feed in json_feed.cpp.
std::unique_ptr<Writer> make_jsonl_writer(const Heading& heading);
std::unique_ptr<Writer> make_csv_writer(const Heading& heading);
std::unique_ptr<Writer> make_markdown_writer(const Heading& heading);
std::unique_ptr<Writer> make_rss_writer(const Heading& heading);
std::unique_ptr<Writer> make_atom_writer(const Heading& heading);
std::unique_ptr<Writer> make_json_feed_writer(const Heading& heading);
std::unique_ptr<Writer> make_tei_writer(const Heading& heading);

namespace {

using enum Format::Order;
constexpr std::int64_t kFeedItems = 50;
constexpr bool kByChanges = true, kWhole = false, kAlsoFolder = true, kOneFile = false;
constexpr bool kColumns = true, kNoColumns = false;

// name, help, by changes, a folder too, chosen columns, order, limit unless told otherwise, writer
constexpr std::array kFormats = {
    Format{"jsonl", "a JSON object a line (docs/database.md lists its fields)", kByChanges,
           kOneFile, kColumns, kAsStored, std::nullopt, make_jsonl_writer},
    Format{"csv", "RFC 4180 with a header line, safe to open in a spreadsheet", kByChanges,
           kOneFile, kColumns, kAsStored, std::nullopt, make_csv_writer},
    Format{"sqlite", "a compact database of the public tables alone; needs -o", kWhole, kOneFile,
           kNoColumns, kAsStored, std::nullopt, nullptr},
    Format{"markdown",
           R"(one document; into a folder SITE/ID.md with YAML front matter: unchanged
            files are left alone, files of removed articles go with an incremental export)",
           kByChanges, kAlsoFolder, kNoColumns, kAsStored, std::nullopt, make_markdown_writer},
    Format{"rss", "RSS 2.0", kWhole, kOneFile, kNoColumns, kNewestFirst, kFeedItems,
           make_rss_writer},
    Format{"atom", "Atom (RFC 4287)", kWhole, kOneFile, kNoColumns, kNewestFirst, kFeedItems,
           make_atom_writer},
    Format{"jsonfeed", "JSON Feed 1.1", kWhole, kOneFile, kNoColumns, kNewestFirst, kFeedItems,
           make_json_feed_writer},
    Format{"tei", "TEI P5, a teiCorpus for corpus tools", kWhole, kOneFile, kNoColumns, kAsStored,
           std::nullopt, make_tei_writer},
};

}  // namespace

std::span<const Format> formats() {
  return kFormats;
}

const Format* find_format(std::string_view name) {
  const auto found = std::find_if(kFormats.begin(), kFormats.end(),
                                  [&](const Format& format) { return format.name == name; });
  return found == kFormats.end() ? nullptr : found;
}

}  // namespace tearsheet::output
