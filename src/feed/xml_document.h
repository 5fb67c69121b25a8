// Runs the rules over an XML document: which element stands where, what it fills, and when an entry
// is done.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "feed/draft.h"
#include "feed/feed.h"
#include "feed/links.h"
#include "feed/rules.h"
#include "feed/xml_reader.h"

namespace tearsheet::feed {

class XmlDocument {
 public:
  /// All four must outlive it. `source` gives UTF-8.
  XmlDocument(ByteSource& source, const FeedOptions& options, const EachEntry& each);

  /// To the end, or as far as `each` and the limits want it.
  Result<FeedHead> read();

 private:
  // One per open element.
  struct Frame {
    Scope scope = 0;  // what may stand below; 0: nothing
    BaseId base = kNoBase;
    bool is_capture = false;
    bool is_entry = false;
  };
  // The text of the field that is being read.
  struct Capture {
    const Rule* rule = nullptr;
    std::size_t frame = 0;
    DraftText text;
    bool has_markup = false;
    bool is_base64 = false;
    bool is_permalink = true;  // guid
    bool has_href = false;     // link
    bool is_enclosure = false;
    bool is_other_link = false;  // of another relation than alternate (RFC 4287 4.2.7.2)
    std::string name;            // of a person; the open elements of markup
    std::string label;           // attribute of a category: better than its text
    std::size_t name_frame = 0;
  };

  void on_start(const XmlElement& element);
  void on_text(std::string_view text);
  void on_end();
  void on_root(const XmlElement& element, BaseId base);
  void on_nested(const XmlElement& element, BaseId base);
  void begin_field(const Rule& rule, const XmlElement& element, BaseId base);
  void begin_entry(const XmlElement& element, BaseId base);
  void begin_capture(const Rule& rule, const XmlElement& element, BaseId base);
  void end_entry();
  void add_location(const DraftText& text);
  void end_capture();
  void drop_cut_capture();
  void add_atom_link(const XmlElement& element, BaseId base);
  void add_enclosure(const XmlElement& element, BaseId base);
  void add_enclosure_at(std::string_view address, BaseId base);
  void add_link(std::uint8_t rank, std::string_view value, BaseId base);
  void add_person(const Capture& capture);
  void add_skip_day(std::string_view name);
  void set_update_period(std::string_view period);
  void release();
  [[nodiscard]] const Rule* find_rule(const XmlElement& element, Scope scope) const;
  [[nodiscard]] bool begins_sibling(const XmlElement& element) const;
  Draft& draft() { return is_in_entry_ ? entry_ : head_draft_; }
  // Behind the root's end tag a feed may go on.
  [[nodiscard]] Scope current_scope() const {
    return frames_.empty() ? kInFeed : frames_.back().scope;
  }
  void push(Scope scope, BaseId base) { frames_.push_back({scope, base, false, false}); }

  const FeedOptions& options_;
  const EachEntry& each_;
  XmlReader reader_;
  Links links_;
  Finisher finisher_;
  std::optional<Family> family_;
  std::optional<RuleSet> rules_;
  FeedHead head_;
  Draft head_draft_;
  Draft entry_;
  std::string entry_text_;  // outside of every field: sitemaps without <loc>
  std::vector<Frame> frames_;
  std::optional<Capture> capture_;
  std::vector<FeedEntry> pending_;  // until the feed's authors are known
  std::size_t entries_ = 0;
  std::size_t max_entries_ = 0;
  int update_frequency_ = 1;
  std::optional<std::chrono::minutes> update_period_;
  bool is_in_entry_ = false;
  bool is_html_ = false;
  bool is_stopped_ = false;
};

}  // namespace tearsheet::feed
