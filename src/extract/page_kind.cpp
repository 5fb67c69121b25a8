#include "extract/page_kind.h"

#include <algorithm>
#include <array>
#include <string>

#include "extract/ascii.h"
#include "text/text.h"

namespace tearsheet::extract {
namespace {

using html::Node;
using html::Tag;
using records::PageKind;

// Limits in characters; wide scripts weigh kWideWeight. A news item of two sentences has about 250.
constexpr float kLittleText = 200;
constexpr float kShortBody = 1200;

struct Counts {
  int scripts = 0, passwords = 0, images = 0, times = 0, paragraphs = 0, frames = 0, mounts = 0;
};

Counts count_elements(const html::Document& page) {
  // Where scripts draw the page: the root elements of the common frameworks (React, Vue, Next,
  // Nuxt, Angular, Svelte, Ember).
  static constexpr std::array<std::string_view, 9> kMounts = {
      "root",   "app",      "__next",     "__nuxt",    "___gatsby",
      "svelte", "main-app", "ember-root", "react-root"};
  Counts out;
  for (std::uint32_t i = 0; i < page.size(); ++i) {
    const Node node = page.node(i);
    if (!node.is_element()) continue;
    switch (node.tag()) {
      case Tag::kScript:
        ++out.scripts;
        break;
      case Tag::kImg:
        ++out.images;
        break;
      case Tag::kTime:
        ++out.times;
        break;
      case Tag::kP:
        ++out.paragraphs;
        break;
      case Tag::kIframe:
      case Tag::kFrame:
        ++out.frames;
        break;
      case Tag::kInput:
        if (equals_ignoring_case(node.attribute("type").value_or(""), "password")) ++out.passwords;
        break;
      case Tag::kDiv:
        if (std::find(kMounts.begin(), kMounts.end(), node.id()) != kMounts.end()) ++out.mounts;
        break;
      default:
        break;
    }
  }
  return out;
}

/// "404", "403" ... as a word of a short title, or what servers print.
bool names_error(std::string_view title) {
  if (title.size() > 120) return false;
  const std::string folded = text::fold(title);
  for (const std::string_view phrase : {"404",
                                        "403 forbidden",
                                        "500 internal",
                                        "502 bad",
                                        "503 service",
                                        "page not found",
                                        "not found",
                                        "access denied",
                                        "forbidden",
                                        "attention required",
                                        "just a moment",
                                        "service unavailable",
                                        "bad gateway",
                                        "seite nicht gefunden",
                                        "page introuvable",
                                        "pagina no encontrada",
                                        "pagina non trovata",
                                        "pagina nao encontrada",
                                        "pagina niet gevonden",
                                        "страница не найдена",
                                        "error 404",
                                        "page unavailable",
                                        "ページが見つかりません",
                                        "页面不存在",
                                        "找不到"}) {
    const auto at = folded.find(phrase);
    if (at == std::string::npos) continue;
    const bool begins = at == 0 || !is_alnum(folded[at - 1]);
    const std::size_t end = at + phrase.size();
    const bool ends = end == folded.size() || !is_alnum(folded[end]);
    if (begins && ends) return true;
  }
  return false;
}

void set(records::Article& out, PageKind kind, std::string reason) {
  out.kind = kind;
  out.kind_reason = std::move(reason);
}

}  // namespace

void judge_kind(const html::Document& page, const Facts& facts, const LinkedArticle* article,
                const Survey& survey, const url::Url& url, records::Article& out) {
  const Counts counts = count_elements(page);
  const float all = survey.size_before.back();
  const float prose = survey.prose_before.back();
  float body = 0, consent = 0, paywall = 0;
  std::size_t headlines_linked = 0;
  for (const auto& block : survey.blocks) {
    const auto& around = survey.around(block);
    if (around.has(Hint::kConsent)) consent += block.size;
    if (around.has(Hint::kPaywall)) paywall += block.size;
    if (block.link_density() > 0.8F && block.size >= 25 && !around.in(Around::kNav) &&
        !around.in(Around::kFooter))
      ++headlines_linked;
  }
  body = static_cast<float>(count_chars(out.body));
  const auto number = [](float value) { return std::to_string(static_cast<long>(value)); };

  if (all < kLittleText) {
    if (names_error(facts.title))
      return set(out, PageKind::kErrorPage,
                 "the title names an error and the page says little else");
    if (counts.frames > 0 && counts.scripts == 0)
      return set(out, PageKind::kOther, "the text is in frames");
    if (counts.scripts > 0 || counts.mounts > 0) {
      return set(out, PageKind::kScriptShell,
                 "scripts, but only " + number(all) + " characters of text: drawn in the browser");
    }
    if (all < 20) return set(out, PageKind::kEmpty, "no text");
  }
  if ((names_error(facts.title) || names_error(out.title)) && body < kShortBody) {
    return set(out, PageKind::kErrorPage, "the title names an error and the text is short");
  }
  if (consent > 0.6F * all && body < kShortBody)
    return set(out, PageKind::kConsentWall, "most of the text is a consent dialogue");
  if (counts.passwords > 0 && prose < 400)
    return set(out, PageKind::kLoginWall, "a password field and hardly any running text");
  const std::string type = article == nullptr ? std::string() : to_lower(article->type);
  if (type == "liveblogposting" || std::find(facts.linked.types.begin(), facts.linked.types.end(),
                                             "LiveBlogPosting") != facts.linked.types.end()) {
    return set(out, PageKind::kLiveblog, "structured data: LiveBlogPosting");
  }
  const bool says_article = article != nullptr && type != "webpage" && !article->is_nested;
  const bool og_article = equals_ignoring_case(facts.meta("og:type"), "article");
  const bool home = !url.empty() && url.path() == "/" && url.query().empty();
  if (headlines_linked >= 8 && body < kShortBody && !says_article && (home || !og_article) &&
      static_cast<float>(headlines_linked) * 60 > body) {
    return set(out, PageKind::kListing,
               std::to_string(headlines_linked) + " linked headlines and " + number(body) +
                   " characters of text of its own");
  }
  if (home && headlines_linked >= 8 && !says_article)
    return set(out, PageKind::kListing, "the address is a home page");
  const bool locked = article != nullptr && article->is_locked;
  if (locked && body < 2 * kShortBody)
    return set(out, PageKind::kPaywalled,
               "structured data: not accessible for free, and the text is short");
  if (paywall > 60 && body < kShortBody && body > 0)
    return set(out, PageKind::kPaywalled, "a paywall notice stands by a short text");
  std::size_t images = 0;
  for (const auto& block : out.blocks)
    images +=
        block.kind == records::Block::Kind::kImage || block.kind == records::Block::Kind::kCaption
            ? 1U
            : 0U;
  if ((type == "imagegallery" || type == "mediagallery" || images >= 8) &&
      body < static_cast<float>(images) * 250) {
    return set(out, PageKind::kGallery,
               std::to_string(images) + " pictures and captions, little text beside them");
  }
  if (body < 20) return set(out, PageKind::kOther, "no running text that could be an article");
  std::string reason = number(body) + " characters of running text";
  if (says_article) reason += ", structured data: " + article->type;
  if (!says_article && og_article) reason += ", og:type article";
  set(out, PageKind::kArticle, std::move(reason));
}

}  // namespace tearsheet::extract
