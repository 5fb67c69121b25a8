#include "site/ftr/ftr.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "base/ascii.h"
#include "base/files.h"
#include "site/ftr/toml.h"
#include "url/url.h"

namespace tearsheet::site {
namespace {

constexpr std::size_t kMaxFileBytes = 1'000'000;
constexpr std::string_view kGlobal = "global";

struct Name {
  std::string id, domain;
};

// "host.txt" is for the host and its "www.", ".host.txt" for what is below it.
Result<Name> name_of(const std::filesystem::path& file) {
  const std::string stem = file.stem().string();
  if (stem == kGlobal) return Name{stem, std::string(kEveryHost)};
  const bool is_wild = stem.starts_with('.');
  const auto url = url::Url::parse(fmt::format("http://{}/", stem.substr(is_wild ? 1 : 0)));
  const std::string host = url ? std::string(url->host()) : std::string();
  if (host.empty() || host.find('.') == std::string::npos || url->path_and_query() != "/")
    return fail(ErrorCode::kInvalid,
                fmt::format("{}: is not named for a host, and is not used", file.string()));
  return Name{is_wild ? "below." + host : host, is_wild ? "*." + host : host};
}

struct Converted {
  FtrToml toml;
  FtrRules rules;
};

Result<Converted> convert(const std::filesystem::path& file, const FtrRules* global) {
  auto name = name_of(file);
  if (!name) return fail(name.error());
  const auto bytes = read_file(file, kMaxFileBytes);
  if (!bytes) return fail(bytes.error());
  Converted out;
  out.rules = read_ftr_rules(*bytes);
  // A site that wants no guessing wants no rules for all sites either.
  if (global != nullptr && out.rules.autodetect && name->domain != kEveryHost)
    out.rules.append(*global);
  out.toml = to_toml(out.rules, name->id, name->domain, file.filename().string());
  return out;
}

/// Lines of the TOML that nobody sees become those of the file.
void map_lines(const std::vector<int>& lines, Rules& rules) {
  for (Rule& rule : rules) {
    const auto line = static_cast<std::size_t>(rule.line);
    rule.line = line >= 1 && line <= lines.size() ? lines[line - 1] : 0;
  }
}

}  // namespace

bool is_ftr_file(const std::filesystem::path& file) {
  if (file.extension() != ".txt") return false;
  const std::string stem = file.stem().string();
  return stem == kGlobal || stem.find('.') != std::string::npos;
}

std::optional<FtrRules> global_ftr_rules(const std::filesystem::path& folder) {
  const auto bytes = read_file(folder / fmt::format("{}.txt", kGlobal), kMaxFileBytes);
  if (!bytes) return std::nullopt;
  return read_ftr_rules(*bytes);
}

Result<std::string> ftr_as_toml(const std::filesystem::path& file, const FtrRules* global) {
  auto converted = convert(file, global);
  if (!converted) return fail(converted.error());
  return std::move(converted->toml.text);
}

Result<SiteDefinition> load_ftr(const std::filesystem::path& file, const FtrRules* global) {
  const auto converted = convert(file, global);
  if (!converted) return fail(converted.error());
  auto site = parse_site(converted->toml.text, file);
  if (!site)
    return fail(site.error().code,
                fmt::format("{}: cannot be used: {}", file.string(), site.error().message));
  for (ArticleRules& rules : site->articles) {
    for (Rules* one : {&rules.title, &rules.date, &rules.author, &rules.body, &rules.next_page,
                       &rules.single_page})
      map_lines(converted->toml.lines, *one);
  }
  return site;
}

}  // namespace tearsheet::site
