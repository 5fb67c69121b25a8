// Reads XML that publishers really send: a pull tokenizer that has no fatal error.
//
// It follows XML 1.0 and Namespaces where the text does, and goes on where it does not: bare '&'
// and '<', names of HTML entities, end tags that are missing, crossed or too many, attributes
// without quotes, control characters, a second XML declaration, an end in the middle of anything.
// One reader for good and bad text means that both are read alike. Left out on purpose: external
// entities and DTDs (nothing is ever opened) and internal entities that hold references or markup
// (nothing can grow).
#pragma once

#include <cstddef>
#include <deque>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "feed/entities.h"
#include "feed/feed.h"
#include "feed/tag_scanner.h"
#include "feed/vocabulary.h"

namespace tearsheet::feed {

struct XmlAttribute {
  Vocabulary vocabulary = Vocabulary::kCore;  ///< kCore without prefix.
  std::string_view name;                      ///< Local name, as written.
  std::string_view value;                     ///< References resolved.
};

struct XmlElement {
  Vocabulary vocabulary = Vocabulary::kCore;
  std::string_view prefix;
  std::string_view name;  ///< Local name in lower case.
  std::string_view uri;   ///< Namespace as written; empty if none or undeclared.
  std::span<const XmlAttribute> attributes;

  /// Value of the attribute without prefix, by name in lower case; empty if none.
  [[nodiscard]] std::string_view attribute(std::string_view name) const;
  [[nodiscard]] std::string_view attribute(Vocabulary vocabulary, std::string_view name) const;
};

class XmlReader {
 public:
  enum class Event { kStart, kText, kEnd, kDone, kFailed };

  /// Reads UTF-8 from `source`, which must outlive it; `max_bytes` counts what comes out of the
  /// source.
  XmlReader(ByteSource& source, std::size_t max_bytes, unsigned max_depth);

  /// Views given out live until the next call. Each kStart gets its kEnd. Text may come in several
  /// pieces.
  Event next();
  [[nodiscard]] const XmlElement& element() const { return element_; }
  [[nodiscard]] std::string_view text() const { return text_; }
  [[nodiscard]] std::string_view uri_of(
      std::string_view prefix) const;  ///< As declared here; empty if it is not.
  [[nodiscard]] const Error& error() const { return error_; }
  /// Whether the document ended within an element: what was open is ended by nothing but the end.
  [[nodiscard]] bool is_cut() const { return is_cut_; }
  /// Whether it ended within an end tag, so that the text in front of that is whole.
  [[nodiscard]] bool is_cut_in_end_tag() const { return is_cut_in_end_tag_; }

  /// Makes elements without a prefix belong to `vocabulary` from here on, whatever default
  /// namespace was declared: the root's name says more than a namespace copied from somewhere.
  /// Inner declarations still count.
  void set_home(Vocabulary vocabulary);

 private:
  struct Open {
    std::string name;  // as written, lower case
    std::size_t bindings;
  };
  struct Binding {
    std::string prefix;
    std::string uri;
    Vocabulary vocabulary;
  };
  enum class Inside { kContent, kCdata, kComment };

  bool refill();  // false at the end, or on failure
  void ensure(std::size_t bytes);
  std::optional<Event> read_content();
  std::optional<Event> read_section(std::string_view end, bool is_text);
  std::optional<Event> read_markup();
  std::optional<Event> read_tag();
  std::optional<Event> read_declaration();
  void skip_instruction();
  void skip_to_bracket();
  bool has_end(std::string_view wanted, bool& is_missing);
  std::size_t find_ahead(std::string_view wanted, std::size_t limit);
  void declare_entities(std::string_view declaration);
  Event text_event(std::size_t size, bool resolve);
  std::optional<Event> start_element();
  std::optional<Event> end_element();
  Event pop();
  void bind_namespaces();
  const Binding* binding(std::string_view prefix) const;
  Vocabulary vocabulary_of(std::string_view prefix) const;
  void resolve_attributes();

  ByteSource& source_;
  const std::size_t max_bytes_;
  const unsigned max_depth_;
  std::size_t total_bytes_ = 0;
  std::string buffer_;
  std::size_t at_ = 0;
  bool is_source_done_ = false;
  bool has_failed_ = false;
  bool is_cut_ = false;
  bool is_cut_in_end_tag_ = false;
  bool has_document_type_ = false;
  bool is_comment_end_missing_ = false;
  bool is_section_end_missing_ = false;
  bool is_end_tag_missing_ = false;
  int broken_instructions_ = 0;
  Error error_;
  Inside inside_ = Inside::kContent;
  unsigned pending_ends_ = 0;
  unsigned too_deep_ = 0;
  RawTag tag_;
  XmlElement element_;
  std::string_view text_;
  std::string scratch_;
  std::string qualified_;  // current element's name, lower case
  std::deque<std::string> values_;
  std::vector<XmlAttribute> attributes_;
  std::vector<Open> open_;
  std::vector<Binding> bindings_;
  OwnEntities own_entities_;
};

}  // namespace tearsheet::feed
