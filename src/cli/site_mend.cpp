#include "cli/site_mend.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <memory>

#include "archive/archive.h"
#include "base/files.h"
#include "cli/batch.h"
#include "cli/command.h"
#include "cli/put_output.h"
#include "extract/extract.h"
#include "learn/learn.h"
#include "learn/mend/mend.h"
#include "reading/reading.h"
#include "store/share.h"
#include "store/store.h"

namespace tearsheet::cli {
namespace {

constexpr std::size_t kLearnedFrom = 30;  // articles, the newest
// A rule that found nothing on so many of them, and on none, is as broken as one that was told.
constexpr std::size_t kFewestPages = 3;
constexpr std::size_t kMaxFileBytes = 1'000'000;
constexpr std::string_view kItems = "items of ";

struct OpenPage {
  const archive::SitePage* stored = nullptr;
  reading::Page page;
};

// The article as the site file reads the page, by its rules alone where it has some.
records::Article read(const OpenPage& one, const site::SiteDefinition& site) {
  extract::PageContext context = reading::context_of(one.page, one.stored->at);
  context.site = &site;
  return extract::extract_article(one.page.tree, context);
}

bool has_query(const site::SiteDefinition& site, const extract::RuledFieldSpec& field) {
  return std::any_of(site.articles.begin(), site.articles.end(), [&](const auto& layout) {
    return std::any_of((layout.*field.rules).begin(), (layout.*field.rules).end(),
                       [](const site::Rule& rule) { return rule.query.has_value(); });
  });
}

// What the database and the sources of the article know of it.
learn::Known known_of(const archive::SitePage& page) {
  const store::ArticleColumns& row = *page.row;
  learn::Known known;
  known.title = page.hint.title.empty() ? row[store::kTitleColumn] : page.hint.title;
  known.body = row[store::kBodyColumn];
  known.published = page.hint.published && page.hint.published->precision >= dates::Precision::kDay
                        ? page.hint.published
                        : dates::parse_iso8601(row[store::kDateColumn]);
  const Json authors = Json::parse(row[store::kAuthorsColumn], nullptr, false);
  if (authors.is_array()) {
    for (const Json& name : authors) {
      if (name.is_string()) known.authors.push_back(name.get<std::string>());
    }
  }
  return known;
}

class Mending {
 public:
  Mending(Console& console, const site::SiteDefinition& site) : console_(console), site_(site) {}

  int run(const std::string& database, const std::string& output) {
    if (is_own_file(output)) {
      console_.log().error(output +
                           " is the site file itself, which is never written over: look at"
                           " the new one first");
      return kUsage;
    }
    auto before = read_file(site_.file, kMaxFileBytes);
    if (!before) return console_.refuse(before.error());
    auto store = store::open_reader(database, store::Access::kRead);
    if (!store) return console_.fail(store.error());
    if (auto loaded = load(**store); !loaded) return console_.fail(loaded.error());
    if (!since_) {
      console_.log().error(
          fmt::format("{}: no rule of the file as it is now is known not to fit", site_.id));
      return kFailed;
    }
    add_silent_rules();
    const auto proposal = learn::propose(material());
    if (!proposal) return console_.refuse(proposal.error());
    const std::string after = learn::mend_file(*before, proposal->toml, broken_);
    const auto mended = site::parse_site(after, site_.file);
    if (!mended) return console_.refuse(mended.error());
    show(*proposal, *mended, learn::line_diff(*before, after));
    if (output.empty()) return console_.flush() ? kDone : kFailed;
    const int code = put_output(console_, output, after);
    return code == kDone && !console_.flush() ? kFailed : code;
  }

 private:
  [[nodiscard]] bool is_own_file(const std::string& output) const {
    std::error_code none;
    return !output.empty() && std::filesystem::equivalent(output, site_.file, none);
  }

  Result<void> load(store::Store& store) {
    const auto states = store.rule_states();
    if (!states) return fail(states.error());
    for (const store::RuleState& state : *states) {
      const store::RuleDoubt& doubt = state.doubt;
      if (state.site_key != site_.id || state.rules != site_.hash || !doubt.is_alarm ||
          !doubt.since)
        continue;
      since_ = since_ ? std::min(*since_, *doubt.since) : *doubt.since;
      if (doubt.rule.starts_with(kItems)) {
        broken_.lists.push_back(doubt.rule.substr(kItems.size()));
      } else {
        broken_.fields.push_back(doubt.rule);
      }
    }
    if (!since_) return {};
    auto pages = archive::site_pages(store, site_.id, *since_, kLearnedFrom);
    if (!pages) return fail(pages.error());
    stored_ = std::move(*pages);
    for (const archive::SitePage& page : stored_) {
      auto opened = reading::open_page(page.bytes, page.headers, page.url, &site_);
      if (opened) pages_.push_back({&page, std::move(*opened)});
    }
    return {};
  }

  // A field that articles may lack takes longer to be told.
  void add_silent_rules() {
    std::map<std::string, std::size_t> found;
    std::size_t articles = 0;
    for (const OpenPage& one : pages_) {
      if (!one.stored->row) continue;
      ++articles;
      const records::Article article = read(one, site_);
      for (const extract::RuledFieldSpec& field : extract::kRuledFields)
        found[field.name] += records::is_by_rule(article, field.name) ? 1 : 0;
    }
    if (articles < kFewestPages) return;
    for (const extract::RuledFieldSpec& field : extract::kRuledFields) {
      const bool is_told = std::find(broken_.fields.begin(), broken_.fields.end(), field.name) !=
                           broken_.fields.end();
      if (!is_told && has_query(site_, field) && found[field.name] == 0)
        broken_.fields.emplace_back(field.name);
    }
  }

  [[nodiscard]] learn::Material material() const {
    learn::Material material;
    material.id = site_.id;
    material.name = site_.name;
    for (const OpenPage& one : pages_) {
      learn::Sample sample;
      sample.page = &one.page.tree;
      sample.url = one.stored->url;
      sample.content_language = one.page.content_language;
      sample.at = one.stored->at;
      sample.role = learn::Role::kListing;
      if (one.stored->row) {
        sample.role = learn::Role::kArticle;
        sample.known = known_of(*one.stored);
        material.articles.push_back(one.stored->url);
      }
      material.samples.push_back(std::move(sample));
    }
    return material;
  }

  void show(const learn::Proposal& proposal, const site::SiteDefinition& mended,
            const std::string& diff) {
    console_.print(fmt::format("{}: learned from {} pages since {}", site_.id, pages_.size(),
                               to_iso8601(*since_)));
    console_.write(diff);
    console_.write(learn::to_table(proposal.findings));
    std::size_t articles = 0;
    std::map<std::string, std::size_t> right;
    for (const OpenPage& one : pages_) {
      if (!one.stored->row) continue;
      ++articles;
      const records::Article article = read(one, mended);
      const store::ArticleColumns columns = store::columns_of(article);
      const store::ArticleColumns& row = *one.stored->row;
      right["title"] += columns[store::kTitleColumn] == row[store::kTitleColumn] ? 1 : 0;
      right["date"] +=
          columns[store::kDateColumn].substr(0, 10) == row[store::kDateColumn].substr(0, 10) ? 1
                                                                                             : 0;
      right["body"] += columns[store::kBodyColumn] == row[store::kBodyColumn] ? 1 : 0;
    }
    for (const auto& [field, count] : right) {
      console_.print(fmt::format("{}: with the new file {} of {} articles have what is stored",
                                 field, count, articles));
    }
  }

  Console& console_;
  const site::SiteDefinition& site_;
  std::optional<SysTime> since_;
  learn::BrokenRules broken_;
  std::vector<archive::SitePage> stored_;
  std::vector<OpenPage> pages_;
};

}  // namespace

int mend_site(Console& console, const site::SiteDefinition& site, const std::string& database,
              const std::string& output) {
  return Mending(console, site).run(database, output);
}

}  // namespace tearsheet::cli
