// JSON Feed 1.1 (jsonfeed.org/version/1.1).
#include <string>

#include "base/escape.h"
#include "output/feed_facts.h"
#include "output/output.h"

namespace tearsheet::output {
namespace {

using namespace store;  // the names of the columns

class JsonFeedWriter final : public Writer {
 public:
  explicit JsonFeedWriter(const Heading& heading) : title_(heading.title), feed_(heading.feed) {}

  std::string head() override {
    std::string text =
        R"({"version":"https://jsonfeed.org/version/1.1","title":)" + to_json_string(title_);
    const auto add = [&text](const char* name, std::string_view value) {
      if (!value.empty()) ((text += name) += to_json_string(value));
    };
    add(",\"home_page_url\":", feed_.page);
    add(",\"feed_url\":", feed_.self);
    add(",\"language\":", feed_.origin.language);
    return text + ",\"items\":[\n";
  }

  std::string article(const store::StoredArticle& a) override {
    std::string item = is_first_ ? "{\"id\":" : ",{\"id\":";
    is_first_ = false;
    item += to_json_string(entry_id(feed_, a));
    const auto add = [&item](const char* name, std::string_view value) {
      if (!value.empty()) ((item += name) += to_json_string(value));
    };
    add(",\"url\":", a[kUrlColumn]);
    add(",\"title\":", a[kTitleColumn]);
    // Required even where it is empty.
    (item += ",\"content_html\":") += to_json_string(body_html(a));
    add(",\"summary\":", a[kSummaryColumn]);
    add(",\"image\":", a[kImageColumn]);
    add(",\"date_published\":", to_iso8601(moment_of(a)));
    add(",\"date_modified\":", to_iso8601(last_change_of(a)));
    add(",\"language\":", a[kLanguageColumn]);
    std::string authors;
    for (const std::string& name : authors_of(a))
      authors += (authors.empty() ? "{\"name\":" : ",{\"name\":") + to_json_string(name) + "}";
    if (!authors.empty()) item += ",\"authors\":[" + authors + "]";
    if (a[kTagsColumn].size() > 2) item += ",\"tags\":" + std::string(a[kTagsColumn]);
    return item += "}\n";
  }

  std::string tail() override { return "]}\n"; }

 private:
  const std::string title_;
  const FeedPlace feed_;
  bool is_first_ = true;
};

}  // namespace

std::unique_ptr<Writer> make_json_feed_writer(const Heading& heading) {
  return std::make_unique<JsonFeedWriter>(heading);
}

}  // namespace tearsheet::output
