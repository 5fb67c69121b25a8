// On well-formed XML our reader and libxml2's SAX2 parser say the same, element for element.
#include <gtest/gtest.h>
#include <libxml/parser.h>

#include <array>
#include <random>

#include "feed/source.h"
#include "feed/xml_reader.h"

namespace tearsheet::feed {
namespace {

std::string ours(const std::string& xml) {
  TextSource source(xml);
  XmlReader reader(source, 1 << 24, 256);
  std::string out;
  for (auto event = reader.next(); event != XmlReader::Event::kDone; event = reader.next()) {
    if (event == XmlReader::Event::kFailed) return "failed: " + reader.error().message;
    if (event == XmlReader::Event::kText) out += reader.text();
    if (event == XmlReader::Event::kEnd) out += "</>";
    if (event != XmlReader::Event::kStart) continue;
    out += "<" + std::string(reader.element().name) + "{" + std::string(reader.element().uri) + "}";
    for (const auto& attribute : reader.element().attributes) {
      if (attribute.name.starts_with("xmlns") || attribute.vocabulary == Vocabulary::kOther)
        continue;
      out += " " + std::string(attribute.name) + "=" + std::string(attribute.value);
    }
    out += ">";
  }
  return out;
}

std::string as_string(const xmlChar* text) {
  return text == nullptr ? "" : reinterpret_cast<const char*>(text);
}

void on_start(void* context, const xmlChar* name, const xmlChar*, const xmlChar* uri, int,
              const xmlChar**, int count, int, const xmlChar** attributes) {
  auto& out = *static_cast<std::string*>(context);
  out += "<" + as_string(name) + "{" + as_string(uri) + "}";
  for (int i = 0; i < count; ++i) {  // name, prefix, URI, begin and end of the value
    const auto* begin = reinterpret_cast<const char*>(attributes[5 * i + 3]);
    const auto* end = reinterpret_cast<const char*>(attributes[5 * i + 4]);
    out += " " + as_string(attributes[5 * i]) + "=" + std::string(begin, end);
  }
  out += ">";
}
void on_end(void* context, const xmlChar*, const xmlChar*, const xmlChar*) {
  *static_cast<std::string*>(context) += "</>";
}
void on_text(void* context, const xmlChar* text, int size) {
  static_cast<std::string*>(context)->append(reinterpret_cast<const char*>(text),
                                             static_cast<std::size_t>(size));
}

std::string libxml2s(const std::string& xml) {
  xmlSAXHandler handler{};
  handler.initialized = XML_SAX2_MAGIC;
  handler.startElementNs = on_start;
  handler.endElementNs = on_end;
  handler.characters = on_text;
  handler.ignorableWhitespace = on_text;
  handler.cdataBlock = on_text;
  std::string out;
  EXPECT_EQ(xmlSAXUserParseMemory(&handler, &out, xml.data(), static_cast<int>(xml.size())), 0)
      << xml;
  return out;
}

// Random well-formed documents: every construct that a feed uses, in any nesting.
class Generator {
 public:
  explicit Generator(unsigned seed) : random_(seed) {}

  std::string document() {
    std::string xml =
        "<?xml version=\"1.0\"?><!-- c --><root xmlns=\"http://www.w3.org/2005/Atom\" "
        "xmlns:m=\"http://search.yahoo.com/mrss/\">";
    std::vector<std::string> open;
    for (int i = 0; i < 60; ++i) {
      switch (pick(8)) {
        case 0:
        case 1:
          open.push_back(name());
          xml += "<" + open.back() + attributes() + ">";
          break;
        case 2:
          xml += "<" + name() + attributes() + "/>";
          break;
        case 3:
          if (open.empty()) break;
          xml += "</" + open.back() + ">";
          open.pop_back();
          break;
        case 4:
          xml += "<![CDATA[" + cdata() + "]]>";
          break;
        case 5:
          xml += pick(2) == 0 ? "<!-- <b> & -->" : "<?php echo '<x>' ?>";
          break;
        default:
          xml += text();
      }
    }
    for (; !open.empty(); open.pop_back()) xml += "</" + open.back() + ">";
    return xml + "</root>\n";
  }

 private:
  std::size_t pick(std::size_t below) { return random_() % below; }
  template <std::size_t N>
  std::string one_of(const std::array<const char*, N>& list) {
    return list[pick(N)];
  }
  std::string name() { return one_of<6>({"item", "title", "m:content", "x-y", "a1", "div"}); }
  std::string text() {
    return one_of<8>({"word ", "&amp;", "&lt;b&gt;", "&#8217;", "&#xC9;", "조선", " \n", "a > b"});
  }
  std::string cdata() { return one_of<5>({"<b>x</b>", "a & b", "]]", "&amp;", "новости"}); }
  std::string attributes() {
    std::string all;
    if (pick(2) == 0)
      all += one_of<4>({" a=\"1\"", " a='&quot;x&quot;'", " a = \"a > b\"", " a=\"&#65;&lt;\""});
    if (pick(4) == 0) all += one_of<2>({" m:b=\"2\"", " b=''"});
    return all;
  }

  std::mt19937 random_;
};

TEST(XmlOracle, AgreesWithLibxml2OnWellFormedText) {
  for (unsigned seed = 1; seed <= 2000; ++seed) {
    const auto xml = Generator(seed).document();
    ASSERT_EQ(ours(xml), libxml2s(xml)) << "seed " << seed << "\n" << xml;
  }
}

}  // namespace
}  // namespace tearsheet::feed
