#include "store/postgres/words.h"

#include <algorithm>
#include <array>
#include <map>

#include "store/sql/relevance.h"
#include "text/text.h"

namespace tearsheet::store::postgres {
namespace {

// Limits of tsvector, of PostgreSQL's own sources (MAXSTRLEN, MAXNUMPOS, MAXENTRYPOS).
constexpr std::size_t kLongestWord = 2046, kMostPlaces = 255;
constexpr int kLastPlace = 16'383;
// Of all words and places together, below the 2^20 - 1 bytes that it takes.
constexpr std::size_t kMostBytes = 1'000'000;
// Between columns, so that no phrase goes from one to the next.
constexpr int kGap = 2;

// Of title, summary and body: A, B and D.
constexpr std::array<unsigned, 3> kWeights = {3, 2, 0};

void append_number(std::string& out, std::uint32_t number) {
  for (const int shift : {24, 16, 8, 0}) out += static_cast<char>(number >> shift & 0xFF);
}

void append_place(std::string& out, std::uint16_t place) {
  out += static_cast<char>(place >> 8);
  out += static_cast<char>(place & 0xFF);
}

std::uint16_t place_at(const char* bytes) {
  return static_cast<std::uint16_t>(static_cast<unsigned char>(bytes[0]) << 8 |
                                    static_cast<unsigned char>(bytes[1]));
}

std::size_t column_of(unsigned weight) {
  return static_cast<std::size_t>(std::find(kWeights.begin(), kWeights.end(), weight) -
                                  kWeights.begin());
}

class Maker {
 public:
  explicit Maker(const sqlite::Tokenizer& tokenizer) : tokenizer_(tokenizer) {}

  void add(std::string_view text, unsigned weight) {
    tokenizer_.each(text, [&](std::string_view word) {
      ++size_;
      ++place_;
      if (word.empty() || word.size() > kLongestWord) return;
      const int place = std::min(place_, kLastPlace);
      const auto known = places_.find(word);
      if (known == places_.end() && bytes_ + word.size() + 8 > kMostBytes) return;
      std::vector<std::uint16_t>& places =
          known != places_.end() ? known->second : places_[std::string(word)];
      if (places.empty()) bytes_ += word.size() + 8;  // its entry, its count, and what aligns it
      const auto value = static_cast<std::uint16_t>(weight << 14 | static_cast<unsigned>(place));
      const bool is_there = !places.empty() && (places.back() & 0x3FFF) == place;
      if (is_there || places.size() >= kMostPlaces || bytes_ + 2 > kMostBytes) return;
      places.push_back(value);
      bytes_ += 2;
    });
    place_ += kGap;
  }

  [[nodiscard]] std::string vector() const {
    std::string out;
    append_number(out, static_cast<std::uint32_t>(places_.size()));
    for (const auto& [word, places] : places_) {
      out += word;
      out += '\0';
      append_place(out, static_cast<std::uint16_t>(places.size()));
      for (const std::uint16_t place : places) append_place(out, place);
    }
    return out;
  }
  [[nodiscard]] std::int64_t size() const { return size_; }

 private:
  const sqlite::Tokenizer& tokenizer_;
  std::map<std::string, std::vector<std::uint16_t>, std::less<>> places_;
  std::size_t bytes_ = 0;
  std::int64_t size_ = 0;
  int place_ = 0;
};

}  // namespace

bool is_paired(std::string_view language) {
  static constexpr std::array<std::string_view, 9> kLanguages = {"zh", "ja", "ko", "th", "lo",
                                                                 "km", "my", "bo", "yu"};
  return std::find(kLanguages.begin(), kLanguages.end(), language.substr(0, 2)) != kLanguages.end();
}

Words words_of(const sqlite::Tokenizer& tokenizer, std::string_view language,
               std::string_view title, std::string_view summary, std::string_view body) {
  Words words;
  words.is_paired = is_paired(language);
  Maker maker(tokenizer);
  const std::array<std::string_view, 3> texts = {title, summary, body};
  for (std::size_t i = 0; i < texts.size(); ++i) {
    words.is_paired ? maker.add(text::to_pairs(texts.at(i)), kWeights.at(i))
                    : maker.add(texts.at(i), kWeights.at(i));
  }
  words.vector = maker.vector();
  words.size = maker.size();
  return words;
}

PhraseCounter::PhraseCounter(std::vector<Phrase> phrases) : phrases_(std::move(phrases)) {
  for (const Phrase& phrase : phrases_) {
    std::vector<std::size_t>& numbers = numbers_.emplace_back();
    for (std::size_t i = 0; i < phrase.words.size(); ++i) {
      const std::string_view word = phrase.words[i];
      if (phrase.is_prefix && i + 1 == phrase.words.size()) {
        beginnings_.emplace_back(word, count_);
        numbers.push_back(count_++);
        continue;
      }
      const auto [known, is_new] = whole_.try_emplace(word, count_);
      if (is_new) ++count_;
      numbers.push_back(known->second);
    }
  }
}

std::vector<double> PhraseCounter::count(std::string_view vector) const {
  std::vector<std::vector<Place>> places(count_);
  const auto take = [&](std::size_t number, std::string_view bytes) {
    for (std::size_t at = 0; at + 2 <= bytes.size(); at += 2) {
      const std::uint16_t place = place_at(bytes.data() + at);
      places[number].push_back({place & 0x3FFF, column_of(place >> 14)});
    }
  };
  constexpr std::size_t kHead = 4;
  for (std::size_t at = kHead; at < vector.size();) {
    const std::size_t end = vector.find('\0', at);
    if (end == std::string_view::npos || end + 3 > vector.size()) break;
    const std::string_view word = vector.substr(at, end - at);
    const std::size_t length = std::size_t{2} * place_at(vector.data() + end + 1);
    const std::string_view bytes = vector.substr(end + 3, length);
    at = end + 3 + length;
    if (const auto found = whole_.find(word); found != whole_.end()) take(found->second, bytes);
    for (const auto& [beginning, number] : beginnings_) {
      if (word.starts_with(beginning)) take(number, bytes);
    }
  }
  std::vector<double> counts;
  for (std::size_t i = 0; i < phrases_.size(); ++i) {
    double& sum = counts.emplace_back(0);
    if (numbers_[i].empty()) continue;
    const auto stands_at = [&](std::size_t number, int place) {
      return std::any_of(places[number].begin(), places[number].end(),
                         [&](const Place& one) { return one.number == place; });
    };
    for (const Place& first : places[numbers_[i][0]]) {
      if (first.column >= sql::kColumnWeights.size() ||
          (phrases_[i].columns >> first.column & 1) == 0)
        continue;
      bool is_there = true;
      for (std::size_t j = 1; is_there && j < numbers_[i].size(); ++j)
        is_there = stands_at(numbers_[i][j], first.number + static_cast<int>(j));
      if (is_there) sum += sql::kColumnWeights.at(first.column);
    }
  }
  return counts;
}

}  // namespace tearsheet::store::postgres
