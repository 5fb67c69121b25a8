// A story's words to what is kept of them.
#include <xxhash.h>

#include <algorithm>
#include <bit>
#include <span>

#include "base/ascii.h"
#include "dedup/dedup.h"
#include "dedup/paragraphs.h"
#include "dedup/sketch.h"
#include "dedup/words.h"

namespace tearsheet::dedup {
namespace {

// Three words say as much as six characters of Chinese. Shorter ones meet by chance, longer ones
// break at every edit.
constexpr std::size_t kWordsOfShingle = 3;
constexpr std::size_t kCharactersOfShingle = 6;
// The lead: who, what, where.
constexpr std::size_t kLeadWords = 30;
// Longer texts are read to here; no article is.
constexpr std::size_t kMaxWords = 200'000;

std::uint64_t mix(std::uint64_t h, std::uint64_t word) {
  h = (h ^ word) * 0x9FB2'1C65'1E98'DF25;
  return h ^ (h >> 29);
}

std::uint32_t shingle_at(const Word* words, std::size_t length) {
  std::uint64_t h = length;
  for (std::size_t i = 0; i < length; ++i) h = mix(h, words[i].hash);
  return std::max<std::uint32_t>(1, static_cast<std::uint32_t>(h >> 32));
}

/// Calls `take(shingle)` for each, in the order of the text.
template <class Take>
void each_shingle(std::span<const Word> words, Take take) {
  bool any = false;
  for (std::size_t i = 0; i < words.size(); ++i) {
    const bool is_character = words[i].kind == WordKind::kCharacter;
    if (words.size() - i < (is_character ? kCharactersOfShingle : kWordsOfShingle)) break;
    take(is_character ? shingle_at(&words[i], kCharactersOfShingle)
                      : shingle_at(&words[i], kWordsOfShingle));
    any = true;
  }
  // A text of a word or two is a shingle by itself.
  if (!any && !words.empty()) take(shingle_at(words.data(), words.size()));
}

template <class T>
void sort_distinct(std::vector<T>& values) {
  std::ranges::sort(values);
  values.erase(std::unique(values.begin(), values.end()), values.end());
}

/// Every distinct one, where it stands first. None is 0.
std::vector<std::uint32_t> distinct_shingles(std::span<const Word> words) {
  std::vector<std::uint32_t> shingles;
  shingles.reserve(words.size());
  std::vector<std::uint32_t> seen(std::bit_ceil(words.size() * 2 + 2));
  const std::size_t mask = seen.size() - 1;
  const int shift = 32 - std::countr_zero(seen.size());
  each_shingle(words, [&](std::uint32_t shingle) {
    std::size_t at = std::uint32_t{shingle * 0x9E37'79B1U} >> shift;
    while (seen[at] != 0 && seen[at] != shingle) at = (at + 1) & mask;
    if (seen[at] == shingle) return;
    seen[at] = shingle;
    shingles.push_back(shingle);
  });
  return shingles;
}

void take_sample(Sketch& sketch, std::span<const std::uint32_t> shingles) {
  std::array<std::size_t, 34> at_level{};
  for (const std::uint32_t shingle : shingles) ++at_level[level_of(shingle)];
  std::size_t kept = shingles.size();
  while (kept > kMaxSample) kept -= at_level[sketch.level++];
  for (const std::uint32_t shingle : shingles) {
    if (is_in_level(shingle, sketch.level)) sketch.sample.push(shingle);
  }
}

/// The place of a number is the two words before it, how many numbers came since, and the word
/// behind: in a filled-in form each number has its own.
void take_numbers(Sketch& sketch, std::span<const Word> words) {
  std::vector<std::uint32_t> found;
  std::uint64_t before = 0;
  std::uint64_t last = 0;
  std::uint64_t since = 0;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (words[i].kind != WordKind::kNumber) {
      before = last;
      last = words[i].hash;
      since = 0;
      continue;
    }
    std::size_t next = i + 1;
    while (next < words.size() && next < i + 3 && words[next].kind == WordKind::kNumber) ++next;
    const std::uint64_t behind = next < words.size() ? words[next].hash : 0;
    const std::uint64_t place = mix(mix(mix(before, last), behind), ++since);
    found.push_back(static_cast<std::uint32_t>((place >> 48) << 16) |
                    static_cast<std::uint16_t>(words[i].hash >> 16));
  }
  sort_distinct(found);
  for (const std::uint32_t number : found) {
    if (sketch.numbers.full()) break;  // the smallest places: alike in every copy
    sketch.numbers.push(
        {static_cast<std::uint16_t>(number >> 16), static_cast<std::uint16_t>(number)});
  }
}

void take_title(Sketch& sketch, std::string_view title) {
  std::vector<std::uint16_t> hashes;
  for (const Word& word : to_words(title.substr(0, 1000))) {
    hashes.push_back(static_cast<std::uint16_t>(word.hash >> 20));
  }
  sort_distinct(hashes);
  for (const std::uint16_t hash : hashes) {
    if (!sketch.title_words.full()) sketch.title_words.push(hash);
  }
}

void take_lead(Sketch& sketch, std::span<const Word> words) {
  std::vector<std::uint32_t> shingles;
  shingles.reserve(kLeadWords);
  each_shingle(words.first(std::min(words.size(), kLeadWords)),
               [&](std::uint32_t shingle) { shingles.push_back(shingle); });
  // Those with the smallest hash after mixing: the same choice in every copy of the lead.
  std::ranges::sort(shingles, {}, [](std::uint32_t s) { return s * 0x9E37'79B1U; });
  shingles.erase(std::unique(shingles.begin(), shingles.end()), shingles.end());
  if (shingles.size() > kMaxLead) shingles.resize(kMaxLead);
  std::ranges::sort(shingles);
  for (const std::uint32_t shingle : shingles) sketch.lead.push(shingle);
}

std::uint32_t hash_host(std::string_view host) {
  if (host.empty()) return 0;
  const std::string lower = to_lower(host.substr(0, 255));
  return static_cast<std::uint32_t>(XXH3_64bits(lower.data(), lower.size())) | 1U;
}

std::uint64_t hash_words(std::span<const Word> words) {
  if (words.empty()) return 0;
  std::vector<std::uint64_t> hashes;
  hashes.reserve(words.size());
  for (const Word& word : words) hashes.push_back(word.hash);
  return XXH3_64bits(hashes.data(), hashes.size() * sizeof(hashes[0])) | 1U;
}

}  // namespace

Fingerprint fingerprint(const Story& story) {
  return fingerprint_of_rest(story, hash_host(story.host), story.text, std::nullopt);
}

Fingerprint fingerprint_of_rest(const Story& story, std::uint32_t host, std::string_view rest,
                                std::optional<std::uint64_t> exact) {
  std::vector<Word> words = to_words(rest);
  if (words.size() > kMaxWords) words.resize(kMaxWords);
  Fingerprint fingerprint;
  fingerprint.shingles = distinct_shingles(words);

  Sketch sketch;
  sketch.exact = exact ? *exact : hash_words(words);
  fingerprint.exact = sketch.exact;
  sketch.words = static_cast<std::uint32_t>(words.size());
  sketch.host = host;
  take_sample(sketch, fingerprint.shingles);
  take_lead(sketch, words);
  take_numbers(sketch, words);
  take_title(sketch, story.title);
  take_paragraphs(sketch, story.text);
  append_sketch(fingerprint.bytes, sketch);
  return fingerprint;
}

}  // namespace tearsheet::dedup
