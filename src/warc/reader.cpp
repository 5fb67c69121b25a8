// Records from unpacked bytes. A file that begins as an ARC does is read as one. A record that is damaged ends where the next one starts: at the line
// "WARC/1.x", or at the next part of the packing that begins with it.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

#include "base/ascii.h"
#include "warc/arc.h"
#include "warc/bytes.h"
#include "warc/fields.h"

namespace tearsheet::warc {
namespace {

bool starts_record(std::string_view bytes) {
  return bytes.starts_with("WARC/1.") || bytes.starts_with("WARC/0.1");  // 0.17, 0.18: drafts
}

// "<urn:uuid:...>" and, in some archives against the grammar, "<http://...>".
std::string without_brackets(std::string_view value) {
  if (value.size() >= 2 && value.front() == '<' && value.back() == '>')
    value = value.substr(1, value.size() - 2);
  return std::string(value);
}

}  // namespace

struct Reader::State {
  State(std::unique_ptr<ByteSource> source, std::string called, const Limits& wanted)
      : name(std::move(called)), limits(wanted), stream(std::move(source), wanted) {}

  std::string name;
  Limits limits;
  PlainStream stream;
  Damage damage;
  Chunk chunk;                  // what came last from the stream ...
  std::string_view rest;        // ... and what of it is not used yet
  std::uint64_t remaining = 0;  // of the block of the record in hand
  bool ended = false;
  bool any_record = false;
  bool is_arc = false;
  std::optional<Record> arc_record;  // whose line find_head() took
  bool cut = false;                  // the block in hand is over before its length

  /// More bytes in `rest`, if it is used up. False at the end.
  Result<bool> fill() {
    if (!rest.empty()) return true;
    if (ended) return false;
    auto next = stream.next();
    if (!next) {
      const Error& error = next.error();
      return error.code == ErrorCode::kTooLarge
                 ? fail_with({error.code, name + ": " + error.message})
                 : fail_with(error);
    }
    chunk = *next;
    rest = chunk.bytes;
    if (chunk.gap) ++damage.broken_parts;
    ended = rest.empty();
    return !ended;
  }
  static tl::unexpected<Error> fail_with(Error error) { return fail(std::move(error)); }

  /// Whether the bytes in hand are at the very start of a piece that cannot belong to what came
  /// before.
  [[nodiscard]] bool at_new_record() const {
    return rest.size() == chunk.bytes.size() && (chunk.gap || chunk.starts_part) &&
           (chunk.gap || is_arc || starts_record(rest));
  }

  /// A line without its end. Empty optional: the end of the file, or (`inside`) a break.
  Result<std::optional<std::string>> line(bool inside) {
    std::string text;
    bool any = false;
    for (;;) {
      const auto more = fill();
      if (!more) return fail(more.error());
      if (!*more) break;
      if ((any || inside) && at_new_record()) break;
      const std::size_t end = rest.find('\n');
      const std::string_view part = rest.substr(0, end);
      text.append(part.substr(0, limits.max_line - std::min(limits.max_line, text.size())));
      rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 1);
      any = true;
      if (end == std::string_view::npos) continue;
      if (!text.empty() && text.back() == '\r') text.pop_back();
      return std::optional(std::move(text));
    }
    if (!any || inside) return std::optional<std::string>();
    return std::optional(std::move(text));
  }

  /// Takes up to `want` bytes of the block; an empty view ends it.
  Result<std::string_view> take(std::uint64_t want) {
    if (remaining == 0 || want == 0) return std::string_view();
    const auto more = fill();
    if (!more) return fail(more.error());
    if (!*more || at_new_record()) {
      remaining = 0;
      cut = true;
      ++damage.cut_records;
      return std::string_view();
    }
    const auto size =
        static_cast<std::size_t>(std::min({want, remaining, std::uint64_t{rest.size()}}));
    const std::string_view part = rest.substr(0, size);
    rest.remove_prefix(size);
    remaining -= size;
    return part;
  }

  Result<void> skip_block() {
    while (remaining > 0) {
      if (const auto part = take(remaining); !part) return fail(part.error());
    }
    return {};
  }

  /// Up to a version line, or the head of an ARC's record, which is taken; false at the end.
  Result<bool> find_head() {
    for (;;) {
      auto text = line(false);
      if (!text) return fail(text.error());
      if (!*text) return false;
      if (starts_record(**text)) return true;
      is_arc = is_arc || (!any_record && starts_arc(**text));
      if (is_arc) arc_record = parse_arc_line(**text);
      if (arc_record) return true;
      if (!(*text)->empty()) damage.skipped_bytes += (*text)->size() + 1;
    }
  }

  Result<std::optional<Fields>> read_fields() {
    FieldParser parser(limits);
    for (;;) {
      auto text = line(true);
      if (!text) return fail(text.error());
      if (!*text) return std::optional<Fields>();
      if ((*text)->empty()) return std::optional(parser.take());
      if (!parser.add(**text)) return std::optional<Fields>();
    }
  }
};

namespace {

// False: no record that could be read.
bool fill_record(Fields&& fields, Record& record) {
  record.fields = std::move(fields);
  const std::string_view length = record.field("content-length");
  const char* const end = length.data() + length.size();
  const auto read = std::from_chars(length.data(), end, record.length);
  if (length.empty() || read.ec != std::errc() || read.ptr != end) return false;
  record.type = record.field("warc-type");
  for (char& c : record.type) c = to_lower(c);
  record.id = without_brackets(record.field("warc-record-id"));
  record.date = record.field("warc-date");
  record.target_uri = without_brackets(record.field("warc-target-uri"));
  record.content_type = record.field("content-type");
  record.truncated = record.field("warc-truncated");
  return true;
}

}  // namespace

Reader::Reader(std::unique_ptr<State> state) : state_(std::move(state)) {}
Reader::Reader(Reader&&) noexcept = default;
Reader& Reader::operator=(Reader&&) noexcept = default;
Reader::~Reader() = default;

Result<Reader> Reader::open(const std::string& path, const Limits& limits) {
  auto source = is_zip(path) ? open_wacz(path, limits) : open_file(path);
  if (!source) return fail(source.error());
  return Reader(
      std::make_unique<State>(std::move(*source), path == "-" ? "standard input" : path, limits));
}

Result<Reader> Reader::over(std::string_view bytes, const Limits& limits) {
  return Reader(std::make_unique<State>(over_memory(bytes), "archive", limits));
}

Result<std::optional<Record>> Reader::next() {
  for (;;) {
    if (auto skipped = state_->skip_block(); !skipped) return fail(skipped.error());
    state_->cut = false;
    const auto found = state_->find_head();
    if (!found) return fail(found.error());
    if (!*found) {
      if (state_->any_record) return std::optional<Record>();
      return fail(ErrorCode::kInvalid, state_->name + ": this is no WARC: not a record in it");
    }
    state_->any_record = true;
    if (auto arc = std::exchange(state_->arc_record, std::nullopt)) {
      state_->remaining = arc->length;
      if (arc->type == "filedesc") continue;
      return arc;
    }
    auto fields = state_->read_fields();
    if (!fields) return fail(fields.error());
    Record record;
    if (!*fields || !fill_record(std::move(**fields), record)) {
      ++state_->damage.broken_heads;
      continue;
    }
    state_->remaining = record.length;
    return std::optional(std::move(record));
  }
}

Result<Reader::Block> Reader::block(std::size_t max_bytes) {
  Block block;
  const bool is_long = state_->remaining > max_bytes;
  while (state_->remaining > 0 && block.bytes.size() < max_bytes) {
    const auto part = state_->take(max_bytes - block.bytes.size());
    if (!part) return fail(part.error());
    block.bytes += *part;
  }
  block.whole = !is_long && !state_->cut;
  return block;
}

const Damage& Reader::damage() const {
  return state_->damage;
}
std::uint64_t Reader::bytes_read() const {
  return state_->stream.bytes_read();
}
std::uint64_t Reader::file_size() const {
  return state_->stream.file_size();
}

}  // namespace tearsheet::warc
