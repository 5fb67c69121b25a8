#include "serve/differences.h"

#include <fmt/format.h>

#include <array>

#include "serve/article_page.h"
#include "text/text.h"

namespace tearsheet::serve {
namespace {

using text::DiffOp;
using text::DiffPart;

/// Calls `piece(op, text)` for what stands between line ends, `end()` at the end of each paragraph.
template <class Piece, class End>
void each_piece(const std::vector<DiffPart>& parts, Piece&& piece, End&& end) {
  for (const DiffPart& part : parts) {
    std::string_view rest = part.text;
    for (;;) {
      const std::size_t at = std::min(rest.find('\n'), rest.size());
      if (at > 0) piece(part.op, rest.substr(0, at));
      if (at == rest.size()) break;
      end();
      rest.remove_prefix(at + 1);
    }
  }
  end();
}

std::string marked(DiffOp op, std::string_view text) {
  const std::string shown = to_markup(text);
  if (op == DiffOp::kRemoved) return "<del>" + shown + "</del>";
  if (op == DiffOp::kAdded) return "<ins>" + shown + "</ins>";
  return shown;
}

void put_paragraph(std::string& out, std::string& paragraph) {
  if (!paragraph.empty()) out += "<p>" + paragraph + "</p>\n";
  paragraph.clear();
}

std::string change_of(std::string_view field, const std::string& before, const std::string& after,
                      std::string_view language) {
  if (before == after) return {};
  return fmt::format("<h3>{}</h3>\n<div{}>{}</div>\n", field, language_attributes(language),
                     changes(before, after));
}

std::string moment_change(std::string_view field, const std::string& before,
                          const std::string& after) {
  if (before == after) return {};
  std::string shown;
  if (!before.empty()) shown += "<del>" + time_element(before) + "</del> ";
  if (!after.empty()) shown += "<ins>" + time_element(after) + "</ins>";
  return fmt::format("<h3>{}</h3>\n<p>{}</p>\n", field, shown);
}

std::string version(const store::ArticleVersion& before, const store::ArticleVersion& now,
                    std::string_view language) {
  std::string out = fmt::format("<h2>Version {}, {}</h2>\n", now.version, time_element(now.stored));
  std::string changed = change_of("Title", before.title, now.title, language);
  changed += moment_change("Date", before.date, now.date);
  changed += moment_change("Updated", before.updated, now.updated);
  changed += change_of("Summary", before.summary, now.summary, language);
  changed += change_of("Body", before.body, now.body, language);
  return out + (changed.empty() ? "<p>Nothing of the text.</p>\n" : changed);
}

/// What of an article is compared; owned.
struct Side {
  std::string title, body, site, date, language;
};

Result<Side> side_of(store::InquiryStore& store, std::int64_t id) {
  Side side;
  const auto found = store.article(id, [&](const store::StoredArticle& a, const auto&) {
    side = {std::string(a[store::kTitleColumn]), std::string(a[store::kBodyColumn]),
            std::string(a[store::kSiteColumn]),
            std::string(
                a[a[store::kDateColumn].empty() ? store::kFirstSeenColumn : store::kDateColumn]),
            std::string(a[store::kLanguageColumn])};
  });
  if (!found) return fail(found.error());
  if (!*found) return fail(no_article(id));
  return side;
}

std::string column(const Side& side, std::int64_t id, const std::string& title,
                   const std::string& body) {
  return fmt::format(
      "<section{}>\n<h2><a href=\"/article/{}\">{}</a></h2>\n<p class=\"facts\">{} · {}</p>\n{}"
      "</section>\n",
      language_attributes(side.language), id, title.empty() ? "(no title)" : title,
      to_markup(side.site), time_element(side.date), body);
}

/// Without the element around it: a title is one paragraph.
std::string inside(std::string paragraph) {
  constexpr std::string_view kBegin = "<p>", kEnd = "</p>\n";
  if (!paragraph.starts_with(kBegin) || !paragraph.ends_with(kEnd)) return {};
  return paragraph.substr(kBegin.size(), paragraph.size() - kBegin.size() - kEnd.size());
}

}  // namespace

SideBySide side_by_side(std::string_view left, std::string_view right) {
  const auto parts = text::diff_words(left, right);
  SideBySide sides;
  std::string here, there;
  each_piece(
      parts,
      [&](DiffOp op, std::string_view text) {
        if (op != DiffOp::kAdded) here += marked(op, text);
        if (op != DiffOp::kRemoved) there += marked(op, text);
      },
      [&] {
        put_paragraph(sides.left, here);
        put_paragraph(sides.right, there);
      });
  return sides;
}

std::string changes(std::string_view before, std::string_view after) {
  const auto parts = text::diff_words(before, after);
  std::string out, paragraph;
  bool is_changed = false, is_gap = false;
  each_piece(
      parts,
      [&](DiffOp op, std::string_view text) {
        paragraph += marked(op, text);
        is_changed = is_changed || op != DiffOp::kEqual;
      },
      [&] {
        if (is_changed) {
          put_paragraph(out, paragraph);
        } else if (!paragraph.empty() && !is_gap) {
          out += "<p class=\"soft\">…</p>\n";
        }
        is_gap = !is_changed && (is_gap || !paragraph.empty());
        paragraph.clear();
        is_changed = false;
      });
  return out;
}

Result<Response> versions_page(store::Store& store, std::int64_t id, const std::string& name) {
  auto side = side_of(store, id);
  if (!side) return fail(side.error());
  const auto history = store.history(id);
  if (!history) return fail(history.error());
  if (!*history) return fail(no_article(id));
  const std::vector<store::ArticleVersion>& versions = (*history)->versions;
  Page page;
  page.title = "Versions: " + side->title;
  page.name = name;
  page.content =
      fmt::format("<h1>{}</h1>\n<p><a href=\"/article/{}\"{}>{}</a></p>\n",
                  counted(static_cast<std::int64_t>(versions.size()), "version", "versions"), id,
                  language_attributes(side->language),
                  side->title.empty() ? "(no title)" : to_markup(side->title));
  for (std::size_t i = versions.size(); i-- > 1;)
    page.content += version(versions[i - 1], versions[i], side->language);
  if (!versions.empty()) {
    page.content += fmt::format("<h2>Version {}, {}</h2>\n<p>The first text that is kept.</p>\n",
                                versions.front().version, time_element(versions.front().stored));
  }
  return to_response(page);
}

Result<Response> comparison_page(store::Store& store, std::int64_t left, std::int64_t right,
                                 const std::string& name) {
  const auto here = side_of(store, left);
  if (!here) return fail(here.error());
  const auto there = side_of(store, right);
  if (!there) return fail(there.error());
  SideBySide titles = side_by_side(here->title, there->title);
  const SideBySide bodies = side_by_side(here->body, there->body);
  Page page;
  page.title = "Side by side: " + here->title;
  page.name = name;
  page.content =
      "<h1>Side by side</h1>\n<p class=\"soft\">Words that only the left one has are struck out, "
      "those that only the right one has are underlined.</p>\n<div class=\"sides\">\n" +
      column(*here, left, inside(std::move(titles.left)), bodies.left) +
      column(*there, right, inside(std::move(titles.right)), bodies.right) + "</div>\n";
  return to_response(page);
}

}  // namespace tearsheet::serve
