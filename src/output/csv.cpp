// RFC 4180, safe to open in a spreadsheet.
#include "output/output.h"

namespace tearsheet::output {
namespace {

constexpr std::string_view kHead =
    "id,url,canonical_url,title,date,updated,summary,body,authors,language,site_name,site,image,"
    "section,tags,kind,cluster,"
    "duplicate_of,first_seen,changed,version,parts,incomplete,agreement\r\n";

// A formula in a cell runs when the file is opened ("CSV injection"): an apostrophe makes it text.
bool looks_like_formula(std::string_view text) {
  return !text.empty() && std::string_view("=+-@\t\r").find(text.front()) != std::string_view::npos;
}

void add_cell(std::string& line, std::string_view text) {
  if (!line.empty()) line += ',';
  line += '"';
  if (looks_like_formula(text)) line += '\'';
  for (const char c : text) {
    if (c == '"') line += '"';
    line += c;
  }
  line += '"';
}

class CsvWriter final : public Writer {
 public:
  std::string head() override { return std::string(kHead); }
  std::string article(const store::StoredArticle& a) override {
    std::string line = std::to_string(a.id);
    for (const std::string_view text :
         {a.url, a.canonical_url, a.title, a.date, a.updated, a.summary, a.body, a.authors_json,
          a.language, a.site_name, a.site, a.image, a.section, a.tags_json, a.kind}) {
      add_cell(line, text);
    }
    (line += ',') += std::to_string(a.cluster);
    for (const std::string_view text : {a.duplicate_of_url, a.first_seen, a.changed})
      add_cell(line, text);
    (line += ',') += std::to_string(a.version);
    for (const std::string_view text : {a.parts_json, a.incomplete, a.agreement_json})
      add_cell(line, text);
    return line += "\r\n";
  }
};

}  // namespace

std::unique_ptr<Writer> make_csv_writer() {
  return std::make_unique<CsvWriter>();
}

}  // namespace tearsheet::output
