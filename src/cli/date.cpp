// `tearsheet date`: what a text says of a date, for people who write site files and for other
// programs.
#include "dates/dates.h"

#include "cli/batch.h"
#include "cli/command.h"
#include "cli/input_lines.h"

namespace tearsheet::cli {
namespace {

std::optional<dates::FieldOrder> order_of(std::string_view name) {
  if (name == "auto") return dates::FieldOrder::kUnknown;
  if (name == "dmy") return dates::FieldOrder::kDayFirst;
  if (name == "mdy") return dates::FieldOrder::kMonthFirst;
  if (name == "ymd") return dates::FieldOrder::kYearFirst;
  return std::nullopt;
}

/// "2025-11-14T12:00:00"; without a zone it is UTC.
Result<SysTime> parse_now(std::string_view text) {
  const auto time = dates::parse_iso8601(text);
  if (!time) return fail(ErrorCode::kInvalid, "not an ISO 8601 time: " + std::string(text));
  return time->to_sys();
}

class DateCommand final : public Command {
 public:
  [[nodiscard]] std::string_view name() const override { return "date"; }
  [[nodiscard]] std::string_view summary() const override {
    return "read dates in any form and language";
  }

  void declare(Arguments& arguments) override {
    arguments.flag("--batch", batch_, "JSON lines in and out");
    arguments.option("--now", now_, "ISO",
                     "the moment that \"2 hours ago\" counts from (default: now)");
    arguments.option("--lang", language_, "TAG",
                     "language of the text, a hint (BCP 47: ko, en-GB)");
    arguments.option("--tz", zone_, "ZONE", "zone of times that name none: an IANA name or +hh:mm");
    arguments.choice("--order", order_, {"auto", "dmy", "mdy", "ymd"},
                     "how to read 03/04/2025 (auto: by the language)");
    arguments.flag("--past", past_, "refuse dates more than a day after --now, as a crawl does");
    arguments.option("--format", format_, "PATTERN",
                     "read by a site file's pattern instead: \"%d.%m.%Y %H:%M\"");
    arguments.positionals("TEXT", texts_,
                          "texts, each one argument; -: the lines of standard input", false);
    arguments.epilog(
        R"(Prints ISO 8601 at the precision of the text, or `invalid`. Exit code 1: no text has a date, 5: some have none.
  tearsheet date 'Posted on 14 November 2025 by Kim' '2025년 11월 14일 오후 3시'
  tearsheet date --lang de --tz Europe/Berlin '14.11.2025, 10.11 Uhr'
Batch lines: {"id","text","now","lang","tz"} in, {"id","date"} out (null: no date).)");
  }

  int run(Console& console) override {
    const auto order = order_of(order_);
    dates::DateOptions options{.language = language_,
                               .zone = zone_,
                               .order = order.value_or(dates::FieldOrder::kUnknown),
                               .allow_future = !past_};
    if (!now_.empty()) {
      const auto now = parse_now(now_);
      if (!now) return usage(console, now.error().message);
      options.now = *now;
    } else if (!batch_) {
      options.now = SystemClock().now();
    }
    if (batch_) return run_batch(console, [&](const Json& line) { return answer(line, options); });
    if (texts_.empty()) return usage(console, "date: a TEXT is needed, or --batch");
    std::size_t asked = 0, failed = 0;
    each_line(texts_, [&](const std::string& text) {
      const auto found = read(text, options);
      ++asked;
      failed += found ? 0 : 1;
      return console.print(found ? found->to_iso8601() : "invalid");
    });
    if (failed == 0) return kDone;
    return failed == asked ? kFailed : kDoneInPart;
  }

 private:
  static int usage(Console& console, const std::string& message) {
    console.fail({ErrorCode::kInvalid, message});
    return kUsage;
  }

  [[nodiscard]] std::optional<dates::Timestamp> read(std::string_view text,
                                                     const dates::DateOptions& options) const {
    return format_.empty() ? dates::parse_date(text, options)
                           : dates::parse_with_format(text, format_, options);
  }

  [[nodiscard]] Result<Json> answer(const Json& line, dates::DateOptions options) const {
    const std::string now = text_at(line, "now");
    const std::string language = text_at(line, "lang", language_);
    const std::string zone = text_at(line, "tz", zone_);
    if (!now.empty()) {
      const auto time = parse_now(now);
      if (!time) return fail(time.error());
      options.now = *time;
    }
    options.language = language;
    options.zone = zone;
    const auto found = read(text_at(line, "text"), options);
    Json out = Json::object();
    out["date"] = found ? Json(found->to_iso8601()) : Json(nullptr);
    return out;
  }

  bool batch_ = false;
  bool past_ = false;
  std::string now_, language_, zone_, format_;
  std::string order_ = "auto";
  std::vector<std::string> texts_;
};

}  // namespace

std::unique_ptr<Command> make_date_command() {
  return std::make_unique<DateCommand>();
}

}  // namespace tearsheet::cli
