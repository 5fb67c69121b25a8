#include "feed/xml_reader.h"

#include <gtest/gtest.h>

#include "feed/source.h"

namespace tearsheet::feed {
namespace {

// Events as text: "<name key=value>", text, "</>".
std::string trace(std::string_view xml, unsigned max_depth = 256) {
  TextSource source{std::string(xml)};
  XmlReader reader(source, 1 << 20, max_depth);
  std::string out;
  while (true) {
    switch (reader.next()) {
      case XmlReader::Event::kStart:
        out += "<" + std::string(reader.element().name);
        for (const auto& attribute : reader.element().attributes) {
          out += " " + std::string(attribute.name) + "=" + std::string(attribute.value);
        }
        out += ">";
        break;
      case XmlReader::Event::kText:
        out += reader.text();
        break;
      case XmlReader::Event::kEnd:
        out += "</>";
        break;
      case XmlReader::Event::kDone:
        return out;
      case XmlReader::Event::kFailed:
        return out + "! " + reader.error().message;
    }
  }
}

struct ReaderCase {
  const char* name;
  std::string_view xml;
  std::string_view events;
};
class ReadsXml : public testing::TestWithParam<ReaderCase> {};
TEST_P(ReadsXml, AsMeant) {
  EXPECT_EQ(trace(GetParam().xml), GetParam().events);
}

INSTANTIATE_TEST_SUITE_P(
    WellFormed, ReadsXml,
    testing::Values(
        ReaderCase{"Elements", "<?xml version='1.0'?><a><b c='1' d=\"2\"/>t</a>",
                   "<a><b c=1 d=2></>t</>"},
        ReaderCase{"References", "<a b='&lt;&#65;'>&amp;&#x42;&gt;</a>", "<a b=<A>&B></>"},
        ReaderCase{"Cdata", "<a>x<![CDATA[<b>&amp;]]>y</a>", "<a>x<b>&amp;y</>"},
        ReaderCase{"CdataInTwo", "<a><![CDATA[b[0]]]]><![CDATA[>1]]></a>", "<a>b[0]]>1</>"},
        ReaderCase{"CommentsAndInstructions",
                   "<!-- x --><?pi?><a><!-- <b> -->t<?php echo '>' ?></a><!-- y -->", "<a>t</>"},
        ReaderCase{"DocumentType", "<!DOCTYPE a SYSTEM \"x>y\" [<!ELEMENT a (b)>]><a/>", "<a></>"},
        ReaderCase{"OwnEntity", "<!DOCTYPE a [<!ENTITY e \"text\">]><a>&e;</a>", "<a>text</>"},
        ReaderCase{"GreaterInValue", "<a b=\"x > y\">t</a>", "<a b=x > y>t</>"}),
    [](const auto& test) { return std::string(test.param.name); });

INSTANTIATE_TEST_SUITE_P(
    Repairs, ReadsXml,
    testing::Values(
        ReaderCase{"JunkInFront", "\n\xEF\xBB\xBF &nbsp; x <a>t</a>", "<a>t</>"},
        ReaderCase{"SecondDeclaration", "<?xml version='1.0'?><?xml version='1.0'?><a/>", "<a></>"},
        ReaderCase{"TextBehindTheRoot", "<a/>junk</a>", "<a></>"},
        ReaderCase{"BareAmpersand", "<a>AT&T & co</a>", "<a>AT&T & co</>"},
        ReaderCase{"BareLess", "<a>1 < 2 <3</a>", "<a>1 < 2 <3</>"},
        ReaderCase{"HtmlEntities", "<a>caf&eacute;&nbsp;&hellip;</a>", "<a>café\xC2\xA0…</>"},
        ReaderCase{"WindowsNumbers", "<a>&#146;</a>", "<a>’</>"},
        ReaderCase{"SurrogateNumbers", "<a>&#55357;&#56832;</a>", "<a>\xF0\x9F\x98\x80</>"},
        ReaderCase{"NumbersOfNothing", "<a>&#0;&#x110000;&#xD800;x</a>", "<a>x</>"},
        ReaderCase{"ParameterInText", "<a>?x=1&copy=2&reg=3</a>", "<a>?x=1&copy=2&reg=3</>"},
        ReaderCase{"MissingEndTags", "<a><b>x", "<a><b>x</></>"},
        ReaderCase{"InnerEndMissing", "<a><b>x</a>", "<a><b>x</></>"},
        ReaderCase{"StrayEndTag", "<a>x</b>y</a>", "<a>xy</>"},
        ReaderCase{"CrossedTags", "<a><i>1<b>2</i>3</b></a>", "<a><i>1<b>2</></>3</>"},
        ReaderCase{"VoidOfHtml", "<a>1<br>2<img src=x></a>", "<a>1<br></>2<img src=x></></>"},
        ReaderCase{"SiblingsOfHtml", "<a><p>1<p>2</a>", "<a><p>1</><p>2</></>"},
        ReaderCase{"UnquotedValues", "<a b=1 c=x/y d>t</a>", "<a b=1 c=x/y d=>t</>"},
        ReaderCase{"UnclosedQuote", "<a b=\"1>t<c d=\"2\"/></a>", "<a b=1>t<c d=2></></>"},
        ReaderCase{"UnclosedTag", "<a><b <c>t</c></a>", "<a><b><c>t</></></>"},
        ReaderCase{"UpperCaseNames", "<A><B>x</b></a>", "<a><b>x</></>"},
        ReaderCase{"CutInCdata", "<a><![CDATA[te", "<a>te</>"},
        ReaderCase{"UnclosedComment", "<!-- x <a>t</a>", ""},
        ReaderCase{"UnclosedCommentInside", "<a><!-- x >t</a>", "<a>t</>"},
        ReaderCase{"UnclosedCdata", "<a><b><![CDATA[t</b><c/></a>", "<a><b>t</><c></></>"},
        ReaderCase{"CutInTag", "<a>te<b c=", "<a>te</>"},
        ReaderCase{"CutInReference", "<a>te&am", "<a>te&am</>"}),
    [](const auto& test) { return std::string(test.param.name); });

INSTANTIATE_TEST_SUITE_P(
    NeverGrowsOrOpens, ReadsXml,
    testing::Values(
        ReaderCase{"ExternalEntity",
                   "<!DOCTYPE a [<!ENTITY e SYSTEM 'file:///etc/hostname'>]><a>&e;</a>",
                   "<a>&e;</>"},
        ReaderCase{"ParameterEntity", "<!DOCTYPE a [<!ENTITY % p 'x'>%p;]><a>&p;</a>", "<a>&p;</>"},
        ReaderCase{"EntityOfEntities",
                   "<!DOCTYPE a [<!ENTITY b 'bb'><!ENTITY c '&b;&b;'>]><a>&c;</a>", "<a>&c;</>"},
        ReaderCase{"EntityWithMarkup", "<!DOCTYPE a [<!ENTITY b '<c/>'>]><a>&b;</a>", "<a>&b;</>"}),
    [](const auto& test) { return std::string(test.param.name); });

TEST(XmlReaderLimits, RefusesALargeDocumentType) {
  const auto xml = "<!DOCTYPE a [<!ENTITY e \"" + std::string(100'000, 'x') + "\">]><a>&e;</a>";
  EXPECT_EQ(trace(xml), "! document type declaration above 16384 bytes");
}

TEST(XmlReaderLimits, DropsElementsBelowTheDepth) {
  EXPECT_EQ(trace("<a><b><c>x<d>y</d></c>z</b></a>", 2), "<a><b>xyz</></>");
}

TEST(XmlReaderLimits, CountsBytes) {
  TextSource source("<a>" + std::string(1000, 'x'));
  XmlReader reader(source, 500, 256);
  EXPECT_EQ(reader.next(), XmlReader::Event::kFailed);
  EXPECT_EQ(reader.error().code, ErrorCode::kTooLarge);
}

struct VocabularyCase {
  const char* name;
  std::string_view xml;
  Vocabulary vocabulary;
};
class InnermostElement : public testing::TestWithParam<VocabularyCase> {};
TEST_P(InnermostElement, BelongsToAVocabulary) {
  TextSource source{std::string(GetParam().xml)};
  XmlReader reader(source, 1 << 20, 256);
  auto last = Vocabulary::kOther;
  for (auto event = reader.next(); event != XmlReader::Event::kDone; event = reader.next()) {
    if (event == XmlReader::Event::kStart) last = reader.element().vocabulary;
  }
  EXPECT_EQ(last, GetParam().vocabulary);
}
INSTANTIATE_TEST_SUITE_P(
    Cases, InnermostElement,
    testing::Values(
        VocabularyCase{"None", "<a/>", Vocabulary::kCore},
        VocabularyCase{"ByUri", "<f:a xmlns:f='http://purl.org/dc/elements/1.1/'/>",
                       Vocabulary::kDublinCore},
        VocabularyCase{"ByOtherScheme", "<a xmlns='https://www.w3.org/2005/Atom/'/>",
                       Vocabulary::kAtom},
        VocabularyCase{"ByPrefixAlone", "<media:a/>", Vocabulary::kMedia},
        VocabularyCase{"ByPrefixWhereUriIsWrong", "<dc:a xmlns:dc='http://wrong.example/'/>",
                       Vocabulary::kDublinCore},
        VocabularyCase{
            "InnerDeclaration",
            "<a xmlns='http://www.w3.org/2005/Atom'><b xmlns='http://www.w3.org/1999/xhtml'/></a>",
            Vocabulary::kXhtml},
        VocabularyCase{"DeclarationEnds", "<a><b xmlns='http://www.w3.org/1999/xhtml'/><c/></a>",
                       Vocabulary::kCore},
        VocabularyCase{"Unknown", "<x:a/>", Vocabulary::kOther}),
    [](const auto& test) { return std::string(test.param.name); });

}  // namespace
}  // namespace tearsheet::feed
