// What statements come to.
#include "preferences/preferences.h"

#include <gtest/gtest.h>

#include <string>

namespace tearsheet::preferences {
namespace {

using Headers = std::vector<std::pair<std::string, std::string>>;

struct Row {
  const char* name;
  std::string robots;
  Headers headers;
  std::string html;
  std::string file;
  std::string all;         // what it comes to
  std::string statements;  // source{label=value;...}
};

std::string summary_of(const Preferences& all) {
  std::string out;
  const auto add = [&](const char* label, const std::optional<bool>& is_allowed) {
    if (is_allowed)
      out += std::string(out.empty() ? "" : " ") + label + (*is_allowed ? "=y" : "=n");
  };
  add("train", all.train_ai);
  add("input", all.ai_use);
  add("search", all.search);
  add("tdm", all.tdm_reserved);
  if (all.use) out += " use=" + std::string(to_string(*all.use));
  if (!all.tdm_policy.empty()) out += " policy=" + all.tdm_policy;
  for (const std::string& license : all.licenses) out += " license=" + license;
  return out;
}

std::string statements_of(const Preferences& all) {
  std::string out;
  for (const Statement& told : all.statements) {
    out += std::string(out.empty() ? "" : " ") + '[' + std::string(to_string(told.source)) + ':';
    for (const auto& [label, value] : told.values) out += ' ' + label + '=' + value;
    out += ']';
  }
  return out;
}

Preferences read(const Row& row) {
  const auto url = url::Url::parse("https://lamp.example/2025/story.html?page=2");
  const auto robots = robots::RobotsPolicy::parse(row.robots, "tearsheet");
  const auto page = html::Document::parse(row.html);
  const auto file = TdmFile::parse(row.file);
  return read_preferences({.url = *url,
                           .agent = "tearsheet",
                           .robots = &robots.usage(),
                           .headers = row.headers,
                           .page = &*page,
                           .tdm_file = &file});
}

class PreferencesOf : public testing::TestWithParam<Row> {};

TEST_P(PreferencesOf, AreWhatWasSaid) {
  const Preferences all = read(GetParam());
  EXPECT_EQ(summary_of(all), GetParam().all);
  EXPECT_EQ(statements_of(all), GetParam().statements);
}

INSTANTIATE_TEST_SUITE_P(
    Everywhere, PreferencesOf,
    testing::Values(
        Row{"Nothing", "User-agent: *\nAllow: /\n", {}, "<title>T</title>", "", "", ""},
        Row{"SignalsOfTheGroup",
            "User-agent: *\nContent-Signal: Search=YES, ai-train=no, use=reference\n",
            {},
            "",
            "",
            "train=n search=y use=reference",
            "[robots.txt content-signal: search=YES ai-train=no use=reference]"},
        Row{"UsageWithSeveralLabels",
            "User-agent: *\nContent-Usage: /2025/ train-ai=n, ai-use=y\n",
            {},
            "",
            "",
            "train=n input=y",
            "[robots.txt content-usage: train-ai=n ai-use=y]"},
        Row{"TokensHaveCase",
            "",
            {{"Content-Usage", "train-ai=N, search=n"}},
            "",
            "",
            "search=n",
            "[header content-usage: train-ai=N search=n]"},
        Row{"ATornDictionarySaysNothing",
            "",
            {{"Content-Usage", "train-ai=n search=n"}},
            "",
            "",
            "",
            ""},
        Row{"LinesOfAFieldAreOneList",
            "",
            {{"Content-Usage", "train-ai=n"}, {"content-usage", "search=y"}},
            "",
            "",
            "train=n search=y",
            "[header content-usage: train-ai=n search=y]"},
        Row{"TheMostRestrictiveCounts",
            "User-agent: *\nContent-Usage: / train-ai=y\n",
            {{"Content-Signal", "ai-train=no, use=full"}, {"content-signal", "use=immediate"}},
            "",
            "",
            "train=n use=immediate",
            "[robots.txt content-usage: train-ai=y] [header content-signal: ai-train=no use=full use=immediate]"},
        Row{"DirectivesOfPageAndHeader",
            "",
            {{"X-Robots-Tag", "otherbot: noai"}, {"X-Robots-Tag", "noimageai"}},
            "<meta name=ROBOTS content='index, NoAI'>",
            "",
            "train=n",
            "[header x-robots-tag: noimageai=true] [meta robots: noai=true]"},
        Row{"OfCommentsAndScriptsNothing",
            "",
            {},
            "<!-- <meta name=robots content=noai> --><script>'<meta name=robots content=noai>'</script>",
            "",
            "",
            ""},
        Row{"Licences",
            "License: /rsl.xml\nUser-agent: other\nDisallow: /\n",
            {{"Link",
              "</style.css>; rel=preload, <rsl.xml>; type=\"application/rsl+xml\"; rel=\"x License\""}},
            "<base href=/en/><link rel=license href=terms><link rel=license href=/rsl.xml>",
            "",
            " license=https://lamp.example/rsl.xml license=https://lamp.example/2025/rsl.xml"
            " license=https://lamp.example/en/terms",
            "[robots.txt license: license=https://lamp.example/rsl.xml]"
            " [header link: license=https://lamp.example/2025/rsl.xml]"
            " [link license: license=https://lamp.example/en/terms]"
            " [link license: license=https://lamp.example/rsl.xml]"},
        Row{"MiningByThePageBeforeTheHeader",
            "",
            {{"TDM-Reservation", "1"}, {"tdm-policy", "/p"}},
            "<meta name=tdm-reservation content=' 0 '>",
            "",
            "tdm=n",
            "[header tdm-reservation: tdm-reservation=1] [header tdm-policy: tdm-policy=https://lamp.example/p]"
            " [meta tdm-reservation: tdm-reservation=0]"},
        Row{"MiningByTheHeaderBeforeTheFile",
            "",
            {{"TDM-Reservation", "1"}, {"tdm-policy", "/p"}},
            "",
            R"([{"location": "/", "tdm-reservation": 0}])",
            "tdm=y policy=https://lamp.example/p",
            "[header tdm-reservation: tdm-reservation=1] [header tdm-policy: tdm-policy=https://lamp.example/p]"
            " [tdmrep.json: tdm-reservation=0]"},
        Row{"MiningByTheFirstRuleThatMatches",
            "",
            {},
            "",
            R"([{"location": "/2025"}, {"location": "/*.jpg", "tdm-reservation": 0},)"
            R"( {"location": "/2025/*.html$", "tdm-reservation": 0},)"
            R"( {"location": "/2025/", "tdm-reservation": 1, "tdm-policy": "https://p.example/"},)"
            R"( {"location": "/", "tdm-reservation": 0}])",
            "tdm=y policy=https://p.example/",
            "[tdmrep.json: tdm-reservation=1 tdm-policy=https://p.example/]"},
        Row{"OfReservationsThatAreNoneNothing",
            "",
            {{"tdm-reservation", "2"}},
            "<meta name=tdm-reservation content=yes>",
            R"([{"location": "/", "tdm-reservation": "1"}])",
            "",
            ""},
        Row{"OfAFileThatIsNoneNothing",
            "",
            {},
            "",
            R"({"location": "/", "tdm-reservation": 1})",
            "",
            ""}),
    [](const auto& row) { return row.param.name; });

TEST(PreferencesOfAPage, AreBounded) {
  std::string html;
  for (std::size_t i = 0; i < 2 * kMaxStatements; ++i)
    html += "<link rel=license href=/" + std::to_string(i) + '>';
  EXPECT_EQ(read({"", "", {}, html, "", "", ""}).statements.size(), kMaxStatements);
  EXPECT_TRUE(read({"", "", {}, "", std::string(100'000, '['), "", ""}).statements.empty());
}

}  // namespace
}  // namespace tearsheet::preferences
