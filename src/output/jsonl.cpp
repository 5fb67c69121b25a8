#include "base/escape.h"
#include "output/output.h"

namespace tearsheet::output {
namespace {

class JsonlWriter final : public Writer {
 public:
  std::string article(const store::StoredArticle& a) override {
    std::string line = "{\"id\":" + std::to_string(a.id);
    const auto add = [&](const char* name, std::string_view value) {
      (line += ",\"") += name;
      (line += "\":") += to_json_string(value);
    };
    // Unknown is null; a text that may well be empty is a text.
    const auto add_or_null = [&](const char* name, std::string_view value) {
      if (!value.empty()) return add(name, value);
      (line += ",\"") += name;
      line += "\":null";
    };
    add("url", a.url);
    add("canonical_url", a.canonical_url);
    add("title", a.title);
    add_or_null("date", a.date);
    add_or_null("updated", a.updated);
    add("summary", a.summary);
    add("body", a.body);
    (line += ",\"authors\":") += a.authors_json;
    add_or_null("language", a.language);
    add_or_null("site_name", a.site_name);
    add("site", a.site);
    add_or_null("image", a.image);
    add_or_null("section", a.section);
    (line += ",\"tags\":") += a.tags_json;
    add("kind", a.kind);
    line += ",\"cluster\":" + std::to_string(a.cluster);
    add_or_null("duplicate_of", a.duplicate_of_url);
    add("first_seen", a.first_seen);
    add("changed", a.changed);
    line += ",\"version\":" + std::to_string(a.version);
    const auto add_json = [&](const char* name, std::string_view value, const char* none) {
      ((line += ",\"") += name) += "\":";
      line += value.empty() ? none : value;
    };
    add_json("parts", a.parts_json, "[]");
    add_or_null("incomplete", a.incomplete);
    add_json("agreement", a.agreement_json, "null");
    return line += "}\n";
  }
  std::string removed(std::int64_t id, std::string_view url) override {
    return "{\"id\":" + std::to_string(id) + ",\"url\":" + to_json_string(url) +
           ",\"removed\":true}\n";
  }
};

}  // namespace

std::unique_ptr<Writer> make_jsonl_writer() {
  return std::make_unique<JsonlWriter>();
}

Result<void> write_articles(store::Store& store, const store::ArticleFilter& filter, Writer& writer,
                            const Sink& sink) {
  bool whole = sink(writer.head());
  const Result<void> read = store.each_article(filter, [&](const store::StoredArticle& article) {
    whole = whole && sink(writer.article(article));
    return whole;
  });
  if (!read) return read;
  if (!whole || !sink(writer.tail())) return fail(ErrorCode::kIo, "the output cannot be written");
  return {};
}

Result<std::string> write_changes(store::Store& store, const store::ArticleFilter& filter,
                                  const std::string& cursor, Writer& writer, const Sink& sink) {
  bool whole = sink(writer.head());
  const auto put = [&](const std::string& text) { return whole = whole && sink(text); };
  auto next = store.each_change(
      filter, cursor,
      [&](const store::StoredArticle& article) { return put(writer.article(article)); },
      [&](std::int64_t id, std::string_view url) { return put(writer.removed(id, url)); });
  if (!next && next.error().code != ErrorCode::kCancelled) return next;
  if (!next || !whole || !sink(writer.tail()))
    return fail(ErrorCode::kIo, "the output cannot be written");
  return next;
}

}  // namespace tearsheet::output
