// Writes src/dates/names_table.cpp: what CLDR (as compiled into ICU) knows about how each language says dates.
// Run by scripts/generate-date-names; no part of the program.
#include <unicode/datefmt.h>
#include <unicode/dtfmtsym.h>
#include <unicode/rbnf.h>
#include <unicode/smpdtfmt.h>
#include <unicode/uchar.h>
#include <unicode/ures.h>
#include <unicode/uversion.h>

#include <algorithm>
#include <cstdio>
#include <map>
#include <memory>
#include <set>
#include <sstream>
#include <string>
#include <vector>

namespace {

using Names = std::vector<std::string>;

// In the order in which an ambiguous word is given to one of them: roughly by the number of news pages. The locales after
// the code are read into the same language.
const char* const kLanguages[] = {"en,en_GB,en_AU,en_CA",
                                  "es,es_MX,es_419",
                                  "ru",
                                  "de,de_AT,de_CH",
                                  "fr,fr_CA",
                                  "ja",
                                  "zh,zh_Hant,zh_HK",
                                  "pt,pt_PT",
                                  "it",
                                  "tr",
                                  "pl",
                                  "fa",
                                  "ko",
                                  "ar,ar_SA,ar_EG,ar_MA,ar_SY,ar_DZ,ar_TN,ar_IQ",
                                  "vi",
                                  "id",
                                  "nl",
                                  "uk",
                                  "cs",
                                  "el",
                                  "sv",
                                  "hu",
                                  "ro",
                                  "th",
                                  "fi",
                                  "he",
                                  "da",
                                  "sk",
                                  "bg",
                                  "hr",
                                  "no,nb,nn",
                                  "sr,sr_Latn",
                                  "lt",
                                  "sl",
                                  "ca",
                                  "et",
                                  "lv",
                                  "hi",
                                  "bn,bn_IN",
                                  "az,az_Cyrl",
                                  "kk",
                                  "ka",
                                  "hy",
                                  "be",
                                  "mk",
                                  "sq",
                                  "bs,bs_Cyrl",
                                  "is",
                                  "ms",
                                  "fil",
                                  "gl",
                                  "eu",
                                  "af",
                                  "sw,sw_KE",
                                  "ta",
                                  "te",
                                  "mr",
                                  "gu",
                                  "kn",
                                  "ml",
                                  "pa,pa_Arab",
                                  "or",
                                  "as",
                                  "ne",
                                  "si",
                                  "km",
                                  "lo",
                                  "my",
                                  "mn",
                                  "uz,uz_Cyrl",
                                  "ky",
                                  "tk",
                                  "tg",
                                  "ps",
                                  "ur,ur_IN",
                                  "sd",
                                  "ku",
                                  "ckb",
                                  "am",
                                  "so",
                                  "ha",
                                  "yo",
                                  "ig",
                                  "zu",
                                  "xh",
                                  "cy",
                                  "ga",
                                  "gd",
                                  "mt",
                                  "lb",
                                  "fy",
                                  "br",
                                  "fo",
                                  "tt",
                                  "ug",
                                  "ti",
                                  "mg",
                                  "rw",
                                  "jv",
                                  "su",
                                  "qu",
                                  "eo",
                                  "rm",
                                  "hsb",
                                  "dsb",
                                  "dz",
                                  "bo",
                                  "ii",
                                  "os",
                                  "ce",
                                  "sah",
                                  "ast",
                                  "kl",
                                  "se",
                                  "gsw",
                                  "yue",
                                  "ceb",
                                  "kok",
                                  "mai",
                                  "bho",
                                  "sa",
                                  "wo",
                                  "ln",
                                  "om",
                                  "rn",
                                  "sn",
                                  "st",
                                  "tn",
                                  "nso",
                                  "ia",
                                  "mi",
                                  "haw",
                                  "to"};

const char* const kUnits[] = {"second", "minute", "hour", "day", "week", "month", "year"};
const char* const kWidths[] = {"", "-short", "-narrow"};

std::string utf8(const icu::UnicodeString& text) {
  std::string out;
  text.toUTF8String(out);
  return out;
}
std::string trim(std::string text) {
  const auto cut = [&](const std::string& mark) {
    while (text.starts_with(mark)) text.erase(0, mark.size());
    while (text.size() >= mark.size() && text.ends_with(mark))
      text.erase(text.size() - mark.size());
  };
  for (int i = 0; i < 2; ++i) {
    for (const char* mark : {" ", "\u00a0", "\u202f", "\u200f", "\u200e", ",", "\u060c"}) cut(mark);
  }
  return text;
}
void add(Names& names, std::string text) {
  text = trim(text);
  if (text.empty() || text.find_first_of("|;{}\"\\\n") != std::string::npos) return;
  icu::UnicodeString lower = icu::UnicodeString::fromUTF8(text).foldCase();
  text = utf8(lower);
  while (text.ends_with('.')) text.pop_back();
  if (!text.empty() && std::ranges::find(names, text) == names.end()) names.push_back(text);
}
bool has_digit(const std::string& text) {
  return std::ranges::any_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

class Bundle {
 public:
  explicit Bundle(UResourceBundle* bundle) : bundle_(bundle, ures_close) {}
  static Bundle open(const char* package, const std::string& locale) {
    UErrorCode status = U_ZERO_ERROR;
    UResourceBundle* bundle = ures_openDirect(package, locale.c_str(), &status);
    return Bundle(U_SUCCESS(status) ? bundle : nullptr);
  }
  Bundle at(const std::string& key) const {
    UErrorCode status = U_ZERO_ERROR;
    UResourceBundle* child =
        bundle_ ? ures_getByKey(bundle_.get(), key.c_str(), nullptr, &status) : nullptr;
    return Bundle(U_SUCCESS(status) ? child : nullptr);
  }
  Bundle at(std::initializer_list<std::string> path) const {
    Bundle bundle(nullptr);
    const Bundle* here = this;
    for (const auto& key : path) {
      bundle = here->at(key);
      here = &bundle;
    }
    return bundle;
  }
  std::vector<std::pair<std::string, std::string>> strings() const {
    std::vector<std::pair<std::string, std::string>> all;
    if (!bundle_) return all;
    for (int32_t i = 0; i < ures_getSize(bundle_.get()); ++i) {
      UErrorCode status = U_ZERO_ERROR;
      std::unique_ptr<UResourceBundle, decltype(&ures_close)> child(
          ures_getByIndex(bundle_.get(), i, nullptr, &status), ures_close);
      if (U_FAILURE(status) || ures_getType(child.get()) != URES_STRING) continue;
      int32_t size = 0;
      const UChar* text = ures_getString(child.get(), &size, &status);
      const char* key = ures_getKey(child.get());
      if (U_SUCCESS(status)) all.emplace_back(key ? key : "", utf8(icu::UnicodeString(text, size)));
    }
    return all;
  }

 private:
  std::unique_ptr<UResourceBundle, decltype(&ures_close)> bundle_;
};

struct Language {
  Names months[12], weekdays[7], persian[12], islamic[12], units[7], once[7], twice[7], unit_ago[7],
      days[5], last[3], ago, fillers, time_words, numbers[12], periods[4], buddhist;
  std::string order;
};

void read_symbols(Language& out, const icu::Locale& locale) {
  UErrorCode status = U_ZERO_ERROR;
  const icu::DateFormatSymbols symbols(locale, status);
  using Symbols = icu::DateFormatSymbols;
  for (auto context : {Symbols::FORMAT, Symbols::STANDALONE}) {
    for (auto width : {Symbols::WIDE, Symbols::ABBREVIATED, Symbols::SHORT}) {
      int32_t count = 0;
      if (width != Symbols::SHORT) {
        const auto* months = symbols.getMonths(count, context, width);
        for (int i = 0; i < std::min(count, 12); ++i) {
          if (const auto name = utf8(months[i]); !has_digit(name)) add(out.months[i], name);
        }
      }
      const auto* weekdays = symbols.getWeekdays(count, context, width);
      for (int i = 0; i < 7; ++i) add(out.weekdays[i], utf8(weekdays[i + 1]));
    }
  }
  int32_t count = 0;
  const auto* halves = symbols.getAmPmStrings(count);
  for (int i = 0; i < 2; ++i) add(out.periods[i], utf8(halves[i]));
}

void read_other_calendars(Language& out, const std::string& locale) {
  const Bundle calendars = Bundle::open(nullptr, locale).at("calendar");
  for (const char* width : {"wide", "abbreviated"}) {
    for (auto [calendar, names] :
         {std::pair{"persian", out.persian}, std::pair{"islamic", out.islamic}}) {
      int i = 0;
      for (const auto& [key, name] :
           calendars.at({calendar, "monthNames", "format", width}).strings()) {
        if (i < 12 && !has_digit(name)) add(names[i], name);
        ++i;
      }
    }
  }
  for (const char* width : {"wide", "abbreviated"}) {
    for (const auto& [key, name] : calendars.at({"buddhist", "eras", width}).strings())
      add(out.buddhist, name);
    for (const auto& [key, name] : calendars.at({"gregorian", "eras", width}).strings())
      add(out.fillers, name);
  }
  const char* const markers[] = {"AmPmMarkers", "AmPmMarkersAbbr", "AmPmMarkersNarrow"};
  for (const char* key : markers) {
    int i = 0;
    for (const auto& [name_key, name] : calendars.at({"gregorian", key}).strings()) {
      if (i < 2 && std::string(key) != "AmPmMarkersNarrow") add(out.periods[i], name);
      ++i;
    }
  }
  for (const char* context : {"format", "stand-alone"}) {
    for (const char* width : {"wide", "abbreviated"}) {
      for (const auto& [key, name] :
           calendars.at({"gregorian", "dayPeriod", context, width}).strings()) {
        if (key == "am" || key.starts_with("morning")) add(out.periods[0], name);
        if (key == "pm" || key.starts_with("afternoon") || key.starts_with("evening"))
          add(out.periods[1], name);
        if (key == "noon") add(out.periods[2], name);
        if (key == "midnight") add(out.periods[3], name);
      }
    }
  }
}

// "'kl'. HH.mm", "d 'de' MMMM 'de' y", "y 'm'. MMMM d 'd'.": the words between the fields.
void read_pattern(Language& out, const icu::UnicodeString& pattern, Names months_before[12]) {
  char16_t last_field = 0;
  bool glued = false;
  for (int32_t i = 0; i < pattern.length(); ++i) {
    const char16_t c = pattern[i];
    const bool quoted = c == u'\'';
    if (quoted || (c > 0xFF && u_isalpha(c))) {
      int32_t end = quoted ? pattern.indexOf(u'\'', i + 1) : i;
      while (!quoted && end < pattern.length() && pattern[end] > 0xFF && pattern[end] != 0x202F)
        ++end;
      const int32_t begin = quoted ? i + 1 : i;
      if (end <= begin) continue;
      const std::string word = utf8(pattern.tempSubStringBetween(begin, end));
      if (!quoted) --end;
      i = end;
      int32_t next = end + 1;
      while (next < pattern.length() && (pattern[next] == u' ' || pattern[next] == u'.')) ++next;
      const bool field_follows = next < pattern.length() && pattern[next] != u'\'';
      if (glued && (last_field == u'M' || last_field == u'L')) {
        for (int m = 0; m < 12; ++m) {
          const Names names = months_before[m];
          for (const auto& name : names) add(out.months[m], name + word);
        }
      } else if (last_field == u'y') {
        add(out.units[6], word);
      } else if (last_field == u'd' && !field_follows) {
        add(out.units[3], word);
      } else if (last_field == u'H' || last_field == u'h') {
        add(out.units[2], word);
      } else {
        std::istringstream words(word);
        for (std::string one; words >> one;) add(out.fillers, one);
      }
      continue;
    }
    glued = (c >= u'a' && c <= u'z') || (c >= u'A' && c <= u'Z');
    if (glued) last_field = c;
  }
}

void read_patterns(Language& out, const icu::Locale& locale, bool first) {
  using icu::DateFormat;
  Names months[12];
  std::copy(std::begin(out.months), std::end(out.months), months);
  for (auto style :
       {DateFormat::kFull, DateFormat::kLong, DateFormat::kMedium, DateFormat::kShort}) {
    for (bool time : {false, true}) {
      const std::unique_ptr<DateFormat> format(time
                                                   ? DateFormat::createTimeInstance(style, locale)
                                                   : DateFormat::createDateInstance(style, locale));
      const auto* simple = dynamic_cast<icu::SimpleDateFormat*>(format.get());
      if (simple == nullptr) continue;
      icu::UnicodeString pattern;
      simple->toPattern(pattern);
      read_pattern(out, pattern, months);
      if (time || style != DateFormat::kShort || !first) continue;
      for (int32_t i = 0; i < pattern.length(); ++i) {
        const char16_t c = pattern[i] == u'L' ? u'M' : pattern[i];
        if ((c == u'd' || c == u'M' || c == u'y') &&
            out.order.find(static_cast<char>(c)) == std::string::npos) {
          out.order += static_cast<char>(c);
        }
      }
    }
  }
  const Bundle gregorian = Bundle::open(nullptr, locale.getName()).at({"calendar", "gregorian"});
  for (const char* key : {"DateTimePatterns", "DateTimePatterns%atTime"}) {
    for (const auto& [name, pattern] : gregorian.at(key).strings()) {
      if (pattern.find("{1}") == std::string::npos) continue;
      std::string words = pattern;
      for (const char* field : {"{0}", "{1}", "'", ",", "."}) {
        for (auto at = words.find(field); at != std::string::npos; at = words.find(field)) {
          words.replace(at, std::string(field).size(), " ");
        }
      }
      std::istringstream stream(words);
      for (std::string one; stream >> one;) add(out.time_words, one);
    }
  }
}

std::string common_suffix(const std::vector<std::string>& texts) {
  if (texts.size() < 4) return "";
  std::string suffix = texts[0];
  for (const auto& text : texts) {
    while (!text.ends_with(suffix)) suffix.erase(0, 1);
  }
  while (!suffix.empty() && (static_cast<unsigned char>(suffix[0]) & 0xC0) == 0x80)
    suffix.erase(0, 1);
  return suffix;
}

// Chinese characters, kana, Hangul, Thai, Lao, Tibetan, Burmese, Khmer: words touch each other.
bool is_unspaced(const std::string& text) {
  const icu::UnicodeString units = icu::UnicodeString::fromUTF8(text);
  if (units.isEmpty()) return false;
  const UChar32 c = units.char32At(units.length() - 1);
  return (c >= 0xE00 && c < 0x10A0) || (c >= 0x1780 && c < 0x1800) || (c >= 0x2E80 && c < 0xD800);
}

// From whole words on, unless the language glues them.
std::string at_word(const std::string& suffix, const std::vector<std::string>& texts) {
  for (const auto& text : texts) {
    const auto at = text.size() - suffix.size();
    const bool boundary = suffix.starts_with(' ') || at == 0 || text[at - 1] == ' ';
    if (boundary || is_unspaced(text)) continue;
    const auto space = suffix.find(' ');
    return space == std::string::npos ? "" : suffix.substr(space);
  }
  return suffix;
}

// A short name that already is another unit ("m" for months in "il y a 2 m.") stays that.
void add_unit(Language& out, int unit, const std::string& name) {
  Names folded;
  add(folded, name);
  for (int other = 0; other < 7; ++other) {
    if (other == unit || folded.empty()) continue;
    if (std::ranges::find(out.units[other], folded[0]) != out.units[other].end()) return;
  }
  add(out.units[unit], name);
}

void read_relative(Language& out, const std::string& locale) {
  const Bundle fields = Bundle::open(nullptr, locale).at("fields");
  for (const char* width : kWidths) {
    std::vector<std::string> behind;
    std::vector<std::pair<int, std::string>> unit_texts, front_texts;
    Names before;
    std::vector<std::tuple<int, std::string, std::string>> whole;
    for (int unit = 0; unit < 7; ++unit) {
      const Bundle field = fields.at(std::string(kUnits[unit]) + width);
      for (const auto& [key, name] : field.at({"relativeTime", "past"}).strings()) {
        const auto at = name.find("{0}");
        if (at == std::string::npos) {
          if (key == "one" || key == "two") whole.emplace_back(unit, key, name);
          continue;
        }
        const std::string front = trim(name.substr(0, at));
        const std::string back = trim(name.substr(at + 3));
        // "-5 min": the shortest forms have no word for "ago".
        if (front == "-" || front == "\u2212" || front == "\u2013" ||
            (front.empty() && back.empty()))
          continue;
        if (!front.empty()) add(before, front);
        behind.push_back(back);
        unit_texts.emplace_back(unit, back);
        front_texts.emplace_back(unit, front);
      }
      for (const auto& [key, name] : field.at("relative").strings()) {
        if (unit == 3 && (key == "0" || key == "-1" || key == "-2" || key == "1" || key == "2")) {
          add(out.days[std::stoi(key) + 2], name);
        }
        if (unit >= 4 && key == "-1") add(out.last[unit - 4], name);
      }
    }
    const std::set<std::string> backs(behind.begin(), behind.end());
    if (before.size() >= 5 && backs.size() <= 3) {
      // The unit stands before the number and the marker behind it ("sekunde {0} zilizopita").
      for (const auto& [unit, front] : front_texts) add(out.units[unit], front);
      for (const auto& back : backs) add(out.ago, back);
      continue;
    }
    std::string suffix = at_word(common_suffix(behind), behind);
    bool all_suffix = !suffix.empty();
    for (const auto& back : behind) all_suffix = all_suffix && back != suffix;
    if (!all_suffix) suffix.clear();
    if (!suffix.empty()) add(out.ago, suffix);
    if (before.size() == 1 || (before.size() <= 2 && suffix.empty())) {
      for (const auto& front : before) add(out.ago, front);
    }
    for (const auto& [unit, back] : unit_texts) {
      std::string marker = suffix;
      for (const auto& known : out.ago) {
        if (marker.empty() && back.ends_with(" " + known)) marker = " " + known;
      }
      // Without a marker of its own before or behind it, the unit's word says "ago" as well ("napja").
      const bool says_ago = marker.empty() && before.empty();
      add(says_ago ? out.unit_ago[unit] : out.units[unit],
          back.substr(0, back.size() - marker.size()));
    }
    for (const auto& [unit, key, name] : whole) {
      std::string text = name;
      for (const auto& front : before) {
        if (utf8(icu::UnicodeString::fromUTF8(text).foldCase()).starts_with(front))
          text = text.substr(front.size());
      }
      if (!suffix.empty() && text.ends_with(suffix)) text.erase(text.size() - suffix.size());
      add(key == "one" ? out.once[unit] : out.twice[unit], text);
    }
  }
  for (const char* width : {"units", "unitsShort", "unitsNarrow"}) {
    for (int unit = 0; unit < 7; ++unit) {
      const Bundle names =
          Bundle::open(U_ICUDATA_NAME "-unit", locale).at({width, "duration", kUnits[unit]});
      for (const auto& [key, name] : names.strings()) {
        if (key == "per") continue;
        const auto at = name.find("{0}");
        if (at == 0) add_unit(out, unit, name.substr(3));
        if (at != std::string::npos && at + 3 == name.size())
          add_unit(out, unit, name.substr(0, at));
      }
    }
  }
}

void read_numbers(Language& out, const icu::Locale& locale) {
  UErrorCode status = U_ZERO_ERROR;
  icu::RuleBasedNumberFormat format(icu::URBNF_SPELLOUT, locale, status);
  if (U_FAILURE(status) ||
      locale.getLanguage() !=
          std::string(format.getLocale(ULOC_ACTUAL_LOCALE, status).getLanguage()))
    return;
  for (int32_t set = 0; set < format.getNumberOfRuleSetNames(); ++set) {
    const icu::UnicodeString name = format.getRuleSetName(set);
    if (name.indexOf(u"spellout-cardinal") < 0) continue;
    for (int n = 1; n <= 12; ++n) {
      icu::UnicodeString text;
      icu::FieldPosition position;
      status = U_ZERO_ERROR;
      format.format(int64_t{n}, name, text, position, status);
      text.findAndReplace(icu::UnicodeString(static_cast<char16_t>(0xAD)), u"");
      if (const auto word = utf8(text); U_SUCCESS(status) && !has_digit(word))
        add(out.numbers[n - 1], word);
    }
  }
}

template <std::size_t N>
void print(const char* key, const Names (&slots)[N]) {
  bool any = false;
  for (const auto& names : slots) any = any || !names.empty();
  if (!any) return;
  std::printf("     \"%s ", key);
  for (std::size_t i = 0; i < N; ++i) {
    for (std::size_t j = 0; j < slots[i].size(); ++j)
      std::printf("%s%s", j ? "|" : "", slots[i][j].c_str());
    if (i + 1 < N) std::printf(";");
  }
  std::printf("\\n\"\n");
}
void print(const char* key, const Names& names) {
  const Names one[1] = {names};
  print(key, one);
}

void print_orders() {
  std::printf("constexpr LanguageOrder kOrders[] = {\n");
  int32_t count = 0;
  const icu::Locale* all = icu::Locale::getAvailableLocales(count);
  std::map<std::string, std::string> orders;
  for (int32_t i = 0; i < count; ++i) {
    Language language;
    read_patterns(language, all[i], true);
    std::string name = all[i].getName();
    std::ranges::replace(name, '_', '-');
    if (language.order.size() == 3) orders[name] = language.order;
  }
  for (const auto& [name, order] : orders) {
    // Only what the language alone would get wrong.
    const auto dash = name.rfind('-');
    if (dash != std::string::npos) {
      const auto parent = orders.find(name.substr(0, name.find('-')));
      if (parent != orders.end() && parent->second == order) continue;
    }
    const char* kind = order[0] == 'y'   ? "kYearFirst"
                       : order[0] == 'd' ? "kDayFirst"
                                         : "kMonthFirst";
    std::printf("    {\"%s\", FieldOrder::%s},\n", name.c_str(), kind);
  }
  std::printf("};\n");
}

}  // namespace

int main() {
  std::printf(
      "// Generated by scripts/generate-date-names from CLDR as in ICU %s (Unicode License v3). Do not edit: names that\n"
      "// CLDR lacks stand in words_table.cpp. The lines are explained in names.h.\n"
      "#include \"dates/names.h\"\n\n#include <algorithm>\n\nnamespace tearsheet::dates {\nnamespace {\n\n"
      "// clang-format off\nconstexpr LanguageNames kNames[] = {\n",
      U_ICU_VERSION);
  for (const char* list : kLanguages) {
    Language language;
    std::istringstream locales(list);
    std::string code;
    for (std::string name; std::getline(locales, name, ',');) {
      const icu::Locale locale(name.c_str());
      if (code.empty()) code = name;
      read_symbols(language, locale);
      read_other_calendars(language, name);
      read_patterns(language, locale, name == code);
      read_relative(language, name);
      if (code != "zh" && code != "ja" && code != "yue") read_numbers(language, locale);
    }
    bool any = false;
    for (const auto& names : language.weekdays) any = any || !names.empty();
    if (!any) continue;
    std::printf("    {\"%s\",\n", code.c_str());
    print("month", language.months);
    print("weekday", language.weekdays);
    print("persian", language.persian);
    print("islamic", language.islamic);
    print("buddhist", language.buddhist);
    print("period", language.periods);
    print("unit", language.units);
    print("once", language.once);
    print("twice", language.twice);
    print("unitago", language.unit_ago);
    print("ago", language.ago);
    print("day", language.days);
    print("last", language.last);
    print("number", language.numbers);
    print("at", language.time_words);
    print("filler", language.fillers);
    std::printf("    },\n");
  }
  std::printf("};\n\n");
  print_orders();
  std::printf(
      "// clang-format on\nstatic_assert(std::ranges::is_sorted(kOrders, {}, &LanguageOrder::language));\n\n"
      "}  // namespace\n\nstd::span<const LanguageNames> cldr_names() { return kNames; }\n"
      "std::span<const LanguageOrder> language_orders() { return kOrders; }\n\n}  // namespace tearsheet::dates\n");
  return 0;
}
