#include "extract/page/site_name.h"

#include <algorithm>
#include <array>
#include <vector>

#include "base/ascii.h"
#include "extract/page/home_links.h"
#include "text/text.h"

namespace tearsheet::extract {
namespace {

// What stands between a headline and the site's name.
constexpr std::array<std::string_view, 14> kSeparators = {" | ", " - ", " – ", " — ",  " · ",
                                                          " • ", " » ", " « ", " :: ", " / ",
                                                          " > ", " ‹ ", "｜",  " : "};

// Every run of parts is held against other headlines; a title has two or three.
constexpr std::size_t kMaxParts = 12;

struct Part {
  std::size_t begin, end;       // of the text
  std::size_t separator_begin;  // of the separator before it
};

// Chinese and Japanese titles have these without spaces; between Latin letters they are part of a
// word or of a headline.
constexpr std::array<std::string_view, 8> kTightSeparators = {"--", "_",  "-", ":",
                                                              "|",  "丨", "—", "–"};

// Net, paper, news, online, channel, app, agency: the last words of names of Chinese sites.
constexpr std::array<std::string_view, 13> kNameEnds = {"网",     "網",     "报",   "報",   "新闻",
                                                        "新聞",   "在线",   "在線", "频道", "頻道",
                                                        "客户端", "通讯社", "网站"};

bool is_wide(char c) {
  return static_cast<unsigned char>(c) >= 0xE0;
}

/// Bytes of the separator at a place, 0 if there is none.
std::size_t separator_size(std::string_view title, std::size_t at) {
  for (const auto separator : kSeparators) {
    if (title.substr(at, separator.size()) == separator) return separator.size();
  }
  if (at < 3 || !is_wide(title[at - 3])) return 0;  // the character before it has three bytes
  for (const auto separator : kTightSeparators) {
    if (title.substr(at, separator.size()) == separator) return separator.size();
  }
  return 0;
}

std::vector<Part> split_parts(std::string_view title) {
  std::vector<Part> parts{{0, title.size(), 0}};
  for (std::size_t i = 0; i < title.size() && parts.size() < kMaxParts; ++i) {
    const std::size_t size = separator_size(title, i);
    if (size == 0) continue;
    parts.back().end = i;
    parts.push_back({i + size, title.size(), i});
    i += size - 1;
  }
  return parts;
}

/// Behind a headline in Chinese, "_" and bars part it from section and site; dashes do too, but stand
/// in names of two as well: what they part has the last word of a site's name.
bool is_tight_extra(std::string_view title, const Part& part) {
  constexpr std::size_t kShortestHeadline = 18, kLongestName = 36;  // bytes: 6 and 12 characters
  const auto text = title.substr(part.begin, part.end - part.begin);
  if (part.separator_begin < kShortestHeadline || text.size() > kLongestName ||
      !is_wide(title[part.separator_begin - 3]))
    return false;
  const auto sign = trimmed(title.substr(part.separator_begin, part.begin - part.separator_begin));
  if (sign == "_" || sign == "|" || sign == "丨" || sign == "｜") return true;
  if (sign == ":" || sign == "--") return false;
  return std::ranges::any_of(kNameEnds, [&](std::string_view end) { return text.ends_with(end); });
}

}  // namespace

std::string title_key(std::string_view title) {
  std::string folded = text::fold(title);
  std::string out;
  for (std::size_t i = 0; i < folded.size(); ++i) {
    const auto c = static_cast<unsigned char>(folded[i]);
    if (c < 0x80 && !is_alnum(folded[i])) continue;
    if (c == 0xE2 && i + 2 < folded.size() && static_cast<unsigned char>(folded[i + 1]) == 0x80) {
      i += 2;  // General Punctuation: quotes, dashes, ellipsis
      continue;
    }
    if (c == 0xC2 && i + 1 < folded.size()) {
      ++i;  // Latin-1 signs: guillemets, nbsp
      continue;
    }
    out += folded[i];
  }
  return out;
}

SiteWords::SiteWords(std::string_view site_name, std::string_view host)
    : site_(title_key(site_name)) {
  const std::string domain = url::registrable_domain(host);
  for (const char c : domain.substr(0, domain.find('.'))) {
    if (is_alnum(c)) host_ += to_lower(c);
  }
  for (const char c : host) {
    if (is_alnum(c)) host_all_ += to_lower(c);
  }
}

/// Equal, a part of it, or it with so much beside that the whole is at most `times` as long and
/// `more` bytes.
bool SiteWords::within(const std::string& key, std::size_t times, std::size_t more) const {
  if (key.empty()) return true;
  if (key == site_ || (host_.size() >= 3 && key == host_)) return true;
  if (key.size() >= 4 &&
      (site_.find(key) != std::string::npos || host_all_.find(key) != std::string::npos))
    return true;
  const auto holds = [&](const std::string& word) {
    return word.size() >= 4 && key.find(word) != std::string::npos &&
           key.size() < times * word.size() + more;
  };
  return holds(site_) || holds(host_);
}

bool SiteWords::are_in(std::string_view part) const {
  return within(title_key(part), 2, 12);
}

bool SiteWords::are_all_of(std::string_view heading) const {
  return within(title_key(heading), 1, 8);
}

namespace {

/// The longest run of parts with this key; empty if there is none.
std::string_view piece_that_is(std::string_view title, const std::vector<Part>& parts,
                               const std::string& key) {
  if (key.empty()) return {};
  for (std::size_t first = 0; first < parts.size(); ++first) {
    for (std::size_t last = parts.size(); last-- > first;) {
      const auto piece = title.substr(parts[first].begin, parts[last].end - parts[first].begin);
      if (title_key(piece) == key) return piece;
    }
  }
  return {};
}

}  // namespace

std::string_view first_piece(std::string_view title) {
  title = title.substr(0, std::min(title.size(), kMaxTitle));
  return title.substr(0, split_parts(title).front().end);
}

std::string_view last_piece(std::string_view title) {
  title = title.substr(0, std::min(title.size(), kMaxTitle));
  return title.substr(split_parts(title).back().begin);
}

std::string cut_site_name(std::string_view title, std::string_view site_name, std::string_view host,
                          std::string_view known, std::string_view section) {
  title = title.substr(0, std::min(title.size(), kMaxTitle));
  const auto parts = split_parts(title);
  if (parts.size() == 1) return text::clean_line(title);
  if (const auto piece = piece_that_is(title, parts, title_key(known)); !piece.empty())
    return text::clean_line(piece);
  const SiteWords site(site_name, host);
  const auto part_text = [&](const Part& part) {
    return title.substr(part.begin, part.end - part.begin);
  };
  std::size_t first = 0, last = parts.size() - 1;
  const std::string section_key = title_key(section);
  const auto is_section = [&](const Part& part) {
    const std::string key = title_key(part_text(part));
    return (!section_key.empty() && key == section_key) || key == "blogarchive" ||
           key == "blogarchiv" || key == "archive";
  };
  const auto first_extra = std::find_if(parts.begin() + 1, parts.end(), [&](const Part& part) {
    return title[part.separator_begin] == '_' && is_tight_extra(title, part);
  });
  const bool behind_extra = first_extra != parts.end();
  const std::size_t extra_begin = behind_extra ? first_extra->separator_begin : 0;
  const auto is_extra = [&](const Part& part) {
    if (site.are_in(part_text(part)) || is_section(part)) return true;
    if (is_tight_extra(title, part)) return true;
    // "标题_国内新闻_灯塔-The Lamp"
    if (behind_extra && part.separator_begin > extra_begin) return true;
    // Behind a bar stand section and site, hardly ever the rest of a headline.
    return part.separator_begin >= 20 && title.substr(part.separator_begin, 3) == " | " &&
           part.end - part.begin <= 30;
  };
  while (last > first && is_extra(parts[last])) --last;
  if (last == parts.size() - 1) {
    while (first < last && (site.are_in(part_text(parts[first])) || is_section(parts[first]))) {
      ++first;
    }
  }
  return text::clean_line(title.substr(parts[first].begin, parts[last].end - parts[first].begin));
}

std::string cut_site_tail(std::string_view title, std::string_view site_name,
                          std::string_view host) {
  title = title.substr(0, std::min(title.size(), kMaxTitle));
  const auto parts = split_parts(title);
  const SiteWords site(site_name, host);
  std::size_t last = parts.size() - 1;
  while (last > 0 &&
         site.are_in(title.substr(parts[last].begin, parts[last].end - parts[last].begin)))
    --last;
  return text::clean_line(title.substr(0, parts[last].end));
}

std::string find_site_name(const Facts& facts, const LinkedArticle* article, const url::Url& page,
                           std::string_view known) {
  std::string name = facts.meta("og:site_name");
  if (name.empty()) name = facts.meta("application-name");
  if (name.empty() && article != nullptr) name = clean_value(article->publisher);
  if (name.empty()) name = clean_value(facts.linked.site_name);
  if (name.empty()) name = facts.meta("dc.publisher");
  if (name.empty()) name = facts.meta("apple-mobile-web-app-title");
  if (name.empty() && !facts.title.empty()) {
    // What <title> has beyond the headline that another source gives.
    const auto parts = split_parts(facts.title);
    if (parts.size() > 1) {
      const std::string tail = facts.title.substr(parts.back().begin);
      if (SiteWords({}, page.host()).are_in(tail) && !title_key(tail).empty()) name = tail;
    }
  }
  if (name.empty()) name = name_in_home_links(facts, page);
  if (name.starts_with("http://") || name.starts_with("https://") || name.starts_with("@"))
    name.clear();
  if (name.empty())
    name = known.empty() ? url::registrable_domain(page.host()) : std::string(known);
  return std::string(text::truncate(name, 100));
}

}  // namespace tearsheet::extract
