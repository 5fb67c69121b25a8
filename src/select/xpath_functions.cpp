#include "select/xpath_functions.h"

#include <libxml/xpathInternals.h>
#include <re2/re2.h>

#include <algorithm>
#include <array>
#include <string_view>
#include <vector>

#include "base/ascii.h"
#include "select/words.h"

namespace tearsheet::select {
namespace {

// 2 GB of string work is a second or two; a query on a news page reads a few megabytes.
constexpr std::uint64_t kMaxStringBytes = 2'000'000'000;
constexpr std::size_t kMaxPatterns = 64;  // compiled patterns kept per evaluation
constexpr std::int64_t kMaxPatternMemory = 1
                                           << 20;  // RE2 falls back to a slower automaton beyond it

constexpr const char* kRegexNamespace = "http://exslt.org/regular-expressions";

const xmlChar* bytes(const char* text) {
  return reinterpret_cast<const xmlChar*>(text);
}
std::string_view view(const xmlChar* text) {
  return text == nullptr ? std::string_view{}
                         : std::string_view(reinterpret_cast<const char*>(text));
}
XPathCalls& calls_of(xmlXPathParserContext* parser) {
  return *static_cast<XPathCalls*>(parser->context->userData);
}

// --- the account ---

std::uint64_t size_of(const XPathMirror& mirror, const xmlNode* node) {
  if (node->type == XML_NAMESPACE_DECL) return 0;
  if (node->type == XML_ATTRIBUTE_NODE) {
    return node->children == nullptr ? 0 : view(node->children->content).size();
  }
  const auto original = XPathMirror::original(node);
  if (original && (node->type == XML_ELEMENT_NODE || node->type == XML_DOCUMENT_NODE)) {
    return mirror.text_bytes(*original);
  }
  return view(node->type == XML_TEXT_NODE || node->type == XML_COMMENT_NODE ? node->content
                                                                            : nullptr)
      .size();
}

std::uint64_t size_of(const XPathMirror& mirror, const xmlXPathObject* object, bool all_nodes) {
  if (object->type == XPATH_STRING) return view(object->stringval).size();
  if (object->type != XPATH_NODESET || object->nodesetval == nullptr) return 0;
  const xmlNodeSet& set = *object->nodesetval;
  std::uint64_t total = 0;
  for (int i = 0; i < set.nodeNr && (i == 0 || all_nodes); ++i)
    total += size_of(mirror, set.nodeTab[i]);
  return total;
}

bool charge(xmlXPathParserContext* parser, std::uint64_t cost) {
  XPathCalls& calls = calls_of(parser);
  if (cost > calls.bytes_left) {
    xmlXPathErr(parser, XPATH_OP_LIMIT_EXCEEDED);
    return false;
  }
  calls.bytes_left -= cost;
  return true;
}

enum class Reads { kFirst, kAll, kTimesSecond };

template <xmlXPathFunction Function, Reads reads>
void counted(xmlXPathParserContext* parser, int arguments) {
  const XPathMirror& mirror = calls_of(parser).mirror;
  std::uint64_t cost = 16;
  for (int i = 0; i < std::min(arguments, parser->valueNr); ++i) {
    cost += size_of(mirror, parser->valueTab[parser->valueNr - 1 - i], reads == Reads::kAll);
  }
  if (arguments == 0 && parser->context->node != nullptr)
    cost += size_of(mirror, parser->context->node);
  if (reads == Reads::kTimesSecond && arguments == 3 && parser->valueNr >= 3) {
    // translate() looks each character up in its second argument, from the front.
    cost *= 1 + size_of(mirror, parser->valueTab[parser->valueNr - 2], false) / 8;
  }
  if (charge(parser, cost)) Function(parser, arguments);
}

struct Counted {
  std::string_view name;
  xmlXPathFunction function;
};
constexpr std::array kCounted{
    Counted{"string", counted<xmlXPathStringFunction, Reads::kFirst>},
    Counted{"string-length", counted<xmlXPathStringLengthFunction, Reads::kFirst>},
    Counted{"concat", counted<xmlXPathConcatFunction, Reads::kFirst>},
    Counted{"contains", counted<xmlXPathContainsFunction, Reads::kFirst>},
    Counted{"starts-with", counted<xmlXPathStartsWithFunction, Reads::kFirst>},
    Counted{"substring", counted<xmlXPathSubstringFunction, Reads::kFirst>},
    Counted{"substring-before", counted<xmlXPathSubstringBeforeFunction, Reads::kFirst>},
    Counted{"substring-after", counted<xmlXPathSubstringAfterFunction, Reads::kFirst>},
    Counted{"normalize-space", counted<xmlXPathNormalizeFunction, Reads::kFirst>},
    Counted{"translate", counted<xmlXPathTranslateFunction, Reads::kTimesSecond>},
    Counted{"number", counted<xmlXPathNumberFunction, Reads::kFirst>},
    Counted{"floor", counted<xmlXPathFloorFunction, Reads::kFirst>},
    Counted{"ceiling", counted<xmlXPathCeilingFunction, Reads::kFirst>},
    Counted{"round", counted<xmlXPathRoundFunction, Reads::kFirst>},
    Counted{"id", counted<xmlXPathIdFunction, Reads::kAll>},
    Counted{"sum", counted<xmlXPathSumFunction, Reads::kAll>}};

xmlXPathFunction find_counted(void* /*data*/, const xmlChar* name, const xmlChar* name_space) {
  if (name_space != nullptr) return nullptr;
  for (const Counted& known : kCounted) {
    if (known.name == view(name)) return known.function;
  }
  return nullptr;
}

// --- our own ---

/// Takes the arguments off libxml2's stack as strings, in the order written; false if there are too
/// few.
bool pop_strings(xmlXPathParserContext* parser, int arguments, std::vector<std::string>& strings) {
  strings.assign(static_cast<std::size_t>(arguments), {});
  for (int i = arguments; i-- > 0;) {
    const XPathMirror& mirror = calls_of(parser).mirror;
    if (parser->value != nullptr && !charge(parser, 16 + size_of(mirror, parser->value, false)))
      return false;
    xmlChar* text = xmlXPathPopString(parser);
    if (text != nullptr) strings[static_cast<std::size_t>(i)] = view(text);
    xmlFree(text);
    if (xmlXPathCheckError(parser)) return false;
  }
  return true;
}

const re2::RE2* compiled(xmlXPathParserContext* parser, const std::string& pattern,
                         std::string_view flags) {
  XPathCalls& calls = calls_of(parser);
  const bool ignores_case = flags.find('i') != std::string_view::npos;
  std::string key = (ignores_case ? "i" : "c") + pattern;
  const auto found = calls.patterns.find(key);
  if (found != calls.patterns.end()) return found->second.get();
  re2::RE2::Options options;
  options.set_log_errors(false);
  options.set_case_sensitive(!ignores_case);
  options.set_max_mem(kMaxPatternMemory);
  auto regex = std::make_unique<re2::RE2>(pattern, options);
  if (!regex->ok()) {
    calls.error = "the pattern '" + pattern + "' is not understood: " + regex->error();
    xmlXPathErr(parser, XPATH_EXPR_ERROR);
    return nullptr;
  }
  if (calls.patterns.size() >= kMaxPatterns) calls.patterns.clear();
  return calls.patterns.emplace(std::move(key), std::move(regex)).first->second.get();
}

void re_test(xmlXPathParserContext* parser, int arguments) {
  std::vector<std::string> strings;
  if (!pop_strings(parser, arguments, strings)) return;
  const re2::RE2* regex = compiled(parser, strings[1], arguments > 2 ? strings[2] : "");
  if (regex == nullptr) return;
  valuePush(parser, xmlXPathNewBoolean(re2::RE2::PartialMatch(strings[0], *regex) ? 1 : 0));
}

void add_match(XPathCalls& calls, xmlNodeSet* set, std::string_view text) {
  if (calls.made == nullptr) {
    calls.made.reset(xmlNewDoc(bytes("1.0")));
    xmlDocSetRootElement(calls.made.get(),
                         xmlNewDocNode(calls.made.get(), nullptr, bytes("matches"), nullptr));
  }
  xmlNode* node =
      xmlNewChild(xmlDocGetRootElement(calls.made.get()), nullptr, bytes("match"), nullptr);
  xmlNodeAddContentLen(node, reinterpret_cast<const xmlChar*>(text.data()),
                       static_cast<int>(text.size()));
  xmlXPathNodeSetAddUnique(set, node);
}

// EXSLT: the whole match and its groups; with the flag "g" all whole matches and no groups.
void re_match(xmlXPathParserContext* parser, int arguments) {
  std::vector<std::string> strings;
  if (!pop_strings(parser, arguments, strings)) return;
  const std::string flags = arguments > 2 ? strings[2] : "";
  const re2::RE2* regex = compiled(parser, strings[1], flags);
  if (regex == nullptr) return;
  const bool is_global = flags.find('g') != std::string::npos;
  const re2::StringPiece text(strings[0]);
  std::vector<re2::StringPiece> groups(
      is_global ? 1 : static_cast<std::size_t>(regex->NumberOfCapturingGroups()) + 1);
  xmlNodeSet* set = xmlXPathNodeSetCreate(nullptr);
  std::size_t at = 0;
  while (at <= text.size() && regex->Match(text, at, text.size(), re2::RE2::UNANCHORED,
                                           groups.data(), static_cast<int>(groups.size()))) {
    for (const re2::StringPiece& group : groups) {
      if (!charge(parser, 256 + group.size())) {  // a node is made for each
        xmlXPathFreeNodeSet(set);
        return;
      }
      add_match(calls_of(parser), set, {group.data() == nullptr ? "" : group.data(), group.size()});
    }
    if (!is_global) break;
    const auto end = static_cast<std::size_t>(groups[0].data() - text.data()) + groups[0].size();
    at = groups[0].empty() ? end + 1 : end;
  }
  valuePush(parser, xmlXPathWrapNodeSet(set));
}

void re_replace(xmlXPathParserContext* parser, int arguments) {
  std::vector<std::string> strings;
  if (!pop_strings(parser, arguments, strings)) return;
  const re2::RE2* regex = compiled(parser, strings[1], strings[2]);
  if (regex == nullptr) return;
  // EXSLT's replacement is plain text; RE2 gives the backslash a meaning.
  std::string replacement;
  for (const char c : strings[3]) replacement.append(c == '\\' ? 2 : 1, c);
  if (!charge(parser, (strings[0].size() + 1) * (replacement.size() + 1))) return;
  if (strings[2].find('g') != std::string::npos) {
    re2::RE2::GlobalReplace(&strings[0], *regex, replacement);
  } else {
    re2::RE2::Replace(&strings[0], *regex, replacement);
  }
  valuePush(parser, xmlXPathNewString(bytes(strings[0].c_str())));
}

/// has-class('a', 'b'): the context element has all of them, as in parsel.
void has_class(xmlXPathParserContext* parser, int arguments) {
  std::vector<std::string> names;
  if (!pop_strings(parser, arguments, names)) return;
  bool has_all = false;
  const xmlNode* node = parser->context->node;
  if (node != nullptr && node->type == XML_ELEMENT_NODE) {
    xmlChar* value = xmlGetNoNsProp(node, bytes("class"));
    const std::string_view classes = view(value);
    has_all = std::all_of(names.begin(), names.end(), [classes](const std::string& name) {
      return any_word(classes, [&name](std::string_view word) { return word == name; });
    });
    xmlFree(value);
  }
  valuePush(parser, xmlXPathNewBoolean(has_all ? 1 : 0));
}

}  // namespace

XPathCalls::XPathCalls(const XPathMirror& on) : mirror(on), bytes_left(kMaxStringBytes) {}
XPathCalls::~XPathCalls() = default;

void register_functions(xmlXPathContext& context, XPathCalls& calls) {
  context.userData = &calls;
  xmlXPathRegisterFuncLookup(&context, find_counted, nullptr);
  xmlXPathRegisterNs(&context, bytes("re"), bytes(kRegexNamespace));
  xmlXPathRegisterFuncNS(&context, bytes("test"), bytes(kRegexNamespace), re_test);
  xmlXPathRegisterFuncNS(&context, bytes("match"), bytes(kRegexNamespace), re_match);
  xmlXPathRegisterFuncNS(&context, bytes("replace"), bytes(kRegexNamespace), re_replace);
  xmlXPathRegisterFunc(&context, bytes("has-class"), has_class);
}

}  // namespace tearsheet::select
