#include "learn/model/site_model.h"

#include <algorithm>
#include <cstring>
#include <utility>
#include <vector>

namespace tearsheet::learn {
namespace {

using dates::Precision;
using dates::Timestamp;

constexpr std::uint32_t kVersion = 3;
constexpr std::int32_t kFewestVotes = 2;
constexpr int kYoung = 40, kConcludeEvery = 16;

// Winter and summer of the northern half, when no clock is put forward or back: the months between
// are no witnesses of each other.
constexpr std::array<int, 12> kSeason = {1, 1, 0, 2, 2, 2, 2, 2, 2, 0, 1, 1};

bool has_time(const std::optional<Timestamp>& time) {
  return time && time->precision >= Precision::kMinute;
}

/// Offsets that clocks have: quarters of an hour.
bool is_offset(std::int64_t minutes) {
  return minutes >= -12 * 60 && minutes <= 14 * 60 && minutes % 15 == 0;
}

std::int64_t day_as_written(const Timestamp& time) {
  using namespace std::chrono;
  return sys_days{year{time.year} / month{time.month} / day{time.day}}.time_since_epoch().count();
}

/// The clock of a place where it is put forward in summer shows both in a year.
bool has_winter_and_summer(const std::array<std::optional<std::int16_t>, 12>& months) {
  bool winter = false, summer = false;
  for (std::size_t month = 0; month < 12; ++month) {
    winter = winter || (months.at(month) && kSeason.at(month) == 1);
    summer = summer || (months.at(month) && kSeason.at(month) == 2);
  }
  return winter && summer;
}

/// From Tehran to Tokyo nobody puts the clock forward any more.
bool has_no_summer_time(std::int16_t offset) {
  return offset >= 210 && offset <= 540;
}

template <class Map>
void forget_singles(Map& counts, std::size_t most) {
  if (counts.size() <= most) return;
  std::erase_if(counts, [](const auto& one) { return one.second <= 1; });
  if (counts.size() > most) std::erase_if(counts, [](const auto& one) { return one.second <= 2; });
  if (counts.size() > most) counts.clear();
}

class Writer {
 public:
  template <class T>
  void put(T value) {
    char bytes[sizeof(T)];
    std::memcpy(bytes, &value, sizeof(T));
    out_.append(bytes, sizeof(T));
  }
  std::string take() && { return std::move(out_); }

 private:
  std::string out_;
};

class Reader {
 public:
  explicit Reader(std::string_view bytes) : rest_(bytes) {}
  template <class T>
  T get() {
    T value{};
    if (rest_.size() < sizeof(T)) {
      failed_ = true;
      return value;
    }
    std::memcpy(&value, rest_.data(), sizeof(T));
    rest_.remove_prefix(sizeof(T));
    return value;
  }
  /// A count of records of so many bytes each, which must be there.
  std::uint32_t count(std::size_t bytes) {
    const auto value = get<std::uint32_t>();
    if (value > rest_.size() / bytes) failed_ = true;
    return failed_ ? 0 : value;
  }
  [[nodiscard]] bool failed() const { return failed_ || !rest_.empty(); }

 private:
  std::string_view rest_;
  bool failed_ = false;
};

}  // namespace

bool SiteModel::is_common(std::int32_t count) const {
  return count >= kFewestPages && count * kShareOfPages >= pages_;
}

// The hash of a short line is odd (extract/observe.cpp).
bool SiteModel::is_furniture(std::uint64_t line, std::int32_t count) const {
  const bool is_short = line % 2 == 1;
  return is_short ? count > kFewestPages && count * 2 >= pages_ : is_common(count);
}

bool SiteModel::is_copy(const extract::PageObservation& page) const {
  std::size_t known = 0, all = 0;
  for (const std::uint64_t line : page.body_lines) {
    const auto found = lines_.find(line);
    const std::int32_t count = found == lines_.end() ? 0 : found->second;
    if (is_furniture(line, count)) continue;
    ++all;
    known += count > 0 ? 1 : 0;
  }
  return static_cast<double>(known) > kCopyShare * static_cast<double>(all);
}

bool SiteModel::add(const extract::PageObservation& page, const Witness& witness) {
  if (is_copy(page)) return false;
  ++pages_;
  count(page);
  count_titles(page);
  count_dates(page, witness);
  count_zone(page, witness);
  count_persons(page);
  // What stands on many pages shows on the first ones.
  if (pages_ > kYoung && pages_ % kConcludeEvery != 0) return false;
  extract::SiteKnowledge before = std::exchange(knowledge_, {});
  conclude();
  return before.furniture != knowledge_.furniture || before.names != knowledge_.names ||
         before.title_places != knowledge_.title_places ||
         before.date_places != knowledge_.date_places ||
         before.false_dates != knowledge_.false_dates ||
         before.author_places != knowledge_.author_places ||
         before.author_names != knowledge_.author_names || before.offsets != knowledge_.offsets;
}

void SiteModel::count(const extract::PageObservation& page) {
  for (const std::uint64_t line : page.lines) ++lines_[line];
  for (const std::uint64_t name : page.names) ++names_[name];
  forget_singles(lines_, kMostTexts);
  forget_singles(names_, kMostTexts);
  // What a source calls one story names no site.
  if (page.has_listed_title) names_.erase(page.listed_name);
}

void SiteModel::count_titles(const extract::PageObservation& page) {
  if (!page.has_listed_title) return;
  for (const std::uint64_t place : page.title_places) {
    if (titles_.size() < kMostPlaces || titles_.contains(place)) ++titles_[place].agreed;
  }
  for (const std::uint64_t place : page.other_titles) {
    if (const auto known = titles_.find(place); known != titles_.end()) ++known->second.denied;
  }
}

void SiteModel::count_dates(const extract::PageObservation& page, const Witness& witness) {
  if (!witness.published || witness.published->precision < Precision::kDay) return;
  const std::int64_t day = day_as_written(*witness.published);
  // An hour in UTC is the evening before somewhere else.
  const std::int64_t near = has_time(witness.published) ? 1 : 0;
  for (const auto& date : page.dates) {
    if (dates_.size() >= kMostPlaces && !dates_.contains(date.place)) continue;
    Place& place = dates_[date.place];
    const std::int64_t apart = date.day - day;
    (apart >= -near && apart <= near ? place.agreed : place.denied) += 1;
  }
}

void SiteModel::count_persons(const extract::PageObservation& page) {
  for (const std::uint64_t name : page.author_names) ++authors_[name];
  forget_singles(authors_, kMostTexts);
  for (const auto& person : page.persons) {
    if (persons_.size() >= kMostPlaces && !persons_.contains(person.place)) continue;
    Persons& place = persons_[person.place];
    ++place.pages;
    if (place.names[0] == 0) {
      place.names[0] = person.name;
    } else if (place.names[1] == 0 && place.names[0] != person.name) {
      place.names[1] = person.name;
    }
  }
}

void SiteModel::vote(const Timestamp& local, std::int64_t minutes) {
  if (!is_offset(minutes) || local.month < 1 || local.month > 12) return;
  ++zones_.at(local.month - 1U)[static_cast<std::int16_t>(minutes)];
}

void SiteModel::count_zone(const extract::PageObservation& page, const Witness& witness) {
  const std::pair<const std::optional<Timestamp>*, const std::optional<Timestamp>*> pairs[] = {
      {&page.published, &witness.published}, {&page.updated, &witness.modified}};
  for (const auto& [shown, told] : pairs) {
    for (const auto* one : {shown, told}) {
      // Nobody writes an offset but for the clock of the place.
      if (has_time(*one) && (*one)->offset_minutes.value_or(0) != 0)
        vote(**one, *(*one)->offset_minutes);
    }
    if (!has_time(*shown) || !has_time(*told) || (*shown)->offset_minutes ||
        !(*told)->offset_minutes)
      continue;
    const auto apart =
        std::chrono::round<std::chrono::minutes>(Timestamp(**shown).to_sys() - (*told)->to_sys());
    vote(**shown, apart.count());
  }
}

void SiteModel::conclude() {
  for (const auto& [line, count] : lines_) {
    if (is_furniture(line, count)) knowledge_.furniture.insert(line);
  }
  for (const auto& [name, count] : names_) {
    if (is_common(count)) knowledge_.names.insert(name);
  }
  std::vector<std::pair<std::int32_t, std::uint64_t>> places;
  for (const auto& [place, counts] : titles_) {
    if (counts.agreed >= 2 && counts.agreed >= 4 * counts.denied)
      places.emplace_back(-counts.agreed, place);
  }
  std::ranges::sort(places);
  for (const auto& [count, place] : places) knowledge_.title_places.push_back(place);
  for (const auto& [place, counts] : dates_) {
    if (counts.agreed >= 2 && counts.agreed >= 9 * counts.denied)
      knowledge_.date_places.insert(place);
    if (counts.denied >= kFewestPages && counts.denied >= 9 * counts.agreed)
      knowledge_.false_dates.insert(place);
  }
  for (const auto& [place, persons] : persons_) {
    // One name everywhere is the paper's, or a heading that looks like a name.
    if (persons.pages >= kFewestPages && persons.pages * 2 >= pages_ && persons.names[1] != 0)
      knowledge_.author_places.insert(place);
  }
  for (const auto& [name, count] : authors_) {
    if (count >= kFewestVotes) knowledge_.author_names.insert(name);
  }
  conclude_zone();
}

// Nine of ten votes of a season's months, or of all where it is 0.
bool SiteModel::is_of_one_mind(std::int16_t offset, int season) const {
  std::int32_t all = 0, same = 0;
  for (std::size_t month = 0; month < 12; ++month) {
    if (season != 0 && kSeason.at(month) != season) continue;
    for (const auto& [other, votes] : zones_.at(month)) {
      all += votes;
      if (other == offset) same += votes;
    }
  }
  return same * 10 >= all * 9;
}

// By month; a month without votes has those of its season, if they are of one mind.
void SiteModel::conclude_zone() {
  std::array<std::optional<std::int16_t>, 12> own{};
  for (std::size_t month = 0; month < 12; ++month) {
    std::int32_t all = 0, most = 0;
    for (const auto& [offset, votes] : zones_.at(month)) {
      all += votes;
      if (votes > most) {
        most = votes;
        own.at(month) = offset;
      }
    }
    if (most < kFewestVotes || most * 10 < all * 9) own.at(month).reset();
  }
  knowledge_.offsets = own;
  for (std::size_t month = 0; month < 12; ++month) {
    if (own.at(month) || !zones_.at(month).empty()) continue;
    std::optional<std::int16_t> of_season, of_all;
    bool is_split = false, is_changing = false;
    for (std::size_t other = 0; other < 12; ++other) {
      if (!own.at(other)) continue;
      is_changing = is_changing || (of_all && *of_all != *own.at(other));
      of_all = own.at(other);
      if (kSeason.at(other) != kSeason.at(month) || kSeason.at(month) == 0) continue;
      is_split = is_split || (of_season && *of_season != *own.at(other));
      of_season = own.at(other);
    }
    // Papers of several countries under one host have no offset of their own.
    const bool is_one = of_all && !is_changing && is_of_one_mind(*of_all, 0);
    const bool has_both = is_one && has_winter_and_summer(own);
    const bool is_fixed = is_one && has_no_summer_time(*of_all);
    if (of_season && !is_split && is_of_one_mind(*of_season, kSeason.at(month))) {
      knowledge_.offsets.at(month) = of_season;
    } else if (has_both || is_fixed) {
      knowledge_.offsets.at(month) = of_all;
    }
  }
}

std::string SiteModel::to_bytes() const {
  Writer out;
  out.put(kVersion);
  out.put(static_cast<std::int32_t>(pages_));
  const auto put_counts = [&](const Counts& counts, std::size_t most) {
    std::vector<std::pair<std::int32_t, std::uint64_t>> kept;
    for (const auto& [text, count] : counts) {
      if (count > 1) kept.emplace_back(-count, text);
    }
    std::ranges::sort(kept);
    if (kept.size() > most) kept.resize(most);
    out.put(static_cast<std::uint32_t>(kept.size()));
    for (const auto& [count, text] : kept) {
      out.put(text);
      out.put(static_cast<std::int32_t>(-count));
    }
  };
  const auto put_places = [&](const Places& places) {
    out.put(static_cast<std::uint32_t>(places.size()));
    for (const auto& [place, counts] : std::map(places.begin(), places.end())) {
      out.put(place);
      out.put(counts.agreed);
      out.put(counts.denied);
    }
  };
  put_counts(lines_, kMostStored);
  put_counts(names_, kMostStored);
  put_places(titles_);
  put_places(dates_);
  put_counts(authors_, kMostStored);
  out.put(static_cast<std::uint32_t>(persons_.size()));
  for (const auto& [place, persons] : std::map(persons_.begin(), persons_.end())) {
    out.put(place);
    out.put(persons.pages);
    out.put(persons.names[0]);
    out.put(persons.names[1]);
  }
  for (std::size_t month = 0; month < 12; ++month) {
    out.put(static_cast<std::uint32_t>(zones_.at(month).size()));
    for (const auto& [offset, votes] : zones_.at(month)) {
      out.put(offset);
      out.put(votes);
    }
  }
  return std::move(out).take();
}

SiteModel SiteModel::from_bytes(std::string_view bytes) {
  Reader in(bytes);
  SiteModel model;
  if (in.get<std::uint32_t>() != kVersion) return {};
  model.pages_ = in.get<std::int32_t>();
  for (Counts* counts : {&model.lines_, &model.names_}) {
    for (std::uint32_t left = in.count(12); left > 0; --left) {
      const auto text = in.get<std::uint64_t>();
      (*counts)[text] = in.get<std::int32_t>();
    }
  }
  for (Places* places : {&model.titles_, &model.dates_}) {
    for (std::uint32_t left = in.count(16); left > 0; --left) {
      Place& place = (*places)[in.get<std::uint64_t>()];
      place.agreed = in.get<std::int32_t>();
      place.denied = in.get<std::int32_t>();
    }
  }
  for (std::uint32_t left = in.count(12); left > 0; --left) {
    const auto text = in.get<std::uint64_t>();
    model.authors_[text] = in.get<std::int32_t>();
  }
  for (std::uint32_t left = in.count(28); left > 0; --left) {
    Persons& persons = model.persons_[in.get<std::uint64_t>()];
    persons.pages = in.get<std::int32_t>();
    for (std::uint64_t& name : persons.names) name = in.get<std::uint64_t>();
  }
  for (auto& votes : model.zones_) {
    for (std::uint32_t left = in.count(6); left > 0; --left) {
      const auto offset = in.get<std::int16_t>();
      votes[offset] = in.get<std::int32_t>();
    }
  }
  if (in.failed() || model.pages_ < 0) return {};
  model.conclude();
  return model;
}

}  // namespace tearsheet::learn
