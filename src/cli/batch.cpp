#include "cli/batch.h"

#include <unistd.h>

#include <array>
#include <cerrno>
#include <optional>

#include "base/ordered_pipeline.h"
#include "cli/command.h"

namespace tearsheet::cli {
namespace {

// Lines of standard input, each at most kMaxBatchLine bytes; of a longer one only `too_long` is
// told.
class LineReader {
 public:
  struct Line {
    std::string text;
    bool too_long = false;
  };
  std::optional<Line> next() {
    Line line;
    for (;;) {
      const auto end = buffer_.find('\n', begin_);
      const auto stop = end == std::string::npos ? buffer_.size() : end;
      take(line, std::string_view(buffer_).substr(begin_, stop - begin_));
      begin_ = end == std::string::npos ? stop : end + 1;
      if (end != std::string::npos) return line;
      if (!fill()) {
        if (line.text.empty() && !line.too_long) return std::nullopt;
        return line;
      }
    }
  }
  /// Whether another whole line is here already: if not, whoever waits for our answers gets them
  /// now.
  [[nodiscard]] bool has_line() const { return buffer_.find('\n', begin_) != std::string::npos; }

 private:
  static void take(Line& line, std::string_view part) {
    if (line.text.size() + part.size() > kMaxBatchLine) line.too_long = true;
    if (line.too_long) {
      line.text.clear();
    } else {
      line.text += part;
    }
  }
  bool fill() {
    buffer_.resize(65536);
    begin_ = 0;
    ssize_t n = -1;
    do {
      n = ::read(STDIN_FILENO, buffer_.data(), buffer_.size());
    } while (n < 0 && errno == EINTR);
    buffer_.resize(n > 0 ? static_cast<std::size_t>(n) : 0);
    return n > 0;
  }
  std::string buffer_;
  std::size_t begin_ = 0;
};

Json error_line(std::string message) {
  Json answer = Json::object();
  answer["error"] = std::move(message);
  return answer;
}

using Answer = std::function<Result<Json>(const Json&)>;

std::string answer_line(const LineReader::Line& line, const Answer& answer) {
  if (line.too_long) return to_line(error_line("line too long"));
  const Json object = Json::parse(line.text, nullptr, false);
  if (!object.is_object()) return to_line(error_line("not a JSON object"));
  Json out = Json::object();
  if (object.contains("id")) out["id"] = object["id"];
  auto result = answer(object);
  if (result) {
    for (auto& [key, value] : result->items()) out[key] = std::move(value);
  } else {
    out["error"] = result.error().message;
  }
  return to_line(out);
}

int run_in_order(Console& console, const Answer& answer) {
  LineReader reader;
  while (const auto line = reader.next()) {
    if (line->text.empty() && !line->too_long) continue;
    if (!console.write(answer_line(*line, answer))) return kFailed;
    if (!reader.has_line()) console.flush();
  }
  return kDone;
}

int run_parallel(Console& console, const Answer& answer, unsigned threads) {
  LineReader reader;
  OrderedPipeline<LineReader::Line, std::string> pipeline;
  pipeline.threads = threads;
  pipeline.ahead = 4;
  pipeline.read = [&] {
    auto line = reader.next();
    while (line && line->text.empty() && !line->too_long) line = reader.next();
    return line;
  };
  pipeline.work = [&](LineReader::Line line) { return answer_line(line, answer); };
  pipeline.write = [&](const std::string& line) -> Result<void> {
    if (!console.write(line)) return fail(ErrorCode::kIo, "standard output");
    return {};
  };
  pipeline.caught_up = [&] { console.flush(); };
  return pipeline.run() ? kDone : kFailed;
}

}  // namespace

int run_batch(Console& console, const std::function<Result<Json>(const Json&)>& answer,
              unsigned threads) {
  return threads > 1 ? run_parallel(console, answer, threads) : run_in_order(console, answer);
}

void read_batch(const std::function<void(Result<Json>)>& take) {
  LineReader reader;
  while (const auto line = reader.next()) {
    if (line->too_long) {
      take(fail(ErrorCode::kTooLarge, "line too long"));
    } else if (!line->text.empty()) {
      Json object = Json::parse(line->text, nullptr, false);
      if (object.is_object()) {
        take(std::move(object));
      } else {
        take(fail(ErrorCode::kInvalid, "not a JSON object"));
      }
    }
  }
}

std::string text_at(const Json& object, const char* key, std::string_view fallback) {
  const auto found = object.find(key);
  return found != object.end() && found->is_string() ? found->get<std::string>()
                                                     : std::string(fallback);
}

std::string to_line(const Json& value) {
  return value.dump(-1, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace tearsheet::cli
