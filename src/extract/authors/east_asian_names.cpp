// The words are collected from the bylines that papers print.
#include "extract/authors/east_asian_names.h"

#include <algorithm>
#include <array>
#include <utility>

#include "base/ascii.h"
#include "base/utf8.h"
#include "extract/page/bounds.h"

namespace tearsheet::extract {
namespace {

constexpr std::size_t kMostNames = 8;
constexpr std::size_t kLongestLine = 400;  // bytes of a byline
constexpr std::size_t kLongestHead = 240;  // bytes of a text that its dispatch head stands in
constexpr std::size_t kShortest = 2, kLongestHan = 4, kLongestKana = 10;  // characters of a name

// Reporter, author, text, correspondent, translator; the last ones are Japanese.
constexpr std::array<std::string_view, 17> kWriters = {
    "记者",   "記者", "作者", "撰文", "撰稿人", "撰稿",     "通讯员", "通訊員", "评论员",
    "評論員", "编译", "編譯", "主笔", "執筆",   "取材・文", "筆者",   "著者"};
// Editor in charge, editor.
constexpr std::array<std::string_view, 6> kEditors = {"责任编辑", "責任編輯", "责编",
                                                      "責編",     "编辑",     "編輯"};
// "文/", "文｜": the text is by ...
constexpr std::string_view kText = "文";
// What follows a label and is no name: source, time, published, text size, unknown, our paper ...
constexpr std::array<std::string_view, 36> kNoNames = {
    "来源", "來源", "时间", "時間", "发布", "發布", "字号", "字體", "字体", "未知", "佚名", "匿名",
    "本报", "本報", "本网", "本刊", "综合", "綜合", "网络", "網路", "获悉", "了解", "从",   "采访",
    "看到", "发现", "获得", "日前", "近日", "今日", "昨日", "今天", "昨天", "报道", "分享", "阅读"};
// "reports", "photo", "edited": behind a name, without a space.
constexpr std::array<std::string_view, 10> kVerbs = {"报道", "報道", "报导", "報導", "摄影",
                                                     "攝影", "综合", "整理", "摄",   "撰"};
// Paper, net, agency, station, ministry: the last character of what is no person.
constexpr std::array<std::string_view, 10> kHouses = {"报", "報", "网", "網", "社",
                                                      "台", "臺", "部", "处", "局"};
constexpr std::array<std::string_view, 8> kKoreanTitles = {
    "선임기자", "인턴기자", "객원기자", "전문기자", "특파원", "논설위원", "통신원", "기자"};

// "Name of the reporter", "writer".
constexpr std::array<std::string_view, 3> kKoreanLabels = {"기자명", "작성자", "글쓴이"};

bool is_han(char32_t c) {
  return c >= 0x4E00 && c <= 0x9FFF;
}
bool is_kana(char32_t c) {
  return (c >= 0x3041 && c <= 0x30FA) || c == 0x30FC;
}
bool is_hangul(char32_t c) {
  return c >= 0xAC00 && c <= 0xD7A3;
}

struct Step {
  char32_t value;
  std::size_t bytes;
};
Step step_at(std::string_view text, std::size_t at) {
  std::size_t bad = 1;
  const std::size_t bytes = at < text.size() ? sequence_length(text, at, bad) : 0;
  if (bytes == 0) return {0, at < text.size() ? bad : 0};
  char32_t value = byte_at(text, at);
  if (bytes > 1) value &= 0xFFU >> (bytes + 1);
  for (std::size_t i = 1; i < bytes; ++i) value = (value << 6U) | (byte_at(text, at + i) & 0x3FU);
  return {value, bytes};
}

/// Between a label and the name, or between two names.
bool is_gap(char32_t c) {
  return c == ' ' || c == 0x3000 || c == 0xA0 || c == ':' || c == 0xFF1A || c == '/' ||
         c == 0xFF0F || c == '|' || c == 0xFF5C || c == 0x4E28 || c == 0x3001 || c == 0xFF0C ||
         c == ',' || c == '=' || c == 0xFF1D || c == '\n';
}
bool is_colon(char32_t c) {
  return c == ':' || c == 0xFF1A;
}

std::size_t skip_gap(std::string_view text, std::size_t at) {
  while (at < text.size()) {
    const Step step = step_at(text, at);
    if (!is_gap(step.value)) break;
    at += step.bytes;
  }
  return at;
}

template <std::size_t kCount>
bool is_one_of(const std::array<std::string_view, kCount>& words, std::string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

/// The characters of one name from a place on: of Chinese or Japanese, and the dot of foreign ones.
std::string_view run_at(std::string_view text, std::size_t at) {
  std::size_t end = at;
  while (end < text.size()) {
    const Step step = step_at(text, end);
    const bool is_dot = (step.value == 0xB7 || step.value == 0x30FB) && end > at;
    if (!is_han(step.value) && !is_kana(step.value) && !is_dot) break;
    end += step.bytes;
  }
  return text.substr(at, end - at);
}

bool is_name(std::string_view run) {
  bool has_kana = false;
  for (std::size_t i = 0; i < run.size();) {
    const Step step = step_at(run, i);
    has_kana = has_kana || is_kana(step.value) || !is_han(step.value);
    i += std::max<std::size_t>(step.bytes, 1);
  }
  const std::size_t size = count_code_points(run);
  if (size < kShortest || size > (has_kana ? kLongestKana : kLongestHan)) return false;
  const auto begins = [&](std::string_view word) { return run.starts_with(word); };
  return std::ranges::none_of(kNoNames, begins) && std::ranges::none_of(kVerbs, begins) &&
         (size < 3 || std::ranges::none_of(kHouses, [&](auto end) { return run.ends_with(end); }));
}

/// The names that stand behind a label, up to the first that is none.
void read_names(std::string_view text, std::size_t at, std::vector<std::string>& out) {
  while (out.size() < kMostNames) {
    at = skip_gap(text, at);
    const std::string_view whole = run_at(text, at);
    if (whole.empty()) return;
    at += whole.size();
    // Another label: "记者 林晓 通讯员 王明", "记者 林晓 编辑：王明".
    if (is_one_of(kWriters, whole)) continue;
    if (is_one_of(kEditors, whole) || is_colon(step_at(text, at).value)) return;
    std::string_view run = whole;
    for (const auto verb : kVerbs) {
      if (run.size() > verb.size() && run.ends_with(verb)) run.remove_suffix(verb.size());
    }
    if (!is_name(run)) return;
    out.emplace_back(run);
  }
}

/// Whether what stands behind a label is parted from it, or is the end of a bracket or line: else it
/// is a sentence of the text ("记者从港务局获悉").
bool may_follow(std::string_view text, std::size_t at) {
  if (is_gap(step_at(text, at).value)) return true;
  const std::string_view run = run_at(text, at);
  const std::size_t size = count_code_points(run);
  return size >= kShortest && size <= kLongestHan + 2;
}

template <std::size_t kCount>
std::vector<std::string> behind_labels(std::string_view line,
                                       const std::array<std::string_view, kCount>& labels) {
  std::vector<std::string> out;
  for (const auto label : labels) {
    const auto at = line.find(label);
    if (at == std::string_view::npos || !may_follow(line, at + label.size())) continue;
    read_names(line, at + label.size(), out);
    if (!out.empty()) return out;
  }
  return out;
}

/// "文/林晓", "图文｜林晓": only with the sign, for the character is a part of many words.
std::vector<std::string> behind_text_label(std::string_view line) {
  std::vector<std::string> out;
  const auto at = line.find(kText);
  if (at == std::string_view::npos) return out;
  const Step next = step_at(line, at + kText.size());
  if (next.value == ' ' ? at != 0 : !is_gap(next.value) || next.value == ',') return out;
  read_names(line, at + kText.size(), out);
  return out;
}

/// "기자명 홍길동": the label stands in front.
std::vector<std::string> behind_korean_label(std::string_view line) {
  for (const auto label : kKoreanLabels) {
    const auto at = line.find(label);
    if (at == std::string_view::npos || (at > 0 && !is_gap(step_at(line, at - 1).value))) continue;
    const std::size_t begin = skip_gap(line, at + label.size());
    if (begin == at + label.size()) continue;
    std::size_t end = begin;
    while (is_hangul(step_at(line, end).value)) end += 3;
    const std::size_t size = (end - begin) / 3;
    if (size >= kShortest && size <= kLongestHan)
      return {std::string(line.substr(begin, end - begin))};
  }
  return {};
}

/// "홍길동 기자", "홍길동·김철수 기자": the title stands behind.
std::vector<std::string> before_korean_title(std::string_view line) {
  std::vector<std::string> out;
  for (const auto title : kKoreanTitles) {
    const auto at = line.find(title);
    if (at == std::string_view::npos || at == 0) continue;
    std::size_t end = at;
    while (out.size() < kMostNames) {
      while (end > 0 && (line[end - 1] == ' ' || line[end - 1] == ',')) --end;
      if (end >= 2 && line.substr(end - 2, 2) == "·") end -= 2;
      std::size_t begin = end;
      while (begin >= 3 && is_hangul(step_at(line, begin - 3).value)) begin -= 3;
      const std::size_t size = (end - begin) / 3;
      if (size < kShortest || size > kLongestHan) break;
      out.insert(out.begin(), std::string(line.substr(begin, end - begin)));
      if (begin < 2 || (line[begin - 1] != ',' && line.substr(begin - 2, 2) != "·")) break;
      end = begin;
    }
    if (!out.empty()) return out;
  }
  return out;
}

}  // namespace

std::vector<std::string> east_asian_names(std::string_view line) {
  line = beginning(line, kLongestLine);
  if (std::ranges::none_of(line, [](char c) { return static_cast<unsigned char>(c) >= 0xE3; }))
    return {};
  auto out = behind_labels(line, kWriters);
  if (out.empty()) out = behind_text_label(line);
  if (out.empty()) out = behind_korean_label(line);
  if (out.empty()) out = before_korean_title(line);
  if (out.empty()) out = behind_labels(line, kEditors);
  return out;
}

std::vector<std::string> names_in_brackets(std::string_view text) {
  const auto read = [](std::string_view part, std::string_view open, std::string_view close) {
    const auto begin = part.find(open);
    if (begin == std::string_view::npos) return std::vector<std::string>();
    const auto rest = part.substr(begin + open.size());
    return east_asian_names(rest.substr(0, std::min(rest.find(close), rest.size())));
  };
  const std::string_view head = beginning(text, kLongestHead);
  std::size_t tail_begin = text.size() > 120 ? text.size() - 120 : 0;
  while (tail_begin < text.size() && is_continuation(text[tail_begin])) ++tail_begin;
  for (const auto part : {head, text.substr(tail_begin)}) {
    for (const auto& [open, close] :
         {std::pair<std::string_view, std::string_view>{"（", "）"}, {"(", ")"}}) {
      auto names = read(part, open, close);
      if (!names.empty()) return names;
    }
  }
  return {};
}

}  // namespace tearsheet::extract
