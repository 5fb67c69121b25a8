// Stored articles as other programs want them.
//
// formats() is the table of all forms: a name, its properties and what makes its Writer. A Writer
// turns one article after the other into text and knows nothing of where it goes; write_articles()
// and write_changes() bring it the articles of the store. A new form is a Writer in a file of its
// own and a row of the table.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "store/articles.h"
#include "store/status.h"

namespace tearsheet::output {

/// Takes a piece of the output; false once it is broken (closed pipe, full device): the export
/// stops.
using Sink = std::function<bool(std::string_view)>;

/// Articles one after the other in one text format. Not thread-safe.
class Writer {
 public:
  virtual ~Writer() = default;
  /// What stands before the first article; may be empty.
  virtual std::string head() { return {}; }
  virtual std::string article(const store::StoredArticle& article) = 0;
  /// What an incremental export says of an article that is no longer there; may be empty.
  virtual std::string removed(std::int64_t /*id*/, std::string_view /*url*/) { return {}; }
  virtual std::string tail() { return {}; }
  /// Whether article() needs StoredArticle::sources, which cost a look-up each.
  [[nodiscard]] virtual bool wants_sources() const { return false; }
};

/// What a feed says of itself.
struct FeedPlace {
  store::ListOrigin origin{};  ///< Names the feed and its entries, and says its language.
  std::string list{};          ///< What it is chosen by, as list_name() has it.
  std::string self{};          ///< The address that it is fetched from; empty: nobody knows.
  std::string page{};          ///< Of a page with the same list; empty: there is none.
};
/// Feeds of one database are told apart by it: the same for the same choice of articles, however
/// many of them are asked for.
[[nodiscard]] std::string list_name(const store::ArticleFilter& filter);

/// What an export is asked for, as far as its form has a place for that.
struct Heading {
  std::string title{};
  SysTime now{};
  bool is_whole = true;  ///< All columns that are exported unless others are named; else ...
  std::vector<store::ArticleColumn> columns{};  ///< ... these, in this order (`has_columns`).
  bool has_sources = true;  ///< jsonl: where each field came from, as far as that is known.
  bool has_byte_order_mark = false;  ///< csv: as some spreadsheets want it to know UTF-8.
  FeedPlace feed{};
};

/// A form that articles can be exported in.
struct Format {
  enum class Order : std::uint8_t { kAsStored, kNewestFirst };
  std::string_view name, help;
  bool by_changes;   ///< Can be exported by changes (write_changes).
  bool has_folder;   ///< Can be a file for each article (MarkdownFolder).
  bool has_columns;  ///< Can be of chosen columns.
  Order order;
  std::optional<std::int64_t> default_limit;
  /// Null: no text but a database, made by store::ArticleStore::export_public().
  std::unique_ptr<Writer> (*make)(const Heading& heading);
};
/// Takes the columns of "id,title,sources" into `heading`, which is then of no other. kInvalid: an
/// unknown name, with the nearest; one that is given twice; "sources", which are no column of csv.
Result<void> choose_columns(std::string_view names, const Format& format, Heading& heading);

/// The first is what people get who ask for none.
[[nodiscard]] std::span<const Format> formats();
/// Null: there is none of that name.
[[nodiscard]] const Format* find_format(std::string_view name);

/// A Markdown file for each article, SITE/ID.md, with what is known of it as YAML front matter. A
/// file appears whole or not at all; one that would be the same is left alone, that of an article
/// which is no longer there is removed.
class MarkdownFolder final : public Writer {
  struct State;

 public:
  /// Made where it is not there.
  static Result<std::unique_ptr<MarkdownFolder>> open(const std::filesystem::path& folder);
  explicit MarkdownFolder(std::unique_ptr<State> state);  ///< For open().
  ~MarkdownFolder() override;
  std::string article(const store::StoredArticle& article) override;  ///< Gives nothing.
  std::string removed(std::int64_t id, std::string_view url) override;
  [[nodiscard]] bool is_whole() const;  ///< Nothing failed so far.
  Result<void> commit();                ///< Everything is on the disk, or why it is not.

 private:
  std::unique_ptr<State> state_;
};

/// Every article that passes the filter. kIo when the sink breaks.
Result<void> write_articles(store::ArticleReader& store, const store::ArticleFilter& filter,
                            Writer& writer, const Sink& sink);

/// What a report on the state of a database is made of.
struct StatusView {
  std::string name;  ///< Of the database, as its reader knows it.
  SysTime now{};
  store::StatusReport status;
  std::vector<store::SiteHealth> health;
  std::vector<store::SiteDays> days;  ///< Only the HTML page needs them ...
  std::vector<store::SiteNews> news;  ///< ... and of all pages the one that stands alone these.
};
/// Text exposition format 0.0.4, for the textfile collector of node_exporter.
[[nodiscard]] std::string to_prometheus(const StatusView& view);
/// One HTML5 file with plots as inline SVG and links to the newest articles of each site; it holds
/// no script and loads nothing.
[[nodiscard]] std::string to_html(const StatusView& view);
/// Where the page of a site is; null, or an empty answer: there is none.
using SiteAddress = std::function<std::string(std::string_view key)>;
/// What stands in that file, for a page of somebody else: headings of second rank, and classes that
/// status_style() dresses with colours named --ink, --soft, --line, --card, --new, --bad, --warn.
[[nodiscard]] std::string to_sections(const StatusView& view, const SiteAddress& address);
/// Of it troubles and plots alone.
[[nodiscard]] std::string to_plots(const StatusView& view);
[[nodiscard]] std::string_view status_style();

/// What changed behind `cursor`; gives the next one (store::ArticleStore::each_change).
Result<std::string> write_changes(store::ArticleStore& store, const store::ArticleFilter& filter,
                                  const std::string& cursor, Writer& writer, const Sink& sink);

/// A file that appears whole or not at all: written beside its place and renamed by
/// commit(). A device or pipe is written into as it is.
class AtomicFile {
 public:
  static Result<AtomicFile> create(const std::filesystem::path& path);
  AtomicFile(AtomicFile&&) noexcept;
  AtomicFile& operator=(AtomicFile&&) = delete;
  ~AtomicFile();  ///< Without commit(): nothing is left.
  [[nodiscard]] bool write(std::string_view bytes);
  Result<void> commit();

 private:
  struct State;
  explicit AtomicFile(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace tearsheet::output
