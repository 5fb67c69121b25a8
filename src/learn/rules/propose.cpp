#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "base/ascii.h"
#include "learn/learn.h"
#include "learn/rules/addresses.h"
#include "learn/rules/body_rule.h"
#include "learn/rules/edited.h"
#include "learn/rules/fields.h"
#include "learn/rules/labelled.h"
#include "learn/rules/links.h"
#include "learn/rules/listing_rules.h"
#include "learn/rules/proof.h"
#include "learn/rules/site_file.h"

namespace tearsheet::learn {
namespace {

// A body rule has to agree with the labels so far, in the mean and on each page.
constexpr double kBodyAgrees = 0.96, kBodyWorst = 0.93, kBodyRight = 0.7;
// Held out on real sites, an element that agrees less than the automatic extractor finds less of
// pages to come, too. One that agrees in all but nothing is as good, and costs less time.
constexpr double kBodyAhead = 0.01, kBodyWhole = 0.998;
constexpr std::size_t kManyArticles = 5;

std::string id_of(std::string_view host) {
  if (host.starts_with("www.")) host.remove_prefix(4);
  std::string out;
  for (const char c : host) out += is_alnum(c) || c == '-' ? c : '-';
  return out.empty() ? "site" : out;
}

/// The value that most pages have, if more than half do.
std::string most_common(const std::vector<std::string>& values) {
  std::map<std::string, std::size_t> counts;
  for (const std::string& value : values) ++counts[value];
  for (const auto& [value, count] : counts) {
    if (2 * count > values.size()) return value;
  }
  return {};
}

void describe(const Material& material, const std::vector<Sample>& samples, const Pages& pages,
              SiteFile& file) {
  std::set<std::string> hosts;
  std::vector<std::string> languages, names;
  for (const auto& page : pages) {
    hosts.insert(std::string(page->sample.url.host()));
    languages.push_back(page->automatic.language);
    names.push_back(page->automatic.site_name);
  }
  for (const Sample& sample : samples) {
    if (sample.role == Role::kListing) hosts.insert(std::string(sample.url.host()));
  }
  hosts.erase("");
  file.domains.assign(hosts.begin(), hosts.end());
  if (file.domains.empty()) file.domains.push_back("site.invalid");
  file.front = "https://" + file.domains.front() + "/";
  // The scheme and the port are those of the pages.
  for (const Sample& sample : samples) {
    if (sample.url.host() != file.domains.front()) continue;
    file.front = sample.url.origin() + "/";
    break;
  }
  file.id = material.id.empty() ? id_of(file.domains.front()) : material.id;
  file.name = material.name.empty() ? most_common(names) : material.name;
  file.language = most_common(languages);
  file.delay = material.delay;
  file.sources = material.sources;
  file.articles_read = pages.size();
}

/// Addresses that stand on most pages under a short name: the navigation's.
std::vector<url::Url> navigation(const std::vector<Sample>& samples,
                                 const std::set<std::string>& articles) {
  struct Seen {
    std::size_t pages = 0;
    bool is_long = false;
    url::Url url;
  };
  constexpr std::size_t kLongestName = 24;  // bytes: what is longer is a headline
  std::map<std::string, Seen> seen;
  std::size_t pages = 0;
  for (const Sample& sample : samples) {
    if (sample.page == nullptr) continue;
    ++pages;
    std::set<std::string> own;
    for (PageLink& link : links_of(*sample.page, sample.url)) {
      Seen& one = seen[link.key];
      one.is_long = one.is_long || html::visible_text(link.node, 100).size() > kLongestName;
      if (own.insert(link.key).second) ++one.pages;
      one.url = std::move(link.url);
    }
  }
  std::vector<url::Url> out;
  for (auto& [key, one] : seen) {
    if (2 * one.pages > pages && !one.is_long && !articles.contains(key))
      out.push_back(std::move(one.url));
  }
  return out;
}

AddressPatterns patterns_of(const Material& material, const std::vector<Sample>& samples,
                            const Pages& pages) {
  std::vector<url::Url> articles = material.articles, others = material.sections;
  for (const auto& page : pages) articles.push_back(page->sample.url);
  std::set<std::string> keys;
  std::erase_if(articles, [&](const url::Url& url) {
    return url.empty() || !keys.insert(url::dedup_key(url).text).second;
  });
  for (const Sample& sample : samples) {
    if (sample.role == Role::kListing || sample.role == Role::kOther) others.push_back(sample.url);
  }
  for (url::Url& url : navigation(samples, keys)) others.push_back(std::move(url));
  std::set<std::string> other_keys;
  std::erase_if(others, [&](const url::Url& url) {
    const std::string key = url::dedup_key(url).text;
    return keys.contains(key) || !other_keys.insert(key).second;
  });
  return address_patterns(articles, others);
}

/// How well the automatic extractor's own text agrees with what is believed by now, in the mean.
double automatic_agrees(const Pages& pages) {
  double sum = 0;
  for (const auto& page : pages) {
    if (page->automatic_letters == 0) return 0;
    const auto body = static_cast<double>(page->body_letters());
    sum += 2 * body / (static_cast<double>(page->automatic_letters) + body);
  }
  return sum / static_cast<double>(pages.size());
}

ArticlePart article_rules(const Pages& pages, const std::vector<EditedPage>& copies,
                          const Avoided& avoided) {
  ArticlePart part{title_rules(pages, copies, avoided), date_rules(pages, copies, avoided),
                   author_rules(pages, copies, avoided), body_rule(pages, copies, avoided)};
  auto& body = part.body;
  if (body && (body->agrees < kBodyAgrees || body->worst < kBodyWorst ||
               static_cast<double>(body->right) < kBodyRight * static_cast<double>(body->of)))
    body.reset();
  if (body) {
    body->automatic_agrees = automatic_agrees(pages);
    body->is_first = body->agrees >= body->automatic_agrees + kBodyAhead ||
                     (body->agrees >= kBodyWhole && pages.size() >= kManyArticles);
  }
  return part;
}

}  // namespace

std::string id_for(const url::Url& url) {
  return id_of(url.host());
}

Result<Proposal> propose(const Material& material) {
  std::vector<Sample> samples = material.samples;
  const Pages pages = label(samples);
  if (pages.empty())
    return fail(ErrorCode::kNotFound,
                "none of the pages is an article with enough text to learn from");
  SiteFile file;
  describe(material, samples, pages, file);
  const Avoided avoided = avoided_names(pages);
  const std::vector<EditedPage> copies = edit(pages);
  file.addresses = patterns_of(material, samples, pages);
  std::vector<site::Pattern> patterns;
  for (const std::string& one : file.addresses.patterns) {
    if (auto pattern = site::Pattern::compile(one)) patterns.push_back(std::move(*pattern));
  }
  file.listing = listing_rules({samples, pages, patterns, material.articles, avoided});
  if (!file.listing.item.empty()) file.unread = material.sections;
  std::erase_if(file.unread, [&](const url::Url& url) {
    return std::ranges::any_of(material.samples, [&](const Sample& one) { return one.url == url; });
  });

  if (!file.has_few_articles()) file.article = article_rules(pages, copies, avoided);
  if (auto proved = prove_article(pages, file); !proved) return fail(proved.error());
  if (auto proved = prove_listings(file); !proved) return fail(proved.error());
  if (auto pinned = pin_tests(pages, file); !pinned) return fail(pinned.error());

  Proposal out;
  out.id = file.id;
  out.toml = to_toml(file);
  if (const auto read_back = site::parse_site(out.toml, out.id + ".toml"); !read_back)
    return fail(read_back.error());
  out.findings = findings_of(file);
  for (const PinnedTest& test : file.tests) out.tested.push_back(test.saved);
  return out;
}

std::string to_table(const std::vector<Finding>& findings) {
  std::string out = fmt::format("{:<16} {:>9} {:>6}  {}\n", "rule", "right", "lasts", "value");
  for (const Finding& finding : findings) {
    const std::string right =
        finding.of == 0 ? "-" : fmt::format("{} of {}", finding.right, finding.of);
    out +=
        fmt::format("{:<16} {:>9} {:>6}  {}\n", finding.where, right,
                    finding.value.empty() ? "-" : fmt::format("{:.0f} %", 100 * finding.survives),
                    finding.value.empty() ? "-" : finding.value);
    if (!finding.look.empty()) out += fmt::format("{:<16} look: {}\n", "", finding.look);
  }
  return out;
}

}  // namespace tearsheet::learn
