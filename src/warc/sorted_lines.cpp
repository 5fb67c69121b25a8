#include "warc/sorted_lines.h"

#include <algorithm>
#include <array>
#include <utility>

namespace tearsheet::warc {
namespace {

bool read_line(std::FILE* file, std::string& line) {
  line.clear();
  std::array<char, 4096> part{};
  while (std::fgets(part.data(), static_cast<int>(part.size()), file) != nullptr) {
    line += part.data();
    if (line.ends_with('\n')) return true;
  }
  return !line.empty();
}

}  // namespace

bool SortedLines::add(std::string line) {
  held_ += line.size() + sizeof(std::string);
  lines_.push_back(std::move(line));
  return held_ < max_held_ || put_aside();
}

bool SortedLines::put_aside() {
  std::sort(lines_.begin(), lines_.end());
  TemporaryFile file(std::tmpfile());
  if (!file) return false;
  for (const std::string& line : lines_) {
    std::fwrite(line.data(), 1, line.size(), file.get());
    std::fputc('\n', file.get());
  }
  if (std::fflush(file.get()) != 0 || std::ferror(file.get()) != 0) return false;
  std::rewind(file.get());
  runs_.push_back(std::move(file));
  lines_.clear();
  held_ = 0;
  return true;
}

bool SortedLines::each(const std::function<bool(std::string_view)>& each) {
  if (runs_.empty()) {
    std::sort(lines_.begin(), lines_.end());
    return std::all_of(lines_.begin(), lines_.end(),
                       [&](std::string& line) { return each(line += '\n'); });
  }
  if (!put_aside()) return false;
  std::vector<std::pair<std::string, std::FILE*>> next;
  const auto is_later = [](const auto& a, const auto& b) { return a.first > b.first; };
  for (const TemporaryFile& file : runs_) {
    std::string line;
    if (read_line(file.get(), line)) next.emplace_back(std::move(line), file.get());
  }
  std::make_heap(next.begin(), next.end(), is_later);
  while (!next.empty()) {
    std::pop_heap(next.begin(), next.end(), is_later);
    if (!each(next.back().first)) return false;
    if (read_line(next.back().second, next.back().first)) {
      std::push_heap(next.begin(), next.end(), is_later);
    } else {
      if (std::ferror(next.back().second) != 0) return false;
      next.pop_back();
    }
  }
  return true;
}

}  // namespace tearsheet::warc
