#include "archive/hint_fields.h"

#include <algorithm>
#include <utility>

#include "text/text.h"

namespace tearsheet::archive {
namespace {

constexpr std::size_t kMaxAuthors = 100;

void add(std::string& block, std::string_view name, std::string value) {
  if (value.empty()) return;
  std::replace_if(
      value.begin(), value.end(), [](char c) { return static_cast<unsigned char>(c) < 0x20; }, ' ');
  ((block += name) += ": ") += value;
  block += "\r\n";
}

// An archive may come from anybody.
std::string clean(const std::string& value) {
  return text::is_valid_utf8(value) ? value : std::string();
}

}  // namespace

std::string to_fields(const store::Hint& hint, const std::string& asked_url) {
  std::string block;
  add(block, "asked-for", asked_url);
  add(block, "hint-from", hint.empty() ? std::string() : hint.origin);
  add(block, "hint-title", hint.title);
  add(block, "hint-summary", hint.summary);
  if (hint.published) add(block, "hint-published", hint.published->to_iso8601());
  if (hint.modified) add(block, "hint-modified", hint.modified->to_iso8601());
  for (const std::string& author : hint.authors) add(block, "hint-author", author);
  return block;
}

std::string preference_fields(const store::StoredArticle* article, const std::string& statements) {
  std::string block;
  if (article != nullptr) {
    for (const auto& [column, name] :
         {std::pair{store::kUseSearchColumn, "use-search"},
          std::pair{store::kUseTrainColumn, "use-train"},
          std::pair{store::kUseAiInputColumn, "use-ai-input"}, std::pair{store::kTdmColumn, "tdm"},
          std::pair{store::kLicenseColumn, "license"}})
      add(block, name, std::string((*article)[column]));
  }
  if (statements != "[]") add(block, "preferences", statements);
  return block;
}

PageFacts facts_of(const warc::Fields& fields) {
  PageFacts facts;
  for (const auto& [name, value] : fields) {
    store::Hint& hint = facts.hint;
    if (name == "asked-for") facts.asked_url = value;
    if (name == "hint-from") hint.origin = clean(value);
    if (name == "hint-title") hint.title = clean(value);
    if (name == "hint-summary") hint.summary = clean(value);
    if (name == "hint-published") hint.published = dates::parse_iso8601(value);
    if (name == "hint-modified") hint.modified = dates::parse_iso8601(value);
    if (name == "hint-author" && hint.authors.size() < kMaxAuthors)
      hint.authors.push_back(clean(value));
  }
  return facts;
}

}  // namespace tearsheet::archive
