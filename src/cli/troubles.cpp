#include "cli/troubles.h"

#include <fmt/format.h>

#include <array>
#include <map>
#include <string_view>

namespace tearsheet::cli {
namespace {

std::string ordinal(int number) {
  static constexpr std::array kEndings = {"th", "st", "nd", "rd"};
  const int last = number % 10;
  const bool is_teen = number % 100 >= 11 && number % 100 <= 13;
  return std::to_string(number) +
         kEndings.at(last <= 3 && !is_teen ? static_cast<std::size_t>(last) : 0);
}

std::string in_words(const crawl::Problem& problem) {
  std::string text = problem.site + ": ";
  if (problem.count == 1) {
    text += problem.example + ": " + problem.what;
  } else if (problem.count > 1) {
    text += fmt::format("{} pages failed: {}; the first is {}", problem.count, problem.what,
                        problem.example);
  } else {
    text += problem.what;
  }
  if (!problem.detail.empty()) text += " (" + problem.detail + ")";
  return text + in_a_row(problem.runs);
}

// "connection refused" of "news.example: connection refused": the same at every site.
std::string_view without_host(const crawl::Problem& problem) {
  const std::string_view what = problem.what;
  const std::size_t colon = what.find(": ");
  if (colon == std::string_view::npos) return what;
  return problem.example.find(what.substr(0, colon)) == std::string::npos ? what
                                                                          : what.substr(colon + 2);
}

}  // namespace

std::string in_a_row(int runs) {
  return runs > 1 ? fmt::format(", for the {} run in a row", ordinal(runs)) : std::string();
}

bool is_news(int runs) {
  int next = 10;
  while (next < runs && next < 1'000'000'000) next *= 10;
  return runs == 1 || runs == 3 || runs == next;
}

std::vector<std::string> to_lines(const std::vector<crawl::Problem>& problems) {
  std::vector<std::string> lines;
  for (const crawl::Problem& problem : problems) lines.push_back(in_words(problem));
  return lines;
}

std::vector<std::string> to_news(const std::vector<crawl::Problem>& problems) {
  std::map<std::pair<std::string_view, int>, std::vector<const crawl::Problem*>> alike;
  const auto is_told = [](const crawl::Problem& problem) {
    return problem.is_told_once ? problem.runs == 1 : is_news(problem.runs);
  };
  for (const crawl::Problem& problem : problems) {
    // A site that fell silent is a story of its own.
    if (is_told(problem) && problem.count > 0)
      alike[{without_host(problem), problem.runs}].push_back(&problem);
  }
  std::vector<std::string> lines;
  for (const crawl::Problem& problem : problems) {
    if (!is_told(problem)) continue;
    const auto group = alike.find({without_host(problem), problem.runs});
    const std::size_t sites = group == alike.end() ? 0 : group->second.size();
    if (problem.count == 0 || sites <= kManySites) {
      lines.push_back(in_words(problem));
    } else if (group->second.front() == &problem) {
      std::string line = fmt::format("{} sites: {}; the first is {} ({})", sites,
                                     group->first.first, problem.site, problem.example);
      lines.push_back(line + in_a_row(problem.runs));
    }
  }
  return lines;
}

}  // namespace tearsheet::cli
