// Names of time zones to offsets.
// date-tz on the system's zone files rather than ICU's built-in copy: governments change their
// rules several times a year, and the tzdata package of a stable distribution follows them while
// its ICU stays as released.
#include "dates/zones.h"

#include <date/tz.h>

#include <algorithm>
#include <array>
#include <exception>
#include <string>

#include "dates/cursor.h"
#include "dates/fold.h"
#include "dates/iso8601.h"
#include "dates/zone_table.h"

namespace tearsheet::dates {
namespace {

constexpr std::size_t kLongestAbbreviation = 5;

const date::time_zone* find_zone(std::string_view name) {
  // The library throws for unknown names and where the system has no zone files at all.
  try {
    return date::locate_zone(name);
  } catch (const std::exception&) {
    return nullptr;
  }
}

std::optional<date::sys_info> info_at_local(const date::time_zone& zone, const CivilDate& date,
                                            int hour, int minute) {
  try {
    const auto local = date::local_days{date::year{date.year} / date.month / date.day} +
                       std::chrono::hours{hour} + std::chrono::minutes{minute};
    // In a gap or an overlap: as before the change.
    return zone.get_info(local).first;
  } catch (const std::exception&) {
    return std::nullopt;
  }
}

int to_minutes(const date::sys_info& info) {
  return static_cast<int>(std::chrono::duration_cast<std::chrono::minutes>(info.offset).count());
}

std::optional<int> fixed_offset(std::string_view zone) {
  Cursor cursor(zone);
  const auto offset = scan_offset(cursor);
  return cursor.at_end() ? offset : std::nullopt;
}

/// The meaning that `site_zone` itself gives to an abbreviation in that year.
std::optional<int> meaning_at_site(std::string_view upper, const CivilDate& date, int hour,
                                   int minute, std::string_view site_zone) {
  const date::time_zone* zone = find_zone(site_zone);
  if (zone == nullptr) return std::nullopt;
  for (const CivilDate& day : {date, CivilDate{date.year, 1, 1}, CivilDate{date.year, 7, 1}}) {
    const auto info = info_at_local(*zone, day, hour, minute);
    if (info && info->abbrev == upper) return to_minutes(*info);
  }
  return std::nullopt;
}

/// Letters; with a slash in them also what IANA names have besides ("America/Port-au-Prince",
/// "Etc/GMT+9").
std::string_view take_zone_name(Cursor& cursor) {
  const std::string_view rest = cursor.rest();
  const std::string_view letters = cursor.take_letters();
  if (letters.empty() || (cursor.peek() != '/' && cursor.peek() != '_')) return letters;
  const auto in_name = [](char c) {
    return is_alpha(c) || is_digit(c) || c == '/' || c == '_' || c == '-' || c == '+';
  };
  while (!cursor.at_end() && in_name(cursor.peek())) cursor.skip(1);
  return rest.substr(0, rest.size() - cursor.rest().size());
}

struct CyrillicZone {
  std::string_view name;  ///< In small letters.
  std::string_view zone;
};
constexpr std::array<CyrillicZone, 22> kCyrillicZones = {{
    {"мск", "Europe/Moscow"},
    {"московскому времени", "Europe/Moscow"},
    {"московское время", "Europe/Moscow"},
    {"мсд", "+04:00"},
    {"гмт", "+00:00"},
    {"гринвичу", "+00:00"},
    {"утц", "+00:00"},
    {"самт", "Europe/Samara"},
    {"екб", "Asia/Yekaterinburg"},
    {"екат", "Asia/Yekaterinburg"},
    {"омст", "Asia/Omsk"},
    {"крат", "Asia/Krasnoyarsk"},
    {"нск", "Asia/Novosibirsk"},
    {"иркт", "Asia/Irkutsk"},
    {"якт", "Asia/Yakutsk"},
    {"влат", "Asia/Vladivostok"},
    {"магт", "Asia/Magadan"},
    {"камт", "Asia/Kamchatka"},
    {"київським часом", "Europe/Kiev"},
    {"киевскому времени", "Europe/Kiev"},
    {"еет", "+02:00"},
    {"еест", "+03:00"},
}};

/// Whether `text` begins with `lower`, in small or capital letters of Cyrillic, and the word ends
/// there.
bool begins_with_word(std::string_view text, std::string_view lower) {
  if (text.size() < lower.size()) return false;
  for (std::size_t i = 0; i < lower.size();) {
    const CodePoint want = code_point_at(lower, i);
    const CodePoint have = code_point_at(text, i);
    const auto folded = have.value >= 0x410 && have.value <= 0x42F ? have.value + 0x20 : have.value;
    if (folded != want.value) return false;
    i += want.size;
  }
  const CodePoint next = code_point_at(text, lower.size());
  return next.size == 0 || !is_word_character(next.value);
}

const CyrillicZone* find_cyrillic(std::string_view text) {
  if (text.empty() || static_cast<unsigned char>(text[0]) < 0xD0) return nullptr;
  const auto found = std::ranges::find_if(
      kCyrillicZones, [&](const CyrillicZone& one) { return begins_with_word(text, one.name); });
  return found == kCyrillicZones.end() ? nullptr : &*found;
}

/// "МСК", "МСК+2": hours glued to the name are added to it.
std::optional<int> scan_cyrillic(Cursor& cursor, const CivilDate& date, int hour, int minute) {
  const CyrillicZone* found = find_cyrillic(cursor.rest());
  if (found == nullptr) return std::nullopt;
  auto offset = offset_in_zone(found->zone, date, hour, minute);
  if (!offset) return std::nullopt;
  cursor.skip(found->name.size());
  if (const auto more = scan_offset(cursor)) *offset += *more;
  return offset;
}

const ZoneAbbreviation* find_abbreviation(std::string_view name) {
  if (name.empty() || name.size() > kLongestAbbreviation) return nullptr;
  std::array<char, kLongestAbbreviation> upper{};
  for (std::size_t i = 0; i < name.size(); ++i) {
    upper[i] = name[i] >= 'a' && name[i] <= 'z' ? static_cast<char>(name[i] - 32) : name[i];
  }
  const std::string_view key(upper.data(), name.size());
  const auto rows = zone_abbreviations();
  const auto row = std::ranges::lower_bound(rows, key, {}, &ZoneAbbreviation::name);
  return row != rows.end() && row->name == key ? &*row : nullptr;
}

}  // namespace

std::optional<int> offset_in_zone(std::string_view zone, const CivilDate& date, int hour,
                                  int minute) {
  if (zone.empty()) return std::nullopt;
  if (const auto offset = fixed_offset(zone)) return offset;
  const date::time_zone* found = find_zone(zone);
  if (found == nullptr) return std::nullopt;
  const auto info = info_at_local(*found, date, hour, minute);
  if (!info) return std::nullopt;
  return to_minutes(*info);
}

std::optional<int> offset_in_zone(std::string_view zone, SysTime time) {
  if (zone.empty()) return std::nullopt;
  if (const auto offset = fixed_offset(zone)) return offset;
  const date::time_zone* found = find_zone(zone);
  if (found == nullptr) return std::nullopt;
  try {
    return to_minutes(found->get_info(std::chrono::floor<std::chrono::seconds>(time)));
  } catch (const std::exception&) {
    return std::nullopt;
  }
}

std::optional<int> offset_of_abbreviation(std::string_view name, const CivilDate& date, int hour,
                                          int minute, std::string_view site_zone) {
  const ZoneAbbreviation* row = find_abbreviation(name);
  if (row == nullptr) return std::nullopt;
  if (!site_zone.empty()) {
    if (const auto offset = meaning_at_site(row->name, date, hour, minute, site_zone))
      return offset;
  }
  if (!row->zone.empty()) return offset_in_zone(row->zone, date, hour, minute);
  return row->offset_minutes;
}

std::optional<int> scan_zone(Cursor& cursor, const CivilDate& date, int hour, int minute,
                             std::string_view site_zone) {
  if (const auto offset = scan_offset(cursor)) return offset;
  if (const auto offset = scan_cyrillic(cursor, date, hour, minute)) return offset;
  const std::size_t begin = cursor.position();
  const std::string_view name = take_zone_name(cursor);
  std::optional<int> offset;
  if (name.find('/') != std::string_view::npos) {
    offset = offset_in_zone(name, date, hour, minute);
  } else if (name == "GMT" || name == "UTC" || name == "UT") {
    // "GMT+9" counts east, as people write it; only the IANA names "Etc/GMT+9" count west.
    const bool counts = (cursor.peek() == '+' || cursor.peek() == '-') && is_digit(cursor.peek(1));
    offset = scan_offset(cursor);
    if (!offset && !counts) offset = 0;
  } else {
    offset = offset_of_abbreviation(name, date, hour, minute, site_zone);
  }
  if (!offset) cursor.move_to(begin);
  return offset;
}

bool is_cyrillic_zone(std::string_view text) {
  return find_cyrillic(text) != nullptr;
}

bool is_abbreviation(std::string_view name) {
  return find_abbreviation(name) != nullptr;
}

}  // namespace tearsheet::dates
