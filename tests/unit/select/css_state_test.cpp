#include "select/form_values.h"
#include "select_fixture.h"

namespace tearsheet::select {
namespace {

struct StateCase {
  const char* name;
  const char* selector;
  const char* expected;
};
class States : public testing::TestWithParam<StateCase> {
 protected:
  const html::Document document_ = parse(R"(<!DOCTYPE html><html id=html><body id=body>
<a id=a href=/>x</a><a id=b>y</a><form id=f><input id=i1 required><input id=i2 type=checkbox checked><input id=i3 disabled value=v>
<input id=i4 type=hidden required><input id=r1 type=radio name=g><input id=r2 type=radio name=g><input id=r3 type=radio name=h checked>
<fieldset id=fs disabled><legend id=lg><input id=i5></legend><input id=i6></fieldset>
<select id=s1><option id=o1>1<option id=o2>2</select><select id=s2><optgroup id=og disabled><option id=o3 selected>3<option id=o4>4</select>
<select id=s3 multiple><option id=o5>5<option id=o6 selected>6</select><textarea id=t placeholder=x readonly></textarea>
<input id=n type=number min=1 max=5 value=7><input id=w type=week min=2020-W10 value=2020-W09><input id=e type=email value=x>
<button id=b1 type=button>x</button><button id=b2>x</button><button id=b3>x</button></form>
<details id=d1 open></details><details id=d2></details><p id=ed contenteditable><i id=it>x</i></p><my-el id=my></my-el><progress id=pr></progress>
<p id=rtl dir=rtl>x<b id=bb>y</b><i id=au dir=auto>(z)</i></p><p id=de lang=de-Latn-CH><q id=q>x</q></p></body></html>)");
};
TEST_P(States, FollowFromTheMarkup) {
  EXPECT_EQ(css(GetParam().selector, document_), GetParam().expected);
}

INSTANTIATE_TEST_SUITE_P(
    Cases, States,
    testing::Values(StateCase{"Link", ":link", "a"}, StateCase{"AnyLink", ":any-link", "a"},
                    StateCase{"Visited", "a:visited", ""},
                    StateCase{"NotHover", "a:not(:hover)", "a b"},
                    StateCase{"Required", ":required", "i1"},
                    StateCase{"Disabled", ":disabled", "i3 fs i6 og o3 o4"},
                    StateCase{"EnabledInputs", "input:enabled", "i1 i2 i4 r1 r2 r3 i5 n w e"},
                    StateCase{"Checked", ":checked", "i2 r3 o1 o3 o6"},
                    StateCase{"Default", ":default", "i2 r3 o3 o6 b2"},
                    StateCase{"Indeterminate", ":indeterminate", "r1 r2 pr"},
                    StateCase{"PlaceholderShown", ":placeholder-shown", "t"},
                    StateCase{"ReadWrite", ":read-write", "i1 i5 n w e ed it"},
                    StateCase{"ReadOnlyAreas", "textarea:read-only", "t"},
                    StateCase{"InRange", ":in-range", ""},
                    StateCase{"OutOfRange", ":out-of-range", "n w"},
                    StateCase{"Invalid", ":invalid", "i1 n w e"}, StateCase{"Open", ":open", "d1"},
                    StateCase{"NotDefined", ":not(:defined)", "my"},
                    StateCase{"RightToLeft", ":dir(rtl)", "rtl bb"},
                    StateCase{"LangRange", "q:lang(de-CH)", "q"},
                    StateCase{"LangWildcard", "q:lang('*-CH')", "q"},
                    StateCase{"JQueryButton", ":button", "b1 b2 b3"},
                    StateCase{"JQueryRadio", ":radio", "r1 r2 r3"}),
    [](const auto& test) { return std::string(test.param.name); });

struct ValueCase {
  const char* type;
  const char* value;
  bool is_valid;
};
class InputValue : public testing::TestWithParam<ValueCase> {};
TEST_P(InputValue, IsReadByItsType) {
  EXPECT_EQ(parse_input_value(GetParam().type, GetParam().value).has_value(), GetParam().is_valid)
      << GetParam().type << ' ' << GetParam().value;
}
INSTANTIATE_TEST_SUITE_P(
    Cases, InputValue,
    testing::Values(ValueCase{"date", "2024-02-29", true}, ValueCase{"date", "2023-02-29", false},
                    ValueCase{"date", "2023-1-1", false}, ValueCase{"month", "2023-12", true},
                    ValueCase{"month", "2023-13", false}, ValueCase{"week", "2020-W53", true},
                    ValueCase{"week", "2021-W53", false}, ValueCase{"time", "23:59:59.5", true},
                    ValueCase{"time", "24:00", false},
                    ValueCase{"datetime-local", "2020-01-01T00:00", true},
                    ValueCase{"datetime-local", "2020-01-01", false},
                    ValueCase{"number", "-1.5e3", true}, ValueCase{"number", "+1", false},
                    ValueCase{"number", "1.", false}, ValueCase{"number", "inf", false},
                    ValueCase{"text", "1", false}));

class Direction : public testing::TestWithParam<std::pair<const char*, bool>> {};
TEST_P(Direction, IsThatOfTheFirstStrongCharacterWhereItIsAsked) {
  const auto document = parse(std::string("<!DOCTYPE html><body>") + GetParam().first);
  EXPECT_EQ(css("#x:dir(rtl)", document), GetParam().second ? "x" : "");
}
INSTANTIATE_TEST_SUITE_P(
    Cases, Direction,
    testing::Values(std::pair("<p id=x dir=auto>123 שלום</p>", true),
                    std::pair("<p id=x dir=auto>123 word שלום</p>", false),
                    std::pair("<p id=x dir=auto><bdi>word</bdi><b dir=ltr>word</b>سلام</p>", true),
                    std::pair("<p id=x dir=auto><script>word</script>سلام</p>", true),
                    std::pair("<p id=x dir=AUTO>123</p>", false),
                    std::pair("<div dir=rtl><p id=x dir=auto>123</p></div>", true),
                    std::pair("<div dir=rtl><p id=x dir=other>word</p></div>", true),
                    std::pair("<div dir=rtl><p id=x dir=ltr>שלום</p></div>", false),
                    std::pair("<bdi id=x>שלום</bdi>", true),
                    std::pair("<div dir=rtl><bdi id=x>word</bdi></div>", false),
                    std::pair("<input id=x dir=auto value=שלום>", true),
                    std::pair("<div dir=rtl><input id=x dir=auto value=12></div>", false),
                    std::pair("<div dir=rtl><input id=x type=checkbox dir=auto></div>", true),
                    std::pair("<div dir=rtl><input id=x type=tel></div>", false)));

class InputValidity : public testing::TestWithParam<std::pair<const char*, bool>> {};
TEST_P(InputValidity, FollowsFromItsTypeAndItsText) {
  const auto document = parse(std::string("<!DOCTYPE html><body><form>") + GetParam().first);
  EXPECT_EQ(css("#x:invalid", document), GetParam().second ? "" : "x");
}
INSTANTIATE_TEST_SUITE_P(
    Cases, InputValidity,
    testing::Values(std::pair("<input id=x type=email value=kim@pier.example>", true),
                    std::pair("<input id=x type=email value=kim.o'x+y@a-b.pier>", true),
                    std::pair("<input id=x type=email value=''>", true),
                    std::pair("<input id=x type=email value=@pier>", false),
                    std::pair("<input id=x type=email value='k m@pier'>", false),
                    std::pair("<input id=x type=email value=kim@>", false),
                    std::pair("<input id=x type=email value=kim@pier.>", false),
                    std::pair("<input id=x type=email value=kim@pier..example>", false),
                    std::pair("<input id=x type=email value=kim@-pier>", false),
                    std::pair("<input id=x type=email value=kim@pier-.example>", false),
                    std::pair("<input id=x type=email value=kim@pi_er>", false),
                    std::pair("<input id=x type=url value=https://pier.example/>", true),
                    std::pair("<input id=x type=url value=mailto:kim>", true),
                    std::pair("<input id=x type=url value=pier.example>", false),
                    std::pair("<input id=x type=url value=:x>", false),
                    std::pair("<input id=x type=url value=1a:x>", false),
                    std::pair("<input id=x type=url value=a_b:x>", false),
                    std::pair("<input id=x type=url value=https:>", false),
                    std::pair("<textarea id=x required></textarea>", false),
                    std::pair("<textarea id=x required readonly></textarea>", true),
                    std::pair("<input id=x type=checkbox required>", false),
                    std::pair("<input id=x type=color required>", true),
                    std::pair("<input id=x required readonly>", true),
                    std::pair("<input id=x type=time min=22:00 max=02:00 value=23:00>", true),
                    std::pair("<input id=x type=time min=22:00 max=02:00 value=12:00>", false),
                    std::pair("<input id=x type=time min=22:00 value=12:00>", false)));

}  // namespace
}  // namespace tearsheet::select
