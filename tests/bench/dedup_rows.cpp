// Measures for scripts/fit_dedup.py: every verified pair of documents with its evidence.
//
// In: a JSON object a line, {"id", "cluster", "text"} and where known "title", "url", "date".
// Out: a line of names, then tab-separated "id", "other", 1 for one cluster or 0, 1 for equal texts
// or 0, the score of today's weights, the evidence. Clusters are joined as the input says, so that
// the rows do not depend on today's weights. Texts are compared whole, boilerplate and all: what is
// hard to tell teaches most.
#include <cstdio>
#include <iostream>
#include <nlohmann/json.hpp>

#include "dates/dates.h"
#include "dedup/index.h"
#include "url/url.h"

namespace tearsheet::dedup {
namespace {

int run() {
  Index index({.window = std::chrono::days(90), .max_documents = SIZE_MAX});
  std::vector<std::string> ids;
  std::unordered_map<std::string, Index::Number> first;
  std::vector<std::string> clusters;
  std::printf("id\tother\tsame\tequal\tscore");
  for (const auto name : kEvidenceNames)
    std::printf("\t%.*s", static_cast<int>(name.size()), name.data());
  std::printf("\n");
  for (std::string line; std::getline(std::cin, line);) {
    const auto object = nlohmann::json::parse(line, nullptr, false);
    if (!object.is_object()) return 1;
    const auto field = [&](const char* key) { return object.value(key, std::string()); };
    const auto url = url::Url::parse(field("url"));
    const auto time = dates::parse_iso8601(field("date"));
    std::optional<SysTime> date;
    if (time) date = time->to_sys();
    const std::string title = field("title");
    const std::string text = field("text");
    const Fingerprint print =
        fingerprint({.title = title, .text = text, .host = url ? url->host() : std::string_view()});
    const auto sketch = view_sketch(print.bytes);
    if (!sketch) return 1;
    const auto self = index.number_of(static_cast<std::int64_t>(ids.size()));
    ids.push_back(field("id"));
    clusters.push_back(field("cluster"));
    for (const auto& link : index.verify(*sketch, print.shingles, date, Want::kAll)) {
      const bool same = clusters[link.number] == clusters.back();
      std::printf("%s\t%s\t%d\t%d\t%.4f", ids.back().c_str(), ids[link.number].c_str(),
                  same ? 1 : 0, link.is_equal ? 1 : 0, link.score);
      for (const double value : link.comparison.evidence) std::printf("\t%.5g", value);
      std::printf("\n");
    }
    const auto [known, is_new] = first.try_emplace(clusters.back(), self);
    if (!is_new) index.join(known->second, self);
    index.keep(self, *sketch, print.bytes, date);
  }
  return 0;
}

}  // namespace
}  // namespace tearsheet::dedup

int main() {
  return tearsheet::dedup::run();
}
