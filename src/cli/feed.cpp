// `tearsheet feed`: a feed or a sitemap as JSON.
#include "feed/feed.h"

#include <filesystem>

#include "base/files.h"
#include "base/json_writer.h"
#include "cli/batch.h"
#include "cli/command.h"

namespace tearsheet::cli {
namespace {

std::string iso(const std::optional<dates::Timestamp>& time) {
  return time ? time->to_iso8601() : std::string{};
}

void write_entry(JsonWriter& json, const feed::FeedEntry& entry) {
  json.open('{');
  json.field("id", entry.id);
  json.field("link", entry.link);
  json.field("title", entry.title);
  json.field("published", iso(entry.published));
  json.field("updated", iso(entry.updated));
  json.field("summary", entry.summary);
  json.field("content_html", entry.content_html);
  json.field("authors", entry.authors);
  json.field("categories", entry.categories);
  json.key("enclosures");
  json.open('[');
  for (const auto& enclosure : entry.enclosures) {
    json.open('{');
    json.field("url", enclosure.url);
    json.field("type", enclosure.type);
    json.key("length");
    json.raw(enclosure.length ? std::to_string(*enclosure.length) : "null");
    json.close('}');
  }
  json.close(']');
  if (!entry.language.empty()) json.field("language", entry.language);
  json.close('}');
}

void write_head(JsonWriter& json, const feed::FeedHead& head) {
  json.field("title", head.title);
  json.field("link", head.link);
  json.field("language", head.language);
  if (head.ttl) {
    json.key("ttl_minutes");
    json.raw(std::to_string(head.ttl->count()));
  }
  if (!head.next.empty()) json.field("next", head.next);
  if (head.truncated) {
    json.key("truncated");
    json.raw("true");
  }
  if (head.cut) {
    json.key("cut");
    json.raw("true");
  }
}

Result<std::unique_ptr<feed::ByteSource>> open_input(const std::string& path, std::size_t max_bytes,
                                                     std::string& held) {
  if (path != "-" && std::filesystem::is_regular_file(path)) return feed::open_source(path);
  auto bytes = read_file(path, max_bytes);  // a pipe cannot be rewound
  if (!bytes) return fail(bytes.error());
  held = std::move(*bytes);
  return feed::source_of(held);
}

// The answer as one JSON object, handed to `sink` piece by piece.
Result<void> convert(const std::string& path, const feed::FeedOptions& options,
                     const std::function<bool(std::string_view)>& sink) {
  constexpr std::size_t kPiece = 64 * 1024;
  std::string held;
  const auto source = open_input(path, options.max_bytes, held);
  if (!source) return fail(source.error());
  std::string out;
  JsonWriter json(out);
  bool has_begun = false;
  const auto begin = [&](const feed::FeedHead& head) {
    if (has_begun) return;
    json.open('{');
    json.field("format", head.format);
    json.key("entries");
    json.open('[');
    has_begun = true;
  };
  const auto head = feed::read_document(**source, options,
                                        [&](const feed::FeedHead& so_far, feed::FeedEntry&& entry) {
                                          begin(so_far);
                                          write_entry(json, entry);
                                          if (out.size() < kPiece) return true;
                                          const bool is_taken = sink(out);
                                          out.clear();
                                          return is_taken;
                                        });
  if (!head) return fail(head.error().code, path + ": " + head.error().message);
  begin(*head);
  json.close(']');
  write_head(json, *head);
  json.close('}');
  sink(out);
  return {};
}

class FeedCommand final : public Command {
 public:
  [[nodiscard]] std::string_view name() const override { return "feed"; }
  [[nodiscard]] std::string_view summary() const override {
    return "show a feed or a sitemap as JSON";
  }

  void declare(Arguments& arguments) override {
    arguments.positional(
        "FILE", file_, "RSS, Atom, JSON Feed or sitemap, gzip or not; - is standard input", false);
    arguments.option("--url", url_, "URL",
                     "where the file came from: what relative links are relative to");
    arguments.option("--content-type", content_type_, "TYPE",
                     "its Content-Type header; the charset counts");
    arguments.option("--max-entries", max_entries_, "N",
                     "entries of a feed; further ones are left out");
    arguments.flag("--batch", batch_, "a JSON object a line on standard input");
    arguments.epilog(R"(Examples:
  tearsheet feed --url https://example.org/rss.xml rss.xml
  curl -s https://example.org/sitemap.xml.gz | tearsheet feed - | jq -r '.entries[].link'
Gives {"format", "title", "link", "language", "entries": [{"id", "link", "title", "published",
"updated", "summary", "content_html", "authors", "categories", "enclosures"}]}; content_html is safe to
show. Exit status 1: neither a feed nor a sitemap.
Batch lines: {"id", "path", "url", "content_type"}; the answer carries the id.)");
  }

  int run(Console& console) override {
    if (max_entries_ && *max_entries_ < 1) {
      console.log().error("--max-entries wants a number above 0");
      return kUsage;
    }
    if (batch_) return run_batch(console, [this](const Json& line) { return answer(line); });
    if (file_.empty()) {
      console.log().error("no file given; see tearsheet feed --help");
      return kUsage;
    }
    const auto done = convert(file_, options(url_, content_type_),
                              [&console](std::string_view text) { return console.write(text); });
    if (!done) {
      console.log().error(done.error().message);
      return kFailed;
    }
    console.write("\n");
    return kDone;
  }

 private:
  [[nodiscard]] feed::FeedOptions options(std::string url, std::string content_type) const {
    feed::FeedOptions options;
    options.url = std::move(url);
    options.content_type = std::move(content_type);
    if (max_entries_) options.max_entries = static_cast<std::size_t>(*max_entries_);
    return options;
  }

  [[nodiscard]] Result<Json> answer(const Json& line) const {
    std::string text;
    const auto done =
        convert(text_at(line, "path"), options(text_at(line, "url"), text_at(line, "content_type")),
                [&text](std::string_view piece) {
                  text.append(piece);
                  return true;
                });
    if (!done) return fail(done.error());
    return Json::parse(text);
  }

  std::string file_, url_, content_type_;
  std::optional<std::int64_t> max_entries_;
  bool batch_ = false;
};

}  // namespace

std::unique_ptr<Command> make_feed_command() {
  return std::make_unique<FeedCommand>();
}

}  // namespace tearsheet::cli
