// `tearsheet site list` and `tearsheet site test`: looking at site files and proving them, without
// the network.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <vector>

#include "base/files.h"
#include "base/nearest.h"
#include "cli/batch.h"
#include "cli/command.h"
#include "cli/configuration.h"
#include "cli/site_new.h"
#include "extract/extract.h"
#include "html/html.h"
#include "reading/reading.h"
#include "site/site.h"
#include "text/text.h"

namespace tearsheet::cli {
namespace {

constexpr std::size_t kMaxPageBytes = 10'000'000;
constexpr std::array<std::string_view, 3> kActions = {"list", "new", "test"};

/// What one [[test]] found wrong, a line each.
using Complaints = std::vector<std::string>;

std::string shorten(std::string_view text) {
  constexpr std::size_t kShown = 120;
  const auto cut = text::truncate(text, kShown);
  return fmt::format("\"{}{}\"", cut, cut.size() < text.size() ? " ..." : "");
}

void expect_equal(Complaints& complaints, const char* what,
                  const std::optional<std::string>& expected, const std::string& got) {
  if (expected && *expected != got)
    complaints.push_back(
        fmt::format("{}: expected {}, got {}", what, shorten(*expected), shorten(got)));
}

template <class Number>
void expect_count(Complaints& complaints, const char* what, const std::optional<int>& expected,
                  Number got) {
  if (expected && *expected != static_cast<int>(got))
    complaints.push_back(fmt::format("{}: expected {}, got {}", what, *expected, got));
}

// A date is given as precisely as the person knew it: "2024-09-16" matches
// 2024-09-16T09:30:00+09:00.
void expect_date(Complaints& complaints, const std::optional<std::string>& expected,
                 const std::optional<dates::Timestamp>& got) {
  if (!expected) return;
  const std::string shown = got ? got->to_iso8601() : "none";
  if (!shown.starts_with(*expected))
    complaints.push_back(fmt::format("date: expected {}, got {}", *expected, shown));
}

std::size_t count_paragraphs(std::string_view body) {
  if (body.empty()) return 0;
  std::size_t count = 1;
  for (std::size_t at = body.find("\n\n"); at != std::string_view::npos;
       at = body.find("\n\n", at + 2))
    ++count;
  return count;
}

void check_body(const site::SiteTest& test, const std::string& body, Complaints& complaints) {
  if (test.body_starts && !body.starts_with(*test.body_starts)) {
    complaints.push_back(
        fmt::format("body_starts: expected {}, got {}", shorten(*test.body_starts), shorten(body)));
  }
  if (test.body_ends && !body.ends_with(*test.body_ends)) {
    const std::size_t from = body.size() - std::min(body.size(), test.body_ends->size() + 40);
    complaints.push_back(fmt::format("body_ends: expected {}, got {}", shorten(*test.body_ends),
                                     shorten(std::string_view(body).substr(from))));
  }
  for (const std::string& text : test.body_contains) {
    if (body.find(text) == std::string::npos)
      complaints.push_back(fmt::format("body_contains: {} is not in it", shorten(text)));
  }
  for (const std::string& text : test.body_excludes) {
    if (body.find(text) != std::string::npos)
      complaints.push_back(fmt::format("body_excludes: {} is in it", shorten(text)));
  }
  expect_count(complaints, "paragraphs", test.paragraphs, count_paragraphs(body));
}

Complaints check_article(const site::SiteTest& test, const html::Document& page,
                         const extract::PageContext& context) {
  const records::Article article = extract::extract_article(page, context);
  Complaints complaints;
  expect_equal(complaints, "title", test.title, article.title);
  expect_date(complaints, test.date, article.published);
  expect_equal(complaints, "summary", test.summary, article.summary);
  expect_equal(complaints, "language", test.language, article.language);
  if (!test.authors.empty() && test.authors != article.authors) {
    complaints.push_back(fmt::format("authors: expected {}, got {}", to_line(test.authors),
                                     to_line(article.authors)));
  }
  check_body(test, article.body, complaints);
  return complaints;
}

const site::Source* listing_source(const site::SiteDefinition& site, const site::SiteTest& test) {
  if (test.source) {
    return *test.source <= static_cast<int>(site.sources.size())
               ? &site.sources[static_cast<std::size_t>(*test.source - 1)]
               : nullptr;
  }
  const auto found = std::find_if(site.sources.begin(), site.sources.end(), [](const auto& source) {
    return source.kind == site::SourceKind::kListing;
  });
  return found == site.sources.end() ? nullptr : &*found;
}

Complaints check_listing(const site::SiteDefinition& site, const site::SiteTest& test,
                         const html::Document& page, const extract::PageContext& context) {
  const site::Source* source = listing_source(site, test);
  if (source == nullptr) return {"no [[source]] to read this listing with"};
  const auto listing = extract::extract_listing(page, context, source);
  if (!listing) return {listing.error().message};
  Complaints complaints;
  const std::size_t items = listing->items.size();
  expect_count(complaints, "items", test.items, items);
  if (test.items_min && static_cast<int>(items) < *test.items_min)
    complaints.push_back(fmt::format("items_min: expected {}, got {}", *test.items_min, items));
  expect_equal(complaints, "first_link", test.first_link,
               listing->items.empty() ? "" : listing->items.front().url.href());
  return complaints;
}

Complaints run_test(const site::SiteDefinition& site, const site::SiteTest& test) {
  auto bytes = read_file(test.file, kMaxPageBytes);
  if (!bytes) return {bytes.error().message};
  const auto page = reading::open_page(*bytes, {}, test.url, &site);
  if (!page) return {page.error().message};
  const extract::PageContext context = reading::context_of(*page);
  const bool is_listing = test.items || test.items_min || test.first_link;
  return is_listing ? check_listing(site, test, page->tree, context)
                    : check_article(test, page->tree, context);
}

class SiteCommand final : public Command {
 public:
  [[nodiscard]] std::string_view name() const override { return "site"; }
  [[nodiscard]] std::string_view summary() const override {
    return "look at site files and run their offline tests";
  }

  void declare(Arguments& arguments) override {
    arguments.positional(
        "ACTION", action_,
        "list: what is in the folder; test: run every [[test]], without the network; new: write a "
        "site file",
        true);
    arguments.positionals("SITE", names_, "ids of sites; all where none is named", false);
    arguments.option("--selectors", selectors_, "DIR", "the folder of site files",
                     kSelectorsSetting);
    arguments.flag("--json", json_, "list: a JSON object a line");
    new_.declare(arguments);
    arguments.epilog(
        R"(Examples:
  tearsheet site list --selectors selectors
  tearsheet site test harbour-times --selectors selectors
  tearsheet site new https://news.example/ --selectors selectors
Exit codes: 0 all passed, 1 a test failed, 2 a site file cannot be read.)");
  }

  int run(Console& console) override {
    if (std::find(kActions.begin(), kActions.end(), action_) == kActions.end()) {
      const auto meant = nearest(action_, kActions);
      console.log().error(
          fmt::format("site: \"{}\" is none of list|new|test{}", action_,
                      meant.empty() ? "" : fmt::format(", did you mean {}?", meant)));
      return kUsage;
    }
    if (action_ == "new") return new_.run(console, names_, selectors_);
    const auto set = site::load_sites(selectors_);
    if (!set) {
      console.log().error(set.error().message);
      return kUsage;
    }
    for (const Error& error : set->errors) console.log().error(error.message);
    const auto chosen = choose(console, *set);
    if (!chosen) return kUsage;
    const int code = action_ == "list" ? list(console, *chosen) : test(console, *chosen);
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

  static int test(Console& console, const Chosen& sites) {
    int passed = 0;
    int failed = 0;
    for (const site::SiteDefinition* site : sites) {
      for (const site::SiteTest& test : site->tests) {
        const Complaints complaints = run_test(*site, test);
        ++(complaints.empty() ? passed : failed);
        console.print(fmt::format("{:<6} {} {}", complaints.empty() ? "ok" : "FAILED", site->id,
                                  test.file.filename().string()));
        for (const std::string& complaint : complaints)
          console.print(fmt::format("       {}:{}: {}", site->file.string(), test.line, complaint));
      }
    }
    console.print(fmt::format("{} passed, {} failed", passed, failed));
    return failed == 0 ? kDone : kFailed;
  }

  std::string action_;
  std::vector<std::string> names_;
  std::string selectors_ = default_selectors();
  bool json_ = false;
  SiteNew new_;
};

}  // namespace

std::unique_ptr<Command> make_site_command() {
  return std::make_unique<SiteCommand>();
}

}  // namespace tearsheet::cli
