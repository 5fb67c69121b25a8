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

}  // namespace
}  // namespace tearsheet::select
