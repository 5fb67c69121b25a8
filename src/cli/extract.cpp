// `tearsheet extract`: the article of a page in a file.
#include "extract/extract.h"

#include <algorithm>
#include <optional>
#include <thread>

#include "cli/article_json.h"
#include "cli/command.h"
#include "cli/configuration.h"
#include "cli/page_file.h"
#include "cli/site_files.h"

namespace tearsheet::cli {
namespace {

class ExtractCommand final : public Command {
 public:
  [[nodiscard]] std::string_view name() const override { return "extract"; }
  [[nodiscard]] std::string_view summary() const override {
    return "the article of a page in a file: title, date, authors, body";
  }

  void declare(Arguments& arguments) override {
    arguments.positional("FILE", file_, "an HTML page, may be gzipped; - is standard input", false);
    arguments.option("--url", url_, "URL", "where the page came from");
    arguments.option("--selectors", selectors_, "DIR",
                     "site files, used for pages of their domains", kSelectorsSetting);
    arguments.choice("--format", format_, {"json", "text", "markdown", "html"}, "what to print");
    arguments.flag("--explain", explain_, "print every candidate of every field and why one won");
    arguments.flag("--listing", listing_,
                   "print what the page lists: link, title, date, teaser, picture of each story, "
                   "and the next page");
    arguments.flag("--batch", batch_, "a JSON object a line on standard input");
    arguments.epilog(
        R"(Examples:
  tearsheet extract --url https://example.org/news/1 page.html
  tearsheet extract --format markdown page.html.gz > page.md
  tearsheet extract --explain page.html
  tearsheet extract --listing --url https://example.org/news/ list.html
Batch lines: {"id", "path", "url"} give {"id", "url", "title", "date", "body", "authors", ...};
with another --format {"id", "url", "document"}; with --listing {"id", "items": [{"url", "title", "date", "summary", "image"}], "next"}.
The exit code is 1 when the page holds no text at all, or lists nothing.)");
  }

  int run(Console& console) override {
    if (!selectors_.empty()) {
      auto sites = read_site_files(selectors_);
      if (!sites) return console.fail(sites.error());
      for (const auto& error : sites->errors) console.log().warning(error.message);
      sites_ = std::move(*sites);
    }
    if (batch_ && explain_)
      return console.fail({ErrorCode::kInvalid, "--explain is for one page, not for --batch"});
    if (batch_) {
      const unsigned threads = std::clamp(std::thread::hardware_concurrency(), 1U, 16U);
      return run_batch(
          console, [this](const Json& line) { return answer(line); }, threads);
    }
    if (file_.empty()) file_ = "-";
    if (listing_) return print_listing(console);
    const auto article = extract(file_, url_, explain_ ? &explanations_ : nullptr);
    if (!article) return console.fail(article.error());
    if (explain_) return print_explanations(console, *article);
    if (format_ == "json") {
      console.write(to_json(*article).dump(2, ' ', false, Json::error_handler_t::replace) + '\n');
    } else {
      print_document(console, *article);
    }
    return article->body.empty() && article->title.empty() ? kFailed : kDone;
  }

 private:
  // No moment: nobody knows when a file was fetched.
  Result<reading::Page> open(const std::string& path, const std::string& address) const {
    url::Url url;
    if (!address.empty()) {
      auto parsed = url::Url::parse(address);
      if (!parsed) return fail(parsed.error());
      url = std::move(*parsed);
    }
    return read_page(path, url, url.empty() ? nullptr : sites_.for_url(url));
  }

  Result<records::Article> extract(const std::string& path, const std::string& url,
                                   std::vector<extract::Explanation>* explanations) const {
    const auto page = open(path, url);
    if (!page) return fail(page.error());
    return extract::extract_article(page->tree, reading::context_of(*page), explanations);
  }

  Result<Json> list(const std::string& path, const std::string& url) const {
    const auto page = open(path, url);
    if (!page) return fail(page.error());
    const auto listing = extract::extract_listing(page->tree, reading::context_of(*page), nullptr);
    if (!listing) return fail(listing.error());
    return to_json(*listing);
  }

  int print_listing(Console& console) const {
    const auto listing = list(file_, url_);
    if (!listing) return console.fail(listing.error());
    console.write(listing->dump(2, ' ', false, Json::error_handler_t::replace) + '\n');
    return (*listing)["items"].empty() ? kFailed : kDone;
  }

  Result<Json> answer(const Json& line) const {
    const std::string path = text_at(line, "path");
    if (path.empty()) return fail(ErrorCode::kInvalid, "no \"path\"");
    if (listing_) return list(path, text_at(line, "url"));
    const auto article = extract(path, text_at(line, "url"), nullptr);
    if (!article) return fail(article.error());
    if (format_ == "json") return to_json(*article);
    return Json{{"url", article->url}, {"document", extract::render(*article, body_format())}};
  }

  [[nodiscard]] extract::BodyFormat body_format() const {
    using extract::BodyFormat;
    return format_ == "markdown" ? BodyFormat::kMarkdown
           : format_ == "html"   ? BodyFormat::kHtml
                                 : BodyFormat::kText;
  }

  void print_document(Console& console, const records::Article& article) const {
    const std::string document = extract::render(article, body_format());
    std::size_t begin = 0;
    while (begin < document.size()) {
      const auto end = document.find('\n', begin);
      console.print(std::string_view(document).substr(begin, end - begin));
      if (end == std::string::npos) break;
      begin = end + 1;
    }
  }

  int print_explanations(Console& console, const records::Article& article) const {
    std::string field;
    for (const auto& one : explanations_) {
      if (one.field != field) {
        field = one.field;
        console.print(field);
      }
      std::string line = one.won ? "  * " : "    ";
      char score[32];
      std::snprintf(score, sizeof score, "%5.2f  ", one.score);
      line += score + one.source;
      if (!one.locator.empty()) line += "  " + one.locator;
      if (!one.value.empty()) line += "  \"" + one.value + '"';
      if (!one.why.empty()) line += "  (" + one.why + ')';
      console.print(line);
    }
    console.print("kind");
    console.print(std::string("  * ") + records::to_string(article.kind) + ": " +
                  article.kind_reason);
    return kDone;
  }

  std::string file_, url_, selectors_ = default_selectors(), format_ = "json";
  bool explain_ = false, listing_ = false, batch_ = false;
  site::SiteSet sites_;
  std::vector<extract::Explanation> explanations_;
};

}  // namespace

std::unique_ptr<Command> make_extract_command() {
  return std::make_unique<ExtractCommand>();
}

}  // namespace tearsheet::cli
