#include "markdown/events.h"

#include <md4c.h>

#include "base/ascii.h"

namespace tearsheet::markdown {
namespace {

/// "[^1]" is a footnote to us and to most readers of Markdown. CommonMark takes "[^1]: Ibid." for
/// the address of a link, and would swallow it.
std::string with_plain_notes(std::string_view markdown) {
  std::string out;
  out.reserve(markdown.size() + 16);
  bool in_code = false;
  for (std::size_t i = 0; i < markdown.size(); ++i) {
    const char c = markdown[i];
    if (c == '\n') in_code = false;
    if (c == '\\' && i + 1 < markdown.size()) {
      (out += c) += markdown[++i];
      continue;
    }
    if (c == '`') in_code = !in_code;
    if (c == '[' && !in_code && markdown.substr(i + 1).starts_with('^')) {
      std::size_t end = i + 2;
      while (end < markdown.size() && is_digit(markdown[end])) ++end;
      if (end > i + 2 && end < markdown.size() && markdown[end] == ']') out += '\\';
    }
    out += c;
  }
  return out;
}

std::string_view view_of(const MD_ATTRIBUTE& attribute) {
  return attribute.text == nullptr ? std::string_view{}
                                   : std::string_view(attribute.text, attribute.size);
}

/// Where a click may lead. The parser gives the text between the brackets, its escapes undone.
std::string address_of(const MD_ATTRIBUTE& attribute) {
  const std::string_view text = view_of(attribute);
  const auto begins = [&](std::string_view scheme) {
    return text.size() > scheme.size() && starts_with_ignoring_case(text, scheme);
  };
  return begins("http://") || begins("https://") ? std::string(text) : std::string();
}

Detail detail_of(MD_BLOCKTYPE type, void* of) {
  Detail detail;
  if (type == MD_BLOCK_H) detail.number = static_cast<MD_BLOCK_H_DETAIL*>(of)->level;
  if (type == MD_BLOCK_OL) detail.number = static_cast<MD_BLOCK_OL_DETAIL*>(of)->start;
  if (type == MD_BLOCK_CODE)
    detail.language = view_of(static_cast<MD_BLOCK_CODE_DETAIL*>(of)->lang);
  if (type == MD_BLOCK_LI) {
    const auto* const item = static_cast<MD_BLOCK_LI_DETAIL*>(of);
    if (item->is_task != 0) detail.task = item->task_mark == ' ' ? ' ' : 'x';
  }
  return detail;
}

/// False: nothing that we show.
bool kind_of(MD_BLOCKTYPE type, Block& kind) {
  switch (type) {
    case MD_BLOCK_QUOTE:
      kind = Block::kQuote;
      return true;
    case MD_BLOCK_UL:
      kind = Block::kBullets;
      return true;
    case MD_BLOCK_OL:
      kind = Block::kNumbers;
      return true;
    case MD_BLOCK_LI:
      kind = Block::kItem;
      return true;
    case MD_BLOCK_HR:
      kind = Block::kRule;
      return true;
    case MD_BLOCK_H:
      kind = Block::kHeading;
      return true;
    case MD_BLOCK_CODE:
      kind = Block::kCode;
      return true;
    case MD_BLOCK_P:
      kind = Block::kParagraph;
      return true;
    case MD_BLOCK_TABLE:
      kind = Block::kTable;
      return true;
    case MD_BLOCK_THEAD:
      kind = Block::kHead;
      return true;
    case MD_BLOCK_TR:
      kind = Block::kRow;
      return true;
    case MD_BLOCK_TH:
      kind = Block::kHeadCell;
      return true;
    case MD_BLOCK_TD:
      kind = Block::kCell;
      return true;
    default:
      return false;
  }
}

bool kind_of(MD_SPANTYPE type, Span& kind) {
  switch (type) {
    case MD_SPAN_EM:
      kind = Span::kEmphasis;
      return true;
    case MD_SPAN_STRONG:
      kind = Span::kStrong;
      return true;
    case MD_SPAN_CODE:
      kind = Span::kCode;
      return true;
    case MD_SPAN_A:
      kind = Span::kLink;
      return true;
    case MD_SPAN_IMG:
      kind = Span::kImage;
      return true;
    default:
      return false;
  }
}

Events& events_of(void* user) {
  return *static_cast<Events*>(user);
}

int enter_block(MD_BLOCKTYPE type, void* detail, void* user) {
  Block kind{};
  if (kind_of(type, kind)) events_of(user).enter(kind, detail_of(type, detail));
  return 0;
}

int leave_block(MD_BLOCKTYPE type, void* /*detail*/, void* user) {
  Block kind{};
  if (kind_of(type, kind)) events_of(user).leave(kind);
  return 0;
}

int enter_span(MD_SPANTYPE type, void* of, void* user) {
  Span kind{};
  if (!kind_of(type, kind)) return 0;
  Detail detail;
  if (kind == Span::kLink) detail.address = address_of(static_cast<MD_SPAN_A_DETAIL*>(of)->href);
  if (kind == Span::kImage) detail.address = address_of(static_cast<MD_SPAN_IMG_DETAIL*>(of)->src);
  events_of(user).enter(kind, detail);
  return 0;
}

int leave_span(MD_SPANTYPE type, void* /*detail*/, void* user) {
  Span kind{};
  if (kind_of(type, kind)) events_of(user).leave(kind);
  return 0;
}

int take_text(MD_TEXTTYPE type, const MD_CHAR* text, MD_SIZE size, void* user) {
  if (type == MD_TEXT_BR) {
    events_of(user).line_break();
  } else if (type == MD_TEXT_SOFTBR) {
    events_of(user).text(" ");
  } else if (type == MD_TEXT_NULLCHAR) {
    events_of(user).text("\xEF\xBF\xBD");
  } else {
    events_of(user).text({text, size});
  }
  return 0;
}

}  // namespace

void read(std::string_view markdown, Events& events) {
  const std::string text = with_plain_notes(markdown);
  MD_PARSER parser{};
  parser.flags = MD_FLAG_TABLES | MD_FLAG_TASKLISTS | MD_FLAG_NOHTML | MD_FLAG_NOINDENTEDCODEBLOCKS;
  parser.enter_block = enter_block;
  parser.leave_block = leave_block;
  parser.enter_span = enter_span;
  parser.leave_span = leave_span;
  parser.text = take_text;
  md_parse(text.data(), static_cast<MD_SIZE>(text.size()), &parser, &events);
}

}  // namespace tearsheet::markdown
