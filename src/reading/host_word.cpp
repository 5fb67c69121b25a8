#include "reading/host_word.h"

#include <xxhash.h>

#include <algorithm>
#include <utility>

#include "base/json_writer.h"
#include "reading/asides.h"
#include "text/text.h"

namespace tearsheet::reading {
namespace {

constexpr std::string_view kTdmPath = "/.well-known/tdmrep.json";

using preferences::Source;

/// Who agreed on the words: those who read the statements look for one of these.
std::string_view family_of(Source source) {
  switch (source) {
    case Source::kRobotsUsage:
    case Source::kHeaderUsage:
      return "aipref";
    case Source::kRobotsSignal:
    case Source::kHeaderSignal:
      return "content-signals";
    case Source::kRobotsLicense:
    case Source::kHeaderLink:
    case Source::kLinkLicense:
      return "license";
    case Source::kHeaderTdmReservation:
    case Source::kHeaderTdmPolicy:
    case Source::kMetaTdmReservation:
    case Source::kMetaTdmPolicy:
    case Source::kTdmFile:
      return "tdmrep";
    case Source::kHeaderRobotsTag:
    case Source::kMetaRobots:
      break;
  }
  return "robots";
}

/// Where it stands; empty: on the page itself, or in its answer. That is not written out, since
/// many pages share what they say.
std::string place_of(Source source, const url::Url& page) {
  switch (source) {
    case Source::kRobotsUsage:
    case Source::kRobotsSignal:
    case Source::kRobotsLicense:
      return page.origin() + "/robots.txt";
    case Source::kTdmFile:
      return page.origin() + std::string(kTdmPath);
    default:
      return {};
  }
}

std::string to_json(const std::vector<preferences::Statement>& statements,
                    const std::vector<Aside>& asides, const url::Url& page) {
  std::string out;
  JsonWriter json(out);
  json.open('[');
  for (const preferences::Statement& told : statements) {
    const std::size_t before = out.size();
    json.open('{');
    json.field("family", family_of(told.source));
    json.field("source", preferences::to_string(told.source));
    json.field("place", place_of(told.source, page));
    json.field("text", text::truncate(told.text, kMaxStatementChars));
    json.key("values");
    json.open('{');
    std::vector<std::string_view> names;
    for (const auto& [name, value] : told.values) {
      if (std::ranges::find(names, name) != names.end()) continue;  // the text has them all
      names.push_back(name);
      const std::string quoted = to_json_string(text::truncate(name, kMaxStatementChars));
      json.key(std::string_view(quoted).substr(1, quoted.size() - 2));
      json.text(text::truncate(value, kMaxStatementChars));
    }
    json.close('}');
    json.close('}');
    if (out.size() <= kMaxStatementBytes) continue;
    out.resize(before);
    break;
  }
  for (const Aside& aside : asides) {
    const std::size_t before = out.size();
    json.open('{');
    json.field("family", aside.family);
    json.field("source", aside.source);
    json.field("place", std::string());
    json.field("text", text::truncate(aside.text, kMaxStatementChars));
    json.key("values");
    json.open('{');
    json.key(aside.name);
    json.text(aside.value);
    json.close('}');
    json.close('}');
    if (out.size() <= kMaxStatementBytes) continue;
    out.resize(before);
    break;
  }
  return out += ']';
}

const char* yes_or_no(const std::optional<bool>& is_allowed) {
  return !is_allowed ? "" : *is_allowed ? "y" : "n";
}

}  // namespace

void add_preferences(store::ArticleRecord& record, const Page& page, const fetch::Headers& headers,
                     const HostWord& host) {
  const preferences::Preferences all =
      preferences::read_preferences({.url = page.url,
                                     .agent = kAgentToken,
                                     .robots = host.robots.get(),
                                     .headers = headers,
                                     .page = &page.tree,
                                     .tdm_file = host.tdm_file.get()});
  records::Article& article = record.article;
  article.use_search = yes_or_no(all.search);
  article.use_train = yes_or_no(all.train_ai);
  article.use_ai_input = yes_or_no(all.ai_use);
  article.tdm = yes_or_no(all.tdm_reserved ? std::optional(!*all.tdm_reserved) : std::nullopt);
  article.license.clear();
  for (const std::string& license : all.licenses) {
    if (article.license.size() + license.size() >= kMaxStatementBytes) break;
    (article.license += article.license.empty() ? "" : " ") += license;
  }
  store::ToldPreferences& told = record.told.emplace();
  told.statements = to_json(all.statements, asides_of(page.tree, headers, kAgentToken), page.url);
  told.digest = XXH3_64bits(told.statements.data(), told.statements.size());
}

void TdmFiles::remember(store::TdmFileRecord file) {
  Known& known = known_[file.origin];
  held_ -= known.record.body.size();
  known.file.reset();
  const bool fits = file.body.size() <= kMaxFile && held_ + file.body.size() <= kMaxHeld;
  if (!fits) file.body.clear();
  held_ += file.body.size();
  if (!file.body.empty()) {
    auto parsed = preferences::TdmFile::parse(file.body);
    if (!parsed.empty())
      known.file = std::make_shared<const preferences::TdmFile>(std::move(parsed));
  }
  known.record = std::move(file);
}

std::optional<url::Url> TdmFiles::wanted_for(const url::Url& page) const {
  const auto known = known_.find(page.origin());
  if (known != known_.end()) {
    // A time in the future is of a clock that was set back.
    const auto age = clock_.now() - known->second.record.fetched_at;
    if (age >= age.zero() && age < kGoodFor) return std::nullopt;
  }
  auto address = url::Url::parse(kTdmPath, &page);
  return address ? std::optional(std::move(*address)) : std::nullopt;
}

store::TdmFileRecord TdmFiles::answered(const url::Url& address, int status,
                                        std::string_view body) {
  const std::string origin = address.origin();
  store::TdmFileRecord record{origin, clock_.now(), status, {}};
  const bool is_trouble = status == 0 || status == 429 || status >= 500;
  if (status >= 200 && status < 300 && body.size() <= kMaxFile) record.body = body;
  if (is_trouble) {
    if (const auto known = known_.find(origin); known != known_.end())
      record.body = known->second.record.body;
  }
  remember(record);
  return known_[origin].record;
}

std::shared_ptr<const preferences::TdmFile> TdmFiles::file_for(const url::Url& page) const {
  const auto known = known_.find(page.origin());
  return known == known_.end() ? nullptr : known->second.file;
}

}  // namespace tearsheet::reading
