#include "base/escape.h"
#include "output/columns.h"
#include "output/output.h"

namespace tearsheet::output {
namespace {

// Unknown is null; a text that may well be empty is a text.
std::string json_of(const store::ColumnSpec& spec, std::string_view value) {
  using store::Form;
  switch (spec.form) {
    case Form::kText:
    case Form::kDate:
      return value.empty() && spec.nothing == store::Nothing::kNull ? "null"
                                                                    : to_json_string(value);
    case Form::kList:
      return value.empty() ? "[]" : std::string(value);
    case Form::kObject:
      return value.empty() ? "null" : std::string(value);
    case Form::kFlag:
    case Form::kNumber:
      break;
  }
  return std::string(value);
}

class JsonlWriter final : public Writer {
 public:
  explicit JsonlWriter(const Heading& heading)
      : columns_(columns_of(heading)), has_sources_(heading.has_sources) {}
  std::string article(const store::StoredArticle& a) override {
    std::string line = "{";
    for (const store::ArticleColumn column : columns_) {
      const store::ColumnSpec& spec = store::kArticleColumnTable.at(column);
      if (line.size() > 1) line += ',';
      ((line += '"') += spec.name) += "\":";
      line += json_of(spec, a[spec.column]);
    }
    if (!a.sources.empty() && has_sources_) {
      line += line.size() > 1 ? ",\"sources\":" : "\"sources\":";
      line += a.sources;
    }
    return line += "}\n";
  }
  [[nodiscard]] bool wants_sources() const override { return has_sources_; }
  std::string removed(std::int64_t id, std::string_view url) override {
    return "{\"id\":" + std::to_string(id) + ",\"url\":" + to_json_string(url) +
           ",\"removed\":true}\n";
  }

 private:
  const std::vector<store::ArticleColumn> columns_;
  const bool has_sources_;
};

}  // namespace

std::unique_ptr<Writer> make_jsonl_writer(const Heading& heading) {
  return std::make_unique<JsonlWriter>(heading);
}

Result<void> write_articles(store::ArticleReader& store, const store::ArticleFilter& filter,
                            Writer& writer, const Sink& sink) {
  bool whole = sink(writer.head());
  store::ArticleFilter wanted = filter;
  wanted.with_sources = writer.wants_sources();
  const Result<void> read = store.each_article(wanted, [&](const store::StoredArticle& article) {
    whole = whole && sink(writer.article(article));
    return whole;
  });
  if (!read) return read;
  if (!whole || !sink(writer.tail())) return fail(ErrorCode::kIo, "the output cannot be written");
  return {};
}

Result<std::string> write_changes(store::ArticleStore& store, const store::ArticleFilter& filter,
                                  const std::string& cursor, Writer& writer, const Sink& sink) {
  bool whole = sink(writer.head());
  const auto put = [&](const std::string& text) { return whole = whole && sink(text); };
  store::ArticleFilter wanted = filter;
  wanted.with_sources = writer.wants_sources();
  auto next = store.each_change(
      wanted, cursor,
      [&](const store::StoredArticle& article) { return put(writer.article(article)); },
      [&](std::int64_t id, std::string_view url) { return put(writer.removed(id, url)); });
  if (!next && next.error().code != ErrorCode::kCancelled) return next;
  if (!next || !whole || !sink(writer.tail()))
    return fail(ErrorCode::kIo, "the output cannot be written");
  return next;
}

}  // namespace tearsheet::output
