// Languages: the table of default encodings by locale in WHATWG HTML 13.2.3.2, last step.
// Countries: their languages.
#include "text/language_encoding.h"

#include <algorithm>
#include <string>

#include "base/ascii.h"

namespace tearsheet::text {
namespace {

struct Usual {
  std::string_view code;
  Encoding encoding;
};

constexpr Usual kLanguages[] = {
    {"ar", Encoding::kWindows1256}, {"az", Encoding::kWindows1254}, {"ba", Encoding::kWindows1251},
    {"be", Encoding::kWindows1251}, {"bg", Encoding::kWindows1251}, {"bs", Encoding::kWindows1250},
    {"cs", Encoding::kWindows1250}, {"el", Encoding::kWindows1253}, {"et", Encoding::kWindows1257},
    {"fa", Encoding::kWindows1256}, {"he", Encoding::kWindows1255}, {"hr", Encoding::kWindows1250},
    {"hu", Encoding::kWindows1250}, {"ja", Encoding::kShiftJis},    {"kk", Encoding::kWindows1251},
    {"ko", Encoding::kEucKr},       {"ku", Encoding::kWindows1254}, {"ky", Encoding::kWindows1251},
    {"lt", Encoding::kWindows1257}, {"lv", Encoding::kWindows1257}, {"mk", Encoding::kWindows1251},
    {"mn", Encoding::kWindows1251}, {"pl", Encoding::kWindows1250}, {"ro", Encoding::kWindows1250},
    {"ru", Encoding::kWindows1251}, {"sk", Encoding::kWindows1250}, {"sl", Encoding::kWindows1250},
    {"sq", Encoding::kWindows1250}, {"sr", Encoding::kWindows1251}, {"tg", Encoding::kWindows1251},
    {"th", Encoding::kWindows874},  {"tr", Encoding::kWindows1254}, {"tt", Encoding::kWindows1251},
    {"uk", Encoding::kWindows1251}, {"ur", Encoding::kWindows1256}, {"vi", Encoding::kWindows1258},
    {"zh", Encoding::kGbk},
};

constexpr Usual kDomains[] = {
    {"ae", Encoding::kWindows1256}, {"al", Encoding::kWindows1250}, {"az", Encoding::kWindows1254},
    {"ba", Encoding::kWindows1250}, {"bg", Encoding::kWindows1251}, {"by", Encoding::kWindows1251},
    {"cn", Encoding::kGbk},         {"cy", Encoding::kWindows1253}, {"cz", Encoding::kWindows1250},
    {"dz", Encoding::kWindows1256}, {"ee", Encoding::kWindows1257}, {"eg", Encoding::kWindows1256},
    {"gr", Encoding::kWindows1253}, {"hk", Encoding::kBig5},        {"hr", Encoding::kWindows1250},
    {"hu", Encoding::kWindows1250}, {"il", Encoding::kWindows1255}, {"iq", Encoding::kWindows1256},
    {"ir", Encoding::kWindows1256}, {"jo", Encoding::kWindows1256}, {"jp", Encoding::kShiftJis},
    {"kg", Encoding::kWindows1251}, {"kr", Encoding::kEucKr},       {"kz", Encoding::kWindows1251},
    {"lb", Encoding::kWindows1256}, {"lt", Encoding::kWindows1257}, {"lv", Encoding::kWindows1257},
    {"ma", Encoding::kWindows1256}, {"mk", Encoding::kWindows1251}, {"mn", Encoding::kWindows1251},
    {"pk", Encoding::kWindows1256}, {"pl", Encoding::kWindows1250}, {"ro", Encoding::kWindows1250},
    {"rs", Encoding::kWindows1251}, {"ru", Encoding::kWindows1251}, {"sa", Encoding::kWindows1256},
    {"si", Encoding::kWindows1250}, {"sk", Encoding::kWindows1250}, {"su", Encoding::kWindows1251},
    {"sy", Encoding::kWindows1256}, {"th", Encoding::kWindows874},  {"tj", Encoding::kWindows1251},
    {"tr", Encoding::kWindows1254}, {"tw", Encoding::kBig5},        {"ua", Encoding::kWindows1251},
    {"vn", Encoding::kWindows1258},
};

template <std::size_t kSize>
std::optional<Encoding> find(const Usual (&table)[kSize], std::string_view code) {
  const auto found = std::lower_bound(
      std::begin(table), std::end(table), code,
      [](const Usual& usual, std::string_view wanted) { return usual.code < wanted; });
  if (found == std::end(table) || found->code != code) return std::nullopt;
  return found->encoding;
}

}  // namespace

std::optional<Encoding> usual_encoding(std::string_view language, std::string_view domain) {
  const std::string tag = to_lower(language);
  if (tag.size() >= 2) {
    for (const std::string_view traditional : {"tw", "hk", "mo", "hant"}) {
      if (tag.starts_with("zh") && tag.ends_with(traditional)) return Encoding::kBig5;
    }
    return find(kLanguages, std::string_view(tag).substr(0, tag.find_first_of("-_")));
  }
  return find(kDomains, to_lower(domain.substr(domain.rfind('.') + 1)));
}

}  // namespace tearsheet::text
