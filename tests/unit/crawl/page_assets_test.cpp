// What a browser loads to show a page.
#include "crawl/page_assets.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace tearsheet::crawl {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

std::vector<std::string> shown(const std::vector<PageAsset>& assets) {
  std::vector<std::string> lines;
  for (const PageAsset& asset : assets)
    lines.push_back((asset.is_style ? "style " : "") + std::string(asset.url.href()));
  return lines;
}

const url::Url kAddress = *url::Url::parse("https://quay.example/news/1");

std::vector<std::string> in_page(const std::string& html) {
  const auto page = html::Document::parse(html);
  EXPECT_TRUE(page);
  return shown(assets_in_page(*page, html, kAddress));
}
std::vector<std::string> in_style(std::string_view css) {
  return shown(assets_in_style(css, kAddress));
}

TEST(PageAssets, StylesComeFirstThenPicturesAsTheyStand) {
  EXPECT_THAT(
      in_page("<img src=a.png><link rel='preload stylesheet' href=/s.css><video poster=p.jpg>"
              "</video><picture><source srcset='b.webp 1x, c.webp 2x'><img src=d.png>"
              "</picture><input type=image src=e.png><link rel='shortcut icon' href=/i.ico>"),
      ElementsAre("style https://quay.example/s.css", "https://quay.example/news/a.png",
                  "https://quay.example/news/p.jpg", "https://quay.example/news/b.webp",
                  "https://quay.example/news/d.png", "https://quay.example/news/e.png",
                  "https://quay.example/i.ico"));
}

TEST(PageAssets, NothingElseIsAskedFor) {
  EXPECT_THAT(in_page("<script src=a.js></script><iframe src=b></iframe><a href=c.png>x</a>"
                      "<link rel='alternate stylesheet' href=d.css><link rel=next href=e>"
                      "<img src='data:image/png;base64,AA'><img src='javascript:x'><img>"
                      "<img src='https://user:word@quay.example/f.png'><embed src=g><audio src=h>"
                      "</audio><input type=text src=i.png>"),
              IsEmpty());
}

TEST(PageAssets, EachIsNamedOnceAndByTheBaseOfThePage) {
  EXPECT_THAT(in_page("<base href=/base/><img src=a.png><img src='/base/a.png#x'><base href=/no/>"
                      "<p style=\"background: url(b.png)\">x"),
              ElementsAre("https://quay.example/base/a.png", "https://quay.example/base/b.png"));
}

TEST(PageAssets, StylesInThePageAreReadToo) {
  EXPECT_THAT(
      in_page("<STYLE media=print>p { background: url(a.png) } /* < */</STYLE><p>x</p>"
              "<style>@import 'b.css'"),
      ElementsAre("style https://quay.example/news/b.css", "https://quay.example/news/a.png"));
  for (const char* const cut : {"<style", "<style>", "<style></style", "<styles>url(a.png)<"})
    EXPECT_LE(in_page(cut).size(), 1U) << cut;
}

TEST(PageAssets, AStylesImportsAreStyles) {
  EXPECT_THAT(
      in_style("@import 'a.css'; @IMPORT url(b.css) print; @import url( \"c.css\" );"
               "p { background: URL( d.png ) } @font-face { src: url('e.woff2') }"),
      ElementsAre("style https://quay.example/news/a.css", "style https://quay.example/news/b.css",
                  "style https://quay.example/news/c.css", "https://quay.example/news/d.png",
                  "https://quay.example/news/e.woff2"));
}

struct NoLinkCase {
  const char *name, *css;
};
class NoLinks : public testing::TestWithParam<NoLinkCase> {};
TEST_P(NoLinks, AreFoundWhereNoneStand) {
  EXPECT_THAT(in_style(GetParam().css), IsEmpty());
}
INSTANTIATE_TEST_SUITE_P(Cases, NoLinks,
                         testing::Values(NoLinkCase{"Comment", "/* url(a.png) */"},
                                         NoLinkCase{"OpenComment", "/* url(a.png)"},
                                         NoLinkCase{"String", "a::after { content: 'url(a.png)' }"},
                                         NoLinkCase{"Escaped", "url(a\\.png) url('b\\'.png')"},
                                         NoLinkCase{"Empty", "url() url('') @import ''; @import"},
                                         NoLinkCase{"Data", "url(data:image/png;base64,AA)"},
                                         NoLinkCase{"CutOff", "p { background: url("},
                                         NoLinkCase{"CutQuote", "'"},
                                         NoLinkCase{"CutEscape", "'\\"}, NoLinkCase{"Nothing", ""}),
                         [](const auto& test) { return std::string(test.param.name); });

TEST(PageAssets, AStyleWithoutEndHasAnEnd) {
  std::string css;
  for (int i = 0; i < 1'000; ++i) css += "url(/" + std::to_string(i) + ".png)";
  EXPECT_EQ(in_style(css).size(), kMaxStyleLinks);
}

}  // namespace
}  // namespace tearsheet::crawl
