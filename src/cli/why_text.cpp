#include "cli/why_text.h"

#include <fmt/format.h>

#include "base/escape.h"
#include "store/removal.h"

namespace tearsheet::cli {
namespace {

using store::UrlKind;
using store::VisitState;

Json or_null(const std::string& text) {
  return text.empty() ? Json() : Json(text);
}
Json or_null(const std::optional<SysTime>& time) {
  return time ? Json(to_iso8601(*time)) : Json();
}

/// Lines of "label: text", safe on a terminal.
class Lines {
 public:
  void head(const std::string& text) {
    if (!out_.empty()) out_ += '\n';
    out_ += to_printable(text) + '\n';
  }
  void add(std::string_view label, const std::string& text) {
    if (!text.empty()) out_ += fmt::format("  {:12}{}\n", label, to_printable(text));
  }
  std::string take() { return std::move(out_); }

 private:
  std::string out_;
};

std::string named_by(const store::DossierAddress& one) {
  std::string out = one.source;
  if (one.depth > 0 && !out.empty()) out += fmt::format(" ({} pages or levels on)", one.depth);
  if (out.empty())
    out = one.kind == UrlKind::kArticle ? "unknown" : "the site file, or a page of it";
  if (!one.taken_up.empty()) out += ", first in the run of " + one.taken_up;
  return out;
}

/// A person had its article removed.
bool is_removed(const store::DossierAddress& one) {
  return one.visit && one.visit->state == VisitState::kDenied &&
         one.visit->note.starts_with(store::kRemovedNote);
}

std::string list_of(const std::vector<std::string>& names) {
  return fmt::format("{}", fmt::join(names, ", "));
}

std::string said_by(const store::Hint& hint) {
  std::string out;
  const auto add = [&](const char* what, const std::string& value) {
    if (!value.empty()) out += fmt::format("{}{} {}", out.empty() ? "" : "; ", what, value);
  };
  if (!hint.title.empty()) add("title", '"' + hint.title + '"');
  if (hint.published) add("published", hint.published->to_iso8601());
  if (hint.modified) add("modified", hint.modified->to_iso8601());
  if (!hint.authors.empty()) add("by", list_of(hint.authors));
  return out;
}

std::string last_visit(const store::DossierAddress& one) {
  if (!one.visit) return "never";
  std::string out = to_iso8601(one.visit->visited_at);
  if (one.visit->status != 0) out += fmt::format(", status {}", one.visit->status);
  if (one.visit->failures > 0)
    out += fmt::format(", failed {} times in a row", one.visit->failures);
  return out;
}

void add_address(Lines& lines, const store::DossierAddress& one, SysTime now) {
  lines.head(one.url);
  lines.add("is", one.site.empty() ? std::string(to_words(one.kind))
                                   : fmt::format("{} of {}", to_words(one.kind), one.site));
  lines.add("named by", named_by(one));
  lines.add("named in", list_of(one.origins));
  lines.add("said of it", said_by(one.hint));
  lines.add("last visit", last_visit(one));
  if (one.visit) lines.add("came to", verdict_of(one));
  lines.add("redirects to", one.redirects_to);
  if (one.visit) {
    lines.add("moved to", one.visit->moved_to);
    lines.add("answered by", one.visit->answered_by);
  }
  if (one.article != 0) {
    lines.add("article", fmt::format("{}{}", one.article,
                                     one.is_proposed ? " (its page only names this address)" : ""));
  }
  if (one.named > 0) {
    lines.add(
        "its answer",
        fmt::format("named {} addresses; the site file does not want {}{}", one.named, one.refused,
                    one.refused_example.empty() ? std::string() : ", as " + one.refused_example));
  }
  lines.add("next", in_words(next_of(one, now), now));
}

void add_article(Lines& lines, const store::DossierArticle& one) {
  lines.head(fmt::format("article {}: {}", one.id, one.title));
  lines.add("at", one.url);
  if (one.canonical_url != one.url) lines.add("canonical", one.canonical_url);
  lines.add("stored", fmt::format("{}; version {} of {}; {} pages kept", one.first_seen,
                                  one.version, one.changed, one.pages));
  if (one.kind != "article") lines.add("kind", one.kind);
  lines.add("not whole", one.incomplete);
  lines.add("gone since", one.gone);
  for (const std::string& url : one.led_by) lines.add("also at", url);
  if (one.story != one.id) lines.add("copy of", fmt::format("article {}", one.story));
  for (const auto& copy : one.copies)
    lines.add("copy", fmt::format("{} {} {}", copy.id, copy.site, copy.url));
}

std::string not_named(const Rules& rules) {
  if (rules.is_denied) return "no source named it; robots.txt forbids it in any case";
  if (rules.site.empty())
    return "no source named it, and no site file has its domain: tearsheet crawl URL, or fetch it";
  if (!rules.refusal.empty()) return "a source may have named it, but " + rules.refusal;
  return "no source has named it so far; if one does, it is taken up in that run";
}

}  // namespace

std::string_view to_words(UrlKind kind) {
  switch (kind) {
    case UrlKind::kArticle:
      return "an article's address";
    case UrlKind::kListing:
      return "a listing";
    case UrlKind::kFeed:
      return "a feed";
    case UrlKind::kSitemap:
      return "a sitemap";
    case UrlKind::kHome:
      return "a home page";
  }
  return "an address";
}

std::string verdict_of(const store::DossierAddress& one) {
  const bool is_article = one.kind == UrlKind::kArticle;
  const auto with = [&](std::string what) {
    if (!one.visit->note.empty()) what += ": " + one.visit->note;
    return what;
  };
  switch (one.visit->state) {
    case VisitState::kStored:
      return with(is_article ? "stored" : "read");
    case VisitState::kNotArticle:
      return with("no article");
    case VisitState::kGone:
      return fmt::format("gone ({})", one.visit->status);
    case VisitState::kRetry:
      return with("failed");
    case VisitState::kGivenUp:
      return with("given up");
    case VisitState::kDenied:
      return is_removed(one) ? one.visit->note : with("not allowed");
    case VisitState::kAlias:
      return one.article != 0 ? "leads to an article that has another address"
                              : "redirects to an address that is no article";
  }
  return {};
}

Next next_of(const store::DossierAddress& one, SysTime now) {
  const bool is_article = one.kind == UrlKind::kArticle;
  if (!one.visit) return {"asked for the first time", std::nullopt, false};
  if (is_removed(one)) return {"never asked for again", std::nullopt, true};
  const store::Visit& visit = *one.visit;
  const auto due = visit.due_at && *visit.due_at > now ? visit.due_at : std::nullopt;
  if (!is_article) return {"read again", due, false};
  switch (visit.state) {
    case VisitState::kRetry:
      return {"tried again", due, false};
    case VisitState::kStored:
      if (!visit.due_at)
        return {"not asked for again, unless a source says something new of it", {}, true};
      return {visit.announced ? "asked for again: a source said something new of it"
                              : "asked for again, whether it was changed",
              due, false};
    case VisitState::kAlias:
      if (one.article != 0) return {"not asked for again: the article is, at its own", {}, true};
      [[fallthrough]];
    case VisitState::kNotArticle:
    case VisitState::kGone:
    case VisitState::kDenied:
    case VisitState::kGivenUp:
      if (!visit.due_at) {
        return {"not asked for again, unless a source gives it another headline", {}, true};
      }
      return {fmt::format("asked for again: the verdict is provisional ({} so far)",
                          visit.unchanged > 1 ? visit.unchanged : 1),
              due, false};
  }
  return {};
}

std::string in_words(const Next& next, SysTime /*now*/) {
  if (next.is_never) return next.what;
  return next.what + (next.due ? ", not before " + to_iso8601(*next.due) : ", in the next run");
}

std::string to_text(const store::Dossier& dossier, const Rules& rules, const std::string& asked,
                    SysTime now) {
  Lines lines;
  if (dossier.addresses.empty()) {
    lines.head(asked);
    lines.add("is", dossier.articles.empty() ? "unknown here: " + not_named(rules)
                                             : "the address of an article, but no source named it");
  }
  for (const store::DossierAddress& one : dossier.addresses) add_address(lines, one, now);
  for (const store::DossierArticle& one : dossier.articles) add_article(lines, one);
  lines.head("rules of today");
  lines.add("robots.txt", rules.robots.empty() ? "never asked for" : rules.robots);
  lines.add("site file", rules.site.empty() ? "none has its domain"
                         : rules.refusal.empty()
                             ? rules.site + " wants it as an article"
                             : rules.site + " does not want it: " + rules.refusal);
  if (dossier.host.retry_at && *dossier.host.retry_at > now)
    lines.add("host", "left alone until " + to_iso8601(*dossier.host.retry_at));
  if (!dossier.requests.empty()) lines.head("requests");
  for (const store::DossierRequest& one : dossier.requests) {
    lines.add("", fmt::format("{}  {:3}  {:7} {} {}{}", one.started, one.status, one.purpose,
                              one.bytes, one.url, one.error.empty() ? "" : "  " + one.error));
  }
  return lines.take();
}

Json to_json(const store::DossierAddress& one, SysTime now) {
  Json out = {{"url", one.url},
              {"site", one.site},
              {"kind", std::string(to_words(one.kind))},
              {"named_by", or_null(one.source)},
              {"named_in", one.origins},
              {"depth", one.depth},
              {"taken_up", or_null(one.taken_up)}};
  if (!one.hint.empty()) out["said"] = said_by(one.hint);
  out["visited"] = one.visit ? Json(to_iso8601(one.visit->visited_at)) : Json();
  if (one.visit) {
    out["status"] = one.visit->status;
    out["verdict"] = verdict_of(one);
    out["failures"] = one.visit->failures;
  }
  if (!one.redirects_to.empty()) out["redirects_to"] = one.redirects_to;
  if (one.visit && !one.visit->moved_to.empty()) out["moved_to"] = one.visit->moved_to;
  out["article"] = one.article != 0 ? Json(one.article) : Json();
  if (one.kind != UrlKind::kArticle) {
    out["named"] = one.named;
    out["refused"] = one.refused;
    out["refused_example"] = or_null(one.refused_example);
  }
  const Next next = next_of(one, now);
  out["next"] = {{"what", next.what}, {"due", or_null(next.due)}, {"never", next.is_never}};
  return out;
}

std::string to_json(const store::Dossier& dossier, const Rules& rules, const std::string& asked,
                    SysTime now) {
  Json out = {{"asked", asked}, {"addresses", Json::array()}, {"articles", Json::array()}};
  if (dossier.addresses.empty() && dossier.articles.empty()) out["unknown"] = not_named(rules);
  for (const auto& one : dossier.addresses) out["addresses"].push_back(to_json(one, now));
  for (const store::DossierArticle& one : dossier.articles) {
    Json copies = Json::array();
    for (const auto& copy : one.copies)
      copies.push_back({{"id", copy.id}, {"site", copy.site}, {"url", copy.url}});
    out["articles"].push_back({{"id", one.id},
                               {"url", one.url},
                               {"canonical_url", one.canonical_url},
                               {"title", one.title},
                               {"kind", one.kind},
                               {"incomplete", or_null(one.incomplete)},
                               {"first_seen", one.first_seen},
                               {"changed", one.changed},
                               {"version", one.version},
                               {"gone", or_null(one.gone)},
                               {"pages", one.pages},
                               {"also_at", one.led_by},
                               {"story", one.story},
                               {"copies", std::move(copies)}});
  }
  out["robots"] = {{"denied", rules.is_denied}, {"what", or_null(rules.robots)}};
  out["site_file"] = {{"site", or_null(rules.site)}, {"refusal", or_null(rules.refusal)}};
  out["requests"] = Json::array();
  for (const store::DossierRequest& one : dossier.requests) {
    out["requests"].push_back({{"started", one.started},
                               {"url", one.url},
                               {"purpose", one.purpose},
                               {"status", one.status},
                               {"bytes", one.bytes},
                               {"conditional", one.conditional},
                               {"error", or_null(one.error)}});
  }
  return to_line(out);
}

}  // namespace tearsheet::cli
