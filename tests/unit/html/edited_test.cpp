// A tree with edits made: what stays, where it hangs, and that the page itself is as before.
#include <gtest/gtest.h>

#include <string>

#include "html/html.h"

namespace tearsheet::html {
namespace {

Document parsed(std::string html) {
  auto page = Document::parse(std::move(html));
  EXPECT_TRUE(page.has_value());
  return std::move(*page);
}

Node find(const Document& page, std::string_view name, int nth = 0) {
  for (std::uint32_t i = 0; i < page.size(); ++i) {
    if (page.node(i).name() == name && nth-- == 0) return page.node(i);
  }
  return {};
}

// The tree as brackets: "div(p('a')p)".
std::string drawn(Node node) {
  if (node.is_text()) return "'" + std::string(node.text()) + "'";
  std::string out(node.name());
  for (const Attribute& attribute : node.attributes())
    out += "[" + std::string(attribute.name) + "=" + std::string(attribute.value) + "]";
  std::string children;
  Node previous;
  for (Node child = node.first_child(); child; child = child.next_sibling()) {
    EXPECT_EQ(child.parent(), node);
    EXPECT_EQ(child.previous_sibling(), previous);
    previous = child;
    children += drawn(child);
  }
  return children.empty() ? out : out + "(" + children + ")";
}

TEST(Edited, TakesOutWhatIsRemovedWithAllThatIsInIt) {
  const Document page = parsed("<body><div><p>a<b>b</b></p><p>c</p></div>");
  Edits edits;
  edits.removed = {find(page, "p").index()};
  EXPECT_EQ(drawn(page.edited(edits).body()), "body(div(p('c')))");
  EXPECT_EQ(drawn(page.body()), "body(div(p('a'b('b'))p('c')))");
}

TEST(Edited, KeepsWhatIsInADissolvedElement) {
  const Document page = parsed("<body><div><p>a<i>b<u>c</u></i>d</p></div><p>e</p>");
  Edits edits;
  edits.dissolved = {find(page, "div").index(), find(page, "i").index()};
  EXPECT_EQ(drawn(page.edited(edits).body()), "body(p('a''b'u('c')'d')p('e'))");
}

TEST(Edited, PutsANodeInAnElement) {
  const Document page = parsed("<body><p>a<span>b</span>c</p><p>d</p>");
  Edits edits;
  edits.wrapped = {{find(page, "span").index(), Tag::kH2}};
  EXPECT_EQ(drawn(page.edited(edits).body()), "body(p('a'h2(span('b'))'c')p('d'))");
}

TEST(Edited, ChangesAttributes) {
  const Document page = parsed("<body><img src=a class=x alt=y><img>");
  Edits edits;
  edits.attributes = {{find(page, "img").index(), "src", "b"},
                      {find(page, "img").index(), "class", std::nullopt},
                      {find(page, "img", 1).index(), "src", "c"}};
  EXPECT_EQ(drawn(page.edited(edits).body()), "body(img[src=b][alt=y]img[src=c])");
}

TEST(Edited, LeavesTheFrameOfAPage) {
  const Document page = parsed("<head><title>t</title></head><body class=x><p>a");
  Edits edits;
  for (const Node node : {page.html(), page.head(), page.body()}) {
    edits.removed.push_back(node.index());
    edits.dissolved.push_back(node.index());
    edits.wrapped.push_back({node.index(), Tag::kDiv});
  }
  edits.removed.push_back(0);
  edits.removed.push_back(1'000'000);
  const Document edited = page.edited(edits);
  EXPECT_EQ(drawn(edited.html()), drawn(page.html()));
}

TEST(Edited, MovesCommentsWithWhatTheyStandIn) {
  const Document page = parsed("<body><div><!--in--><p>a</p></div><i>x<!--gone--></i><!--last-->");
  Edits edits;
  edits.dissolved = {find(page, "div").index()};
  edits.removed = {find(page, "i").index()};
  const Document edited = page.edited(edits);
  ASSERT_EQ(edited.comments().size(), 2U);
  EXPECT_EQ(edited.comments()[0].text, "in");
  EXPECT_EQ(edited.node(edited.comments()[0].parent).name(), "body");
  EXPECT_EQ(edited.node(edited.comments()[0].before).name(), "p");
  EXPECT_EQ(edited.comments()[1].before, edited.size());
}

TEST(Edited, DropsLinkedDataAlone) {
  const Document page = parsed(
      "<body><script type='application/ld+json'>{}</script>"
      "<script type='application/json'>[]</script>");
  Edits edits;
  edits.drops_linked_data = true;
  const Document edited = page.edited(edits);
  ASSERT_EQ(edited.data_scripts().size(), 1U);
  EXPECT_EQ(edited.data_scripts().front().content, "[]");
}

}  // namespace
}  // namespace tearsheet::html
