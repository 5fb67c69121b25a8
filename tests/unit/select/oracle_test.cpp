// The engine against the plain matcher, on generated pages and selectors.
#include <random>

#include "plain_matcher.h"
#include "select_fixture.h"

namespace tearsheet::select {
namespace {

class Generator {
 public:
  explicit Generator(unsigned seed) : random_(seed) {}

  int below(int limit) { return std::uniform_int_distribution<int>(0, limit - 1)(random_); }
  template <std::size_t N>
  std::string one_of(const char* const (&values)[N]) {
    return values[below(static_cast<int>(N))];
  }

  std::string page(int elements) {
    std::string html = "<!DOCTYPE html><body>";
    std::vector<std::string> open;
    for (int i = 0; i < elements; ++i) {
      const std::string name = one_of(kNames);
      html += "<" + name;
      if (below(2) == 0)
        html += " class='" + one_of(kClasses) + (below(3) == 0 ? " " + one_of(kClasses) : "") + "'";
      if (below(6) == 0) html += " id=" + one_of(kIds);
      if (below(5) == 0) html += " title='" + one_of(kClasses) + one_of(kClasses) + "'";
      html += ">";
      if (below(4) == 0) html += "t";
      open.push_back(name);
      while (!open.empty() && below(5) < 3) {
        html += "</" + open.back() + ">";
        open.pop_back();
      }
    }
    return html;
  }

  PlainList list(int depth) {
    PlainList list(static_cast<std::size_t>(1 + (below(4) == 0)));
    for (PlainComplex& complex : list) {
      complex.compounds.resize(static_cast<std::size_t>(1 + below(depth > 0 ? 4 : 2)));
      for (PlainCompound& compound : complex.compounds) fill(compound, depth);
    }
    return list;
  }

 private:
  static constexpr const char* kNames[] = {"div", "span", "b", "x-y"};
  static constexpr const char* kClasses[] = {"a", "b", "c", "dd", "ee"};
  static constexpr const char* kIds[] = {"i", "j", "k"};

  void fill(PlainCompound& compound, int depth) {
    compound.combinator = " >+~"[below(4)];
    if (below(2) == 0)
      compound.tests.push_back(
          {PlainTest::Kind::kType, below(4) == 0 ? "*" : one_of(kNames), "", 0, 0, nullptr});
    const int more = compound.tests.empty() ? 1 + below(2) : below(2);
    for (int i = 0; i < more; ++i) compound.tests.push_back(test(depth));
  }
  PlainTest test(int depth) {
    using Kind = PlainTest::Kind;
    const int step = below(5) - 2;
    const int offset = below(5) - 1;
    const auto nested = [&] { return std::make_shared<PlainList>(list(depth - 1)); };
    switch (below(depth > 0 ? 11 : 7)) {
      case 0:
      case 1:
        return {Kind::kClass, one_of(kClasses), "", 0, 0, nullptr};
      case 2:
        return {Kind::kId, one_of(kIds), "", 0, 0, nullptr};
      case 3:
        return {Kind::kAttribute, "title", one_of(kClasses), 0, 0, nullptr};
      case 4:
        return {Kind::kEmpty, "", "", 0, 0, nullptr};
      case 5:
        return {Kind::kNthChild, "", "", step, offset, nullptr};
      case 6:
        return {Kind::kNthLastOfType, "", "", step, offset, nullptr};
      case 7:
        return {Kind::kNthOf, "", "", step, offset, nested()};
      case 8:
        return {Kind::kIs, "", "", 0, 0, nested()};
      case 9:
        return {Kind::kNot, "", "", 0, 0, nested()};
      default:
        return {Kind::kHas, "", "", 0, 0, nested()};
    }
  }

  std::mt19937 random_;
};

void expect_same(const html::Document& document, Evaluator& evaluator, const PlainList& list) {
  const std::string css = to_css(list);
  const auto query = Query::css(css);
  ASSERT_TRUE(query) << css << ": " << query.error().message;
  std::vector<std::uint32_t> found;
  for (const html::Node node : evaluator.nodes(*query, document.root()))
    found.push_back(node.index());
  EXPECT_EQ(found, plain_matches(list, document)) << css;
}

class Oracle : public testing::TestWithParam<unsigned> {};

TEST_P(Oracle, AgreesWithTheEngine) {
  Generator generator(GetParam());
  const html::Document document = parse(generator.page(24));
  Evaluator evaluator(document);
  for (int i = 0; i < 25; ++i) expect_same(document, evaluator, generator.list(2));
}
INSTANTIATE_TEST_SUITE_P(Seeds, Oracle, testing::Range(0U, 40U));

// One program asked again and again for single elements takes so many steps that it starts to
// remember.
TEST(OracleOfMatches, AgreesWhenAnswersAreRemembered) {
  for (unsigned seed = 100; seed < 110; ++seed) {
    Generator generator(seed);
    const html::Document document = parse(generator.page(60));
    Evaluator evaluator(document);
    const PlainList list = generator.list(1);
    const auto query = Query::css(to_css(list));
    ASSERT_TRUE(query);
    const auto expected = plain_matches(list, document);
    for (int round = 0; round < 200; ++round) {
      std::vector<std::uint32_t> found;
      for (std::uint32_t i = 1; i < document.size(); ++i) {
        if (evaluator.matches(*query, document.node(i))) found.push_back(i);
      }
      ASSERT_EQ(found, expected) << to_css(list) << " in round " << round;
    }
  }
}

}  // namespace
}  // namespace tearsheet::select
