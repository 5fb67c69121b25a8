#include "feed/json_feed.h"

#include <array>
#include <charconv>
#include <nlohmann/json.hpp>

#include "feed/draft.h"
#include "feed/entities.h"
#include "feed/source.h"

namespace tearsheet::feed {
namespace {

using Json = nlohmann::json;

enum class Key {
  kNone,
  kVersion,
  kTitle,
  kHomePage,
  kFeedUrl,
  kNextUrl,
  kLanguage,
  kAuthor,
  kAuthors,
  kName,
  kItems,
  kId,
  kUrl,
  kExternalUrl,
  kContentHtml,
  kContentText,
  kSummary,
  kPublished,
  kModified,
  kTags,
  kAttachments,
  kMimeType,
  kSize,
};
struct KeyRow {
  std::string_view name;
  Key key;
};
constexpr std::array<KeyRow, 22> kKeys = {{{"version", Key::kVersion},
                                           {"title", Key::kTitle},
                                           {"home_page_url", Key::kHomePage},
                                           {"feed_url", Key::kFeedUrl},
                                           {"next_url", Key::kNextUrl},
                                           {"language", Key::kLanguage},
                                           {"author", Key::kAuthor},
                                           {"authors", Key::kAuthors},
                                           {"name", Key::kName},
                                           {"items", Key::kItems},
                                           {"id", Key::kId},
                                           {"url", Key::kUrl},
                                           {"external_url", Key::kExternalUrl},
                                           {"content_html", Key::kContentHtml},
                                           {"content_text", Key::kContentText},
                                           {"summary", Key::kSummary},
                                           {"date_published", Key::kPublished},
                                           {"date_modified", Key::kModified},
                                           {"tags", Key::kTags},
                                           {"attachments", Key::kAttachments},
                                           {"mime_type", Key::kMimeType},
                                           {"size_in_bytes", Key::kSize}}};

Key key_of(std::string_view name) {
  for (const auto& row : kKeys) {
    if (row.name == name) return row.key;
  }
  return Key::kNone;
}

// Events of the parser, with the place they come from as a stack of keys: "items" > array > object
// > "authors" > ...
class Handler final : public nlohmann::json_sax<Json> {
 public:
  Handler(const FeedOptions& options, const EachEntry& each)
      : options_(options), each_(each), links_(options.url), finisher_(options, links_) {}

  bool null() override { return true; }
  bool boolean(bool) override { return true; }
  bool number_integer(number_integer_t value) override { return scalar(std::to_string(value)); }
  bool number_unsigned(number_unsigned_t value) override { return scalar(std::to_string(value)); }
  bool number_float(number_float_t, const string_t& text) override { return scalar(text); }
  bool string(string_t& value) override { return scalar(value); }
  bool binary(binary_t&) override { return true; }
  bool start_object(std::size_t) override { return open(false); }
  bool start_array(std::size_t) override { return open(true); }
  bool key(string_t& name) override {
    levels_.back().key = key_of(name);
    return true;
  }
  bool end_object() override {
    if (is_at(kItemDepth) && is_in_item_) end_item();
    if (is_at(kItemDepth + 2)) attachment_ended();
    levels_.pop_back();
    return !is_stopped_;
  }
  bool end_array() override {
    levels_.pop_back();
    return true;
  }
  bool parse_error(std::size_t, const std::string&, const nlohmann::detail::exception&) override {
    return false;
  }

  Result<FeedHead> finish() {
    if (is_in_item_ && !is_stopped_) {
      head_.cut = true;
      end_item();
    }
    if (!has_version_ && !(has_items_ && has_title_))
      return fail(ErrorCode::kInvalid, "JSON, but not a JSON Feed");
    if (head_.format.empty()) head_.format = "jsonfeed1.1";
    release();
    return std::move(head_);
  }

 private:
  static constexpr std::size_t kPendingEntries = 64;
  static constexpr std::size_t kItemDepth = 3;  // object, "items" array, object

  struct Level {
    bool is_array;
    Key key;
  };

  [[nodiscard]] bool is_at(std::size_t depth) const { return levels_.size() == depth; }
  [[nodiscard]] Key key_at(std::size_t depth) const {
    return depth < levels_.size() ? levels_[depth].key : Key::kNone;
  }
  // The key that the innermost value stands under, arrays passed over.
  [[nodiscard]] Key inner_key(std::size_t above = 0) const {
    for (std::size_t i = levels_.size() - above; i-- > 0;) {
      if (!levels_[i].is_array) return levels_[i].key;
    }
    return Key::kNone;
  }

  bool open(bool is_array) {
    if (levels_.size() >= options_.max_depth) return false;
    levels_.push_back({is_array, Key::kNone});
    if (is_at(2) && is_array && key_at(0) == Key::kItems) has_items_ = true;
    if (is_at(kItemDepth) && !is_array && key_at(0) == Key::kItems && levels_[1].is_array) {
      if (entries_ == options_.max_entries) {
        head_.truncated = true;
        is_stopped_ = true;
        return false;
      }
      is_in_item_ = true;
      item_ = {};
    }
    return true;
  }

  void end_item() {
    is_in_item_ = false;
    ++entries_;
    pending_.push_back(finisher_.finish_entry(std::move(item_)));
    if (has_version_ && pending_.size() >= kPendingEntries) release();
  }

  // Hands over what was held back for the feed's own fields, which may stand behind its items.
  void release() {
    finisher_.finish_head(draft_, head_);
    for (auto& entry : pending_) {
      finisher_.inherit(entry);
      is_stopped_ = !each_(head_, std::move(entry)) || is_stopped_;
      if (is_stopped_ && !head_.truncated) break;
    }
    pending_.clear();
  }

  bool scalar(std::string_view value) {
    if (levels_.empty()) return true;
    if (is_in_item_) {
      item_scalar(value);
    } else {
      head_scalar(value);
    }
    return true;
  }

  static DraftText text_of(std::string_view value, TextKind kind, std::uint8_t rank, BaseId base) {
    return {std::string(value), kind, base, rank};
  }

  void add(std::vector<Ranked>& list, std::uint8_t rank, std::string_view value) const {
    if (list.size() < kMaxListItems) list.push_back({rank, std::string(value), links_.document()});
  }

  void person(Draft& draft, std::string_view value) {
    if (draft.authors.size() >= kMaxListItems) return;
    if (inner_key() == Key::kName || inner_key() == Key::kAuthor || inner_key() == Key::kAuthors) {
      draft.authors.push_back({0, name_of_person(value), kNoBase});
    }
  }

  void head_scalar(std::string_view value) {
    const BaseId base = links_.document();
    const Key outer = key_at(0);
    if (outer == Key::kAuthor || outer == Key::kAuthors) return person(draft_, value);
    if (!is_at(1)) return;
    switch (outer) {
      case Key::kVersion:
        has_version_ = value.find("jsonfeed") != std::string_view::npos;
        if (has_version_) head_.format = value.ends_with("1.1") ? "jsonfeed1.1" : "jsonfeed1.0";
        break;
      case Key::kTitle:
        has_title_ = true;
        draft_.title = text_of(value, TextKind::kPlain, 0, base);
        break;
      case Key::kHomePage:
        add(draft_.links, 0, value);
        if (base == kNoBase) links_.set_fallback(value);
        break;
      case Key::kNextUrl:
        head_.next = links_.resolve(value, base);
        break;
      case Key::kLanguage:
        draft_.language = std::string(value);
        break;
      default:
        break;
    }
  }

  void item_scalar(std::string_view value) {
    const BaseId base = links_.document();
    const Key outer = key_at(kItemDepth - 1);
    if (outer == Key::kAuthor || outer == Key::kAuthors) return person(item_, value);
    if (outer == Key::kTags && item_.categories.size() < kMaxListItems)
      item_.categories.push_back(text_of(value, TextKind::kPlain, 0, base));
    if (outer == Key::kAttachments) return attachment_scalar(value);
    if (!is_at(kItemDepth)) return;
    switch (outer) {
      case Key::kId:
        add(item_.ids, 0, value);
        if (value.starts_with("http")) add(item_.links, kLinkPermalink, value);
        break;
      case Key::kUrl:
        add(item_.links, kLinkElement, value);
        break;
      case Key::kExternalUrl:
        add(item_.links, kLinkOther, value);
        break;
      case Key::kTitle:
        offer(item_.title, text_of(value, TextKind::kPlain, 0, base));
        break;
      case Key::kContentHtml:
        offer(item_.content, text_of(value, TextKind::kHtml, 0, base));
        break;
      case Key::kContentText:
        offer(item_.content, text_of(value, TextKind::kPlain, 1, base));
        break;
      case Key::kSummary:
        offer(item_.summary, text_of(value, TextKind::kPlain, 0, base));
        break;
      case Key::kPublished:
        add(item_.published, 0, value);
        break;
      case Key::kModified:
        add(item_.updated, 0, value);
        break;
      case Key::kLanguage:
        item_.language = std::string(value);
        break;
      default:
        break;
    }
  }

  void attachment_scalar(std::string_view value) {
    if (!is_at(kItemDepth + 2)) return;
    switch (inner_key()) {
      case Key::kUrl:
        attachment_.url = std::string(value);
        break;
      case Key::kMimeType:
        attachment_.type = std::string(value);
        break;
      case Key::kSize: {
        double size = -1;  // as 1e3, too
        std::from_chars(value.data(), value.data() + value.size(), size);
        if (size >= 0 && size < 1e15) attachment_.length = static_cast<std::int64_t>(size);
        break;
      }
      default:
        break;
    }
  }

  void attachment_ended() {
    if (!is_in_item_ || key_at(kItemDepth - 1) != Key::kAttachments) return;
    if (!attachment_.url.empty() && item_.enclosures.size() < kMaxListItems)
      item_.enclosures.push_back({std::move(attachment_), links_.document()});
    attachment_ = {};
  }

  const FeedOptions& options_;
  const EachEntry& each_;
  Links links_;
  Finisher finisher_;
  FeedHead head_;
  Draft draft_, item_;
  Enclosure attachment_;
  std::vector<Level> levels_;
  std::vector<FeedEntry> pending_;
  std::size_t entries_ = 0;
  bool has_version_ = false, has_items_ = false, has_title_ = false, is_in_item_ = false,
       is_stopped_ = false;
};

}  // namespace

Result<FeedHead> read_json_feed(ByteSource& source, const FeedOptions& options,
                                const EachEntry& each) {
  auto text = read_all(source, options.max_bytes);
  if (!text) return fail(text.error());
  Handler handler(options, each);
  // Errors end the events and are no exceptions here; what was read until then counts.
  Json::sax_parse(text->substr(text->find('{')), &handler, Json::input_format_t::json, false);
  return handler.finish();
}

}  // namespace tearsheet::feed
