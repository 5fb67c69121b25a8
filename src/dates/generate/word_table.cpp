// Writes, when the program is built, the tables that a date is read by: the words of all languages,
// folded and sorted, and what code points are folded to. Made at a program's start they cost it more
// than the page that it reads.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

#include "dates/fold.h"
#include "dates/fold_table.h"
#include "dates/names.h"

namespace tearsheet::dates {
namespace {

struct LineKind {
  std::string_view key;
  WordKind kind;
  int first_value;
};
constexpr LineKind kLineKinds[] = {
    {"month", WordKind::kMonth, 1},
    {"weekday", WordKind::kWeekday, 0},
    {"persian", WordKind::kPersianMonth, 1},
    {"islamic", WordKind::kIslamicMonth, 1},
    {"period", WordKind::kPeriod, 0},
    {"unit", WordKind::kUnit, 0},
    {"once", WordKind::kUnitOnce, 0},
    {"twice", WordKind::kUnitTwice, 0},
    {"half", WordKind::kUnitHalf, 0},
    {"unitago", WordKind::kUnitAgo, 0},
    {"ago", WordKind::kAgo, 0},
    {"day", WordKind::kRelativeDay, -2},
    {"last", WordKind::kLast, static_cast<int>(Unit::kWeek)},
    {"last2", WordKind::kLastButOne, static_cast<int>(Unit::kWeek)},
    {"number", WordKind::kNumber, 1},
    {"tens", WordKind::kNumber, 2},
    {"dayword", WordKind::kDayWord, 1},
    {"now", WordKind::kNow, 0},
    {"at", WordKind::kAt, 0},
    {"filler", WordKind::kFiller, 0},
    {"buddhist", WordKind::kEra, 0},
    {"era", WordKind::kEra, 0},
};

std::string_view cut(std::string_view& rest, char separator) {
  const std::size_t at = std::min(rest.find(separator), rest.size());
  const std::string_view part = rest.substr(0, at);
  rest.remove_prefix(std::min(at + 1, rest.size()));
  return part;
}

/// A word in one language with one meaning.
struct Raw {
  std::string word;
  std::uint8_t language;
  WordKind kind;
  std::int16_t value;
};

class Tables {
 public:
  Tables() {
    for (const auto& row : cldr_names()) languages_.push_back(row.language);
    add_table(cldr_names());
    add_table(more_words());
    add_table(colloquial_words());
    add_table(day_words());
    std::ranges::sort(raw_, [](const Raw& a, const Raw& b) {
      return std::tie(a.word, a.kind, a.value) < std::tie(b.word, b.kind, b.value);
    });
  }

  void write() {
    std::puts(
        "// Made by src/dates/generate when this is built.\n"
        "#include \"dates/fold_table.h\"\n"
        "#include \"dates/names.h\"\n\n"
        "namespace tearsheet::dates {\nnamespace {\n");
    write_words();
    std::printf("constexpr std::array<std::string_view, %zu> kLanguages = {{\n", languages_.size());
    for (const std::string_view language : languages_)
      std::printf("\"%.*s\",\n", static_cast<int>(language.size()), language.data());
    std::puts("}};\nconstexpr FoldTable kFolded = {{");
    for (const FoldMapping& mapping : fold_table())
      std::printf("{%u, %u},\n", static_cast<unsigned>(mapping.first),
                  static_cast<unsigned>(mapping.second));
    std::puts(
        "}};\n"
        "constexpr WordTable kTable{std::string_view(kLetters, sizeof kLetters - 1), kEntries, "
        "kSenses, kLanguages};\n\n"
        "}  // namespace\n\n"
        "const FoldTable& fold_table() { return kFolded; }\n"
        "const WordTable& word_table() { return kTable; }\n\n"
        "}  // namespace tearsheet::dates");
  }

 private:
  void add_table(std::span<const LanguageNames> table) {
    for (const auto& row : table) add_lines(index_of_language(languages_, row.language), row.lines);
  }

  void add_lines(std::size_t language, std::string_view lines) {
    while (!lines.empty()) {
      std::string_view line = cut(lines, '\n');
      const std::string_view key = cut(line, ' ');
      const auto kind = std::ranges::find(kLineKinds, key, &LineKind::key);
      if (kind == std::end(kLineKinds)) continue;
      for (std::size_t slot = 0; !line.empty(); ++slot) {
        int value = kind->first_value + static_cast<int>(slot);
        if (key == "buddhist") value = -543;
        if (key == "tens") value *= 10;
        if (key == "era") value = slot < era_offsets().size() ? era_offsets()[slot] : 0;
        for (std::string_view words = cut(line, ';'); !words.empty();) {
          add_word(language, kind->kind, value, cut(words, '|'));
        }
      }
    }
  }

  void add_word(std::size_t language, WordKind kind, int value, std::string_view word) {
    std::string folded = fold(word).text;
    while (folded.ends_with('.')) folded.pop_back();
    if (folded.empty() || language >= kMaxLanguages) return;
    raw_.push_back({std::move(folded), static_cast<std::uint8_t>(language), kind,
                    static_cast<std::int16_t>(value)});
  }

  // Letters, entries and senses, in one pass over the sorted words.
  void write_words() const {
    std::string letters, entries, senses;
    std::size_t entry_count = 0, sense_count = 0;
    for (std::size_t i = 0; i < raw_.size(); ++entry_count) {
      const std::string& word = raw_[i].word;
      const std::size_t first = sense_count;
      while (i < raw_.size() && raw_[i].word == word) {
        Sense sense{raw_[i].kind, raw_[i].value, {}};
        for (; i < raw_.size() && raw_[i].word == word && raw_[i].kind == sense.kind &&
               raw_[i].value == sense.value;
             ++i)
          sense.languages.set(raw_[i].language);
        senses += "{WordKind{" + std::to_string(static_cast<int>(sense.kind)) + "}, " +
                  std::to_string(sense.value) + ", {{";
        for (const std::uint64_t bits : sense.languages.words)
          senses += std::to_string(bits) + "U, ";
        senses += "}}},\n";
        ++sense_count;
      }
      entries += '{' + std::to_string(letters.size()) + ", " + std::to_string(first) + ", " +
                 std::to_string(word.size()) + ", " + std::to_string(sense_count - first) + "},\n";
      letters += word;
    }
    std::printf("constexpr char kLetters[] =\n");
    constexpr std::size_t kLine = 24;
    for (std::size_t i = 0; i < letters.size(); i += kLine) {
      std::putchar('"');
      for (const char c : std::string_view(letters).substr(i, kLine))
        std::printf("\\%03o", static_cast<unsigned>(static_cast<unsigned char>(c)));
      std::puts("\"");
    }
    std::printf(";\nconstexpr std::array<WordEntry, %zu> kEntries = {{\n%s}};\n", entry_count,
                entries.c_str());
    std::printf("constexpr std::array<Sense, %zu> kSenses = {{\n%s}};\n", sense_count,
                senses.c_str());
  }

  std::vector<std::string_view> languages_;
  std::vector<Raw> raw_;
};

}  // namespace
}  // namespace tearsheet::dates

int main() {
  tearsheet::dates::Tables().write();
  return std::fflush(stdout) == 0 && std::ferror(stdout) == 0 ? 0 : 1;
}
