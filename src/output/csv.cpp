// RFC 4180 with a header line, safe to open in a spreadsheet.
#include "output/columns.h"
#include "output/output.h"

namespace tearsheet::output {
namespace {

// A formula in a cell runs when the file is opened ("CSV injection"): an apostrophe makes it text.
bool looks_like_formula(std::string_view text) {
  return !text.empty() && std::string_view("=+-@\t\r").find(text.front()) != std::string_view::npos;
}

std::string in_quotes(std::string_view text) {
  std::string cell = "\"";
  if (looks_like_formula(text)) cell += '\'';
  for (const char c : text) {
    if (c == '"') cell += '"';
    cell += c;
  }
  return cell += '"';
}

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

class CsvWriter final : public Writer {
 public:
  explicit CsvWriter(const Heading& heading)
      : columns_(columns_of(heading)), has_mark_(heading.has_byte_order_mark) {}
  std::string head() override {
    const std::string line =
        line_of([](const store::ColumnSpec& spec) { return std::string(spec.name); });
    return has_mark_ ? std::string(kByteOrderMark) + line : line;
  }
  std::string article(const store::StoredArticle& a) override {
    return line_of([&](const store::ColumnSpec& spec) {
      const std::string_view value = a[spec.column];
      return spec.form == store::Form::kNumber ? std::string(value) : in_quotes(value);
    });
  }

 private:
  template <class Cell>
  std::string line_of(Cell&& cell) const {
    std::string line;
    for (const store::ArticleColumn column : columns_) {
      if (!line.empty()) line += ',';
      line += cell(store::kArticleColumnTable.at(column));
    }
    return line += "\r\n";
  }

  const std::vector<store::ArticleColumn> columns_;
  const bool has_mark_;
};

}  // namespace

std::unique_ptr<Writer> make_csv_writer(const Heading& heading) {
  return std::make_unique<CsvWriter>(heading);
}

}  // namespace tearsheet::output
