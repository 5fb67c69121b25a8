// `tearsheet site`: looking at site files, proving them, making them. Each action but the list is a
// file of its own, site_<action>.cpp.
#include <fmt/format.h>

#include <algorithm>
#include <vector>

#include "base/files.h"
#include "base/nearest.h"
#include "cli/batch.h"
#include "cli/command.h"
#include "cli/configuration.h"
#include "cli/live_pages.h"
#include "cli/site_export.h"
#include "cli/site_files.h"
#include "cli/site_import.h"
#include "cli/site_mend.h"
#include "cli/site_new.h"
#include "cli/site_preview.h"
#include "cli/site_test.h"
#include "site/site.h"

namespace tearsheet::cli {
namespace {

class SiteCommand final : public Command {
 public:
  [[nodiscard]] std::string_view name() const override { return "site"; }
  [[nodiscard]] std::string_view summary() const override {
    return "look at site files, prove and make them";
  }

  void declare(Arguments& arguments) override {
    arguments.action(action_, {{"list", "what is in the folder"},
                               {"test", "run every [[test]]"},
                               {"new", "write a site file"},
                               {"preview", "what is read from a page, as HTML"},
                               {"mend", "put new rules in the place of those that no longer fit"},
                               {"import", "a file of ftr-site-config as TOML"},
                               {"export", "the feeds of all sites as OPML"}});
    arguments.positionals(
        "SITE", names_,
        "ids of sites, all where none is named; preview: an address, a file or an id; "
        "import: the file",
        false);
    arguments.option("--selectors", selectors_, "DIR", "the folder of site files",
                     kSelectorsSetting);
    arguments.flag("--json", json_, "list: a JSON object a line");
    arguments.option("--db", database_, "FILE", "mend, export: the database", kDatabaseSetting);
    arguments.flag("--opml", opml_, "export: as OPML 2.0, which feed readers take");
    new_.declare(arguments);
    tests_.declare(arguments);
    preview_.declare(arguments);
    arguments.epilog(
        R"(Examples:
  tearsheet site list --selectors selectors
  tearsheet site test harbour-times --selectors selectors
  tearsheet site new https://news.example/ --selectors selectors
  tearsheet site preview https://example.org/news/1 -o preview.html
  tearsheet site import example.com.txt -o selectors/example.toml
  tearsheet site export --opml --db news.db -o feeds.opml
  tearsheet site mend harbour-times --db news.db --selectors selectors -o mended.toml
mend: the pages stored since a rule no longer fitted are learned from (30, the newest); what still fits stays, with
all comments. It prints what would change and how often the new rules are right, and never writes over the file.
export: the feeds that site files name, those that were read of sites by address, and home pages (outlines without
a feed, for crawl --opml). With SITE of these alone.
Exit codes: 0 all passed, 1 a test failed, or nothing is to be mended, 2 a site file cannot be read.)");
  }

  int run(Console& console) override {
    if (action_ == "new") return new_.run(console, names_, selectors_);
    if (action_ == "import") return import_rules(console, names_, new_.output(), new_.force());
    if (action_ == "export" && !opml_) {
      console.log().error("site export: say as what: --opml");
      return kUsage;
    }
    if (action_ == "preview" && names_.size() != 1) {
      console.log().error("site preview: give one address, file or id of a site");
      return kUsage;
    }
    const auto set = read_site_files(selectors_);
    if (!set) {
      console.log().error(set.error().message);
      return kUsage;
    }
    for (const Error& error : set->errors) console.log().error(error.message);
    if (action_ == "list") {
      for (const std::string& notice : set->notices) console.log().warning(notice);
    }
    if (action_ == "preview")
      return preview_.run(console, names_.front(), *set, new_.live(), new_.output());
    if (action_ == "export") return export_opml(console, names_, *set, database_, new_.output());
    const auto chosen = choose(console, *set);
    if (!chosen) return kUsage;
    if (action_ == "mend") {
      if (names_.size() == 1) return mend_site(console, *chosen->front(), database_, new_.output());
      console.log().error("site mend: give the id of one site");
      return kUsage;
    }
    const int code =
        action_ == "list" ? list(console, *chosen) : tests_.run(console, *chosen, new_.live());
    return set->errors.empty() ? code : kUsage;
  }

 private:
  using Chosen = std::vector<const site::SiteDefinition*>;

  [[nodiscard]] std::optional<Chosen> choose(Console& console, const site::SiteSet& set) const {
    Chosen chosen;
    std::vector<std::string_view> ids;
    for (const auto& site : set.sites) {
      ids.push_back(site.id);
      if (names_.empty()) chosen.push_back(&site);
    }
    for (const std::string& name : names_) {
      const site::SiteDefinition* site = set.find(name);
      if (site == nullptr) {
        const auto meant = nearest(name, ids);
        console.log().error(
            fmt::format("no site \"{}\" in {}{}", name, selectors_,
                        meant.empty() ? "" : fmt::format(", did you mean {}?", meant)));
        return std::nullopt;
      }
      chosen.push_back(site);
    }
    return chosen;
  }

  int list(Console& console, const Chosen& sites) const {
    for (const site::SiteDefinition* site : sites) {
      if (!site->notice.empty()) console.log().warning(site->notice);
      if (json_) {
        console.write(to_line({{"id", site->id},
                               {"name", site->name},
                               {"domains", site->domains},
                               {"enabled", site->enabled},
                               {"sources", site->sources.size()},
                               {"tests", site->tests.size()},
                               {"file", site->file.string()},
                               {"hash", site->hash}}));
      } else {
        console.print(fmt::format("{:<20} {:<34} {} source{}, {} test{}{}", site->id, site->name,
                                  site->sources.size(), site->sources.size() == 1 ? "" : "s",
                                  site->tests.size(), site->tests.size() == 1 ? "" : "s",
                                  site->enabled ? "" : "  (disabled)"));
      }
    }
    return kDone;
  }

  std::string action_;
  std::vector<std::string> names_;
  std::string selectors_ = default_selectors();
  std::string database_ = default_database();
  bool json_ = false;
  bool opml_ = false;
  SiteNew new_;
  SiteTests tests_;
  SitePreview preview_;
};

}  // namespace

std::unique_ptr<Command> make_site_command() {
  return std::make_unique<SiteCommand>();
}

}  // namespace tearsheet::cli
