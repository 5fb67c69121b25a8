// RFC 4180 with a header line, safe to open in a spreadsheet.
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

template <class Cell>
std::string line_of(Cell&& cell) {
  std::string line;
  for (const store::ColumnSpec& spec : store::kArticleColumnTable) {
    if (!spec.is(store::kExported)) continue;
    if (!line.empty()) line += ',';
    line += cell(spec);
  }
  return line += "\r\n";
}

class CsvWriter final : public Writer {
 public:
  std::string head() override {
    return line_of([](const store::ColumnSpec& spec) { return std::string(spec.name); });
  }
  std::string article(const store::StoredArticle& a) override {
    return line_of([&](const store::ColumnSpec& spec) {
      const std::string_view value = a[spec.column];
      return spec.form == store::Form::kNumber ? std::string(value) : in_quotes(value);
    });
  }
};

}  // namespace

std::unique_ptr<Writer> make_csv_writer(const Heading& /*heading*/) {
  return std::make_unique<CsvWriter>();
}

}  // namespace tearsheet::output
