// `tearsheet why`: all that is known of an address, or why a site brings so little.
#include <fmt/format.h>

#include "cli/command.h"
#include "cli/configuration.h"
#include "cli/pager.h"
#include "cli/site_files.h"
#include "cli/why_site.h"
#include "cli/why_text.h"
#include "reading/reading.h"
#include "robots/robots.h"
#include "store/share.h"

namespace tearsheet::cli {
namespace {

/// Why the file does not want it as an article's address; empty: it does.
std::string refusal_of(const url::Url& url, const site::SiteDefinition& site) {
  if (!reading::is_sane(url)) return "the address is too long, too deep, or repeats itself";
  for (const site::Pattern& pattern : site.excluded_urls) {
    if (pattern.found_in(url.href())) return "its [urls] exclude it: " + pattern.source();
  }
  const url::Url& from = site.sources.empty() ? url : site.sources.front().url;
  if (reading::is_wanted(url, from, site)) return {};
  if (site.same_host && url.host() != from.host()) return "it is on another host than the sources";
  if (!site.article_urls.empty()) return "no pattern of its [urls] has this form";
  return url.path_and_query() == "/" ? "it is a home page" : "it is not of its domains";
}

class WhyCommand final : public Command {
 public:
  [[nodiscard]] std::string_view name() const override { return "why"; }
  [[nodiscard]] std::string_view summary() const override {
    return "why an address is stored or not, and what happens next; or why a site brings so little";
  }

  void declare(Arguments& arguments) override {
    arguments.positional("ADDRESS", asked_, "of a page or a source; or a site's id or home page",
                         true);
    arguments.option("--db", database_, "FILE", "the database; also postgresql://HOST/NAME",
                     kDatabaseSetting);
    arguments.option("--selectors", selectors_, "DIR", "the site files", kSelectorsSetting);
    arguments.flag("--json", json_, "one JSON object");
    arguments.flag("--no-pager", no_pager_, "print it all at once");
    arguments.epilog(
        R"(Of an address: which source named it and in which run, every request for it that the ledger still has, what the
last visit came to, whether that is final, which article it leads to, by what other addresses, whose copy that is,
what the stored robots.txt and today's [urls] say, and when it is asked for again.
Of a site: its sources, its troubles, and of what feeds and sitemaps announced how much is missing, by reason
(all addresses of a reason: tearsheet status --coverage --list REASON).
Nothing is fetched. An address that nobody named is explained all the same; exit code 1.
Examples:
  tearsheet why https://news.example/story
  tearsheet why harbour-times)");
  }

  int run(Console& console) override {
    const auto files = read_site_files(selectors_);
    if (!files) return console.fail(files.error());
    auto store = store::open_reader(database_, store::Access::kRead);
    if (!store) return console.fail(store.error());
    const SysTime now = SystemClock().now();
    const auto url = url::Url::parse(asked_);
    if (!url || url->path_and_query() == "/") {
      const auto site = why_site(**store, site_key(url ? &*url : nullptr, *files), json_, now);
      if (!site) return console.fail(site.error());
      if (*site) return show(console, **site, kDone);
      if (!url) {
        return console.fail(
            Error{ErrorCode::kNotFound, fmt::format("{}: no site \"{}\", and that is "
                                                    "no address",
                                                    store::shown_name(database_), asked_)});
      }
    }
    const auto dossier = (*store)->dossier(forms_of(*url, *files));
    if (!dossier) return console.fail(dossier.error());
    const Rules rules = rules_of(*url, *files, dossier->host);
    const bool is_known = !dossier->addresses.empty() || !dossier->articles.empty();
    return show(
        console,
        json_ ? to_json(*dossier, rules, asked_, now) : to_text(*dossier, rules, asked_, now),
        is_known ? kDone : kFailed);
  }

 private:
  int show(Console& console, const std::string& text, int code) const {
    return show_paged(console, text, !json_ && !no_pager_) ? code : int{kFailed};
  }

  [[nodiscard]] std::string site_key(const url::Url* url, const site::SiteSet& files) const {
    if (url == nullptr) return asked_;
    const auto* const site = files.for_url(*url);
    return site == nullptr ? site::id_of_address(*url) : site->id;
  }

  /// An article and a source at one address are two things; a site file may have keys of its own.
  static store::AddressForms forms_of(const url::Url& url, const site::SiteSet& files) {
    store::AddressForms forms;
    forms.urls = {std::string(url.href())};
    forms.authority = url.origin();
    std::vector<url::KeyRules> all{{}};
    if (const auto* const site = files.for_url(url)) all.push_back(site->key_rules);
    for (const url::KeyRules& rules : all) {
      for (const store::UrlKind kind : {store::UrlKind::kArticle, store::UrlKind::kFeed})
        forms.keys.push_back(reading::hash_of(url, kind, rules));
    }
    return forms;
  }

  static Rules rules_of(const url::Url& url, const site::SiteSet& files,
                        const store::DossierHost& host) {
    Rules rules;
    if (const auto* const site = files.for_url(url)) {
      rules.site = site->id;
      rules.refusal = refusal_of(url, *site);
    }
    if (host.robots_status == 0) return rules;
    const int kind = host.robots_status / 100;
    const auto policy = kind == 2   ? robots::RobotsPolicy::parse(host.robots_body, "tearsheet")
                        : kind == 4 ? robots::RobotsPolicy::allow_all()
                                    : robots::RobotsPolicy::deny_all();
    rules.is_denied = !policy.allows(url);
    rules.robots =
        fmt::format("{} it (status {}{})", rules.is_denied ? "forbids" : "allows",
                    host.robots_status, host.robots_at ? " at " + to_iso8601(*host.robots_at) : "");
    return rules;
  }

  std::string asked_;
  std::string database_ = default_database(), selectors_ = default_selectors();
  bool json_ = false, no_pager_ = false;
};

}  // namespace

std::unique_ptr<Command> make_why_command() {
  return std::make_unique<WhyCommand>();
}

}  // namespace tearsheet::cli
