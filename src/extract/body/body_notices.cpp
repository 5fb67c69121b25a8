#include "extract/body/body_notices.h"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>

#include "base/ascii.h"
#include "extract/page/phrases.h"

namespace tearsheet::extract {
namespace {

using html::Node;
using html::Tag;

// Letters.
constexpr float kLongestMarker = 70;
constexpr float kLongestPlaceholder = 700;
constexpr float kLongestRights = 100;
constexpr float kLongestLabel = 80;
constexpr float kLargestShare = 0.4F;  // of the body, in a box of a machine's summary

constexpr std::uint32_t kSmallElement = 80;  // nodes of a placeholder with its button

// Folded words of a line that says where an advertisement is, and nothing else.
constexpr std::array<std::string_view, 46> kMarkers = {"advertisement",
                                                       "advertising",
                                                       "ad",
                                                       "ads",
                                                       "sponsored",
                                                       "anzeige",
                                                       "werbung",
                                                       "publicite",
                                                       "annonce",
                                                       "annons",
                                                       "reklam",
                                                       "reklama",
                                                       "advertentie",
                                                       "publicidad",
                                                       "publicidade",
                                                       "pubblicita",
                                                       "mainos",
                                                       "hirdetes",
                                                       "реклама",
                                                       "広告",
                                                       "广告",
                                                       "廣告",
                                                       "광고",
                                                       "إعلان",
                                                       "διαφημιση",
                                                       "reclama",
                                                       "iklan",
                                                       "quang cao",
                                                       "story continues below this ad",
                                                       "story continues below advertisement",
                                                       "article continues below",
                                                       "article continues after this advertisement",
                                                       "article continues after advertisement",
                                                       "continues after advertisement",
                                                       "continue reading below",
                                                       "story continues below",
                                                       "scroll to continue",
                                                       "scroll down to continue",
                                                       "skip advertisement",
                                                       "der artikel geht unter der anzeige weiter",
                                                       "weiter nach der anzeige",
                                                       "la suite apres cette publicite",
                                                       "continua despues de la publicidad",
                                                       "continua dopo la pubblicita",
                                                       "continua depois da publicidade",
                                                       "tekst gaat verder onder de advertentie"};

// A placeholder names what is not shown, and what the reader should agree to.
constexpr std::array<std::string_view, 24> kEmbedded = {
    "external content",  "embedded content", "third party content", "content from",
    "this content",      "externer inhalt",  "externen inhalt",     "externe inhalte",
    "inhalte von",       "diesen inhalt",    "contenu externe",     "ce contenu",
    "contenido externo", "este contenido",   "contenuto esterno",   "questo contenuto",
    "conteudo externo",  "este conteudo",    "externe inhoud",      "deze inhoud",
    "eksternt indhold",  "externt innehall", "tresc zewnetrzna",    "to view this"};
constexpr std::array<std::string_view, 24> kAgreement = {
    "cookies",        "consent",     "accept",    "agree",        "einverstanden", "zustimm",
    "einwillig",      "datenschutz", "akzeptier", "consentement", "acceptez",      "accepter",
    "consentimiento", "aceptar",     "acepta",    "consenso",     "accetta",       "consentimento",
    "aceitar",        "toestemming", "accepteer", "samtyk",       "samtyck",       "zgod"};

// Rights reserved: the end of a page, not of a text.
constexpr std::array<std::string_view, 14> kRights = {"all rights reserved",
                                                      "alle rechte vorbehalten",
                                                      "tous droits reserves",
                                                      "todos los derechos reservados",
                                                      "tutti i diritti riservati",
                                                      "todos os direitos reservados",
                                                      "alle rechten voorbehouden",
                                                      "alla rattigheter",
                                                      "wszelkie prawa zastrzezone",
                                                      "все права защищены",
                                                      "усі права захищені",
                                                      "無断転載",
                                                      "版权所有",
                                                      "무단 전재"};

template <std::size_t N>
bool holds_one(const std::string& words, const std::array<std::string_view, N>& pieces) {
  return std::ranges::any_of(
      pieces, [&](std::string_view one) { return words.find(one) != std::string::npos; });
}

class Notices {
 public:
  Notices(const html::Document& page, const Survey& survey, std::vector<std::uint32_t>& body)
      : page_(page), survey_(survey), body_(body) {}

  void run() {
    for (const std::uint32_t i : body_) size_ += survey_.blocks[i].size;
    // The label of a box need not be of the body for what it labels to be.
    std::vector<Node> boxes;
    for (std::uint32_t i = body_.empty() ? 0 : body_.front(); !body_.empty() && i < body_.back();
         ++i) {
      const TextBlock& block = survey_.blocks[i];
      if (block.size > kLongestLabel || block.ends_sentence) continue;
      if (!announces_machine_summary(words_of(survey_.text_of(block)))) continue;
      if (const Node box = box_of(block); !box.is_null()) {
        boxes.push_back(page_.node(block.holder));
        boxes.push_back(box);
      }
    }
    std::erase_if(body_, [&](std::uint32_t i) {
      const TextBlock& block = survey_.blocks[i];
      if (block.size > kLongestPlaceholder) return false;
      const bool may_be_marker = block.size <= kLongestMarker;
      const bool may_be_placeholder = block.size >= kLongestMarker && stands_with_control(block);
      if (!may_be_marker && !may_be_placeholder) return false;
      const std::string words = words_of(survey_.text_of(block));
      if (may_be_marker && is_marker(words)) return true;
      if (may_be_placeholder && has_one(words, kEmbedded) && holds_one(words, kAgreement))
        return true;
      return false;
    });
    for (const Node box : boxes) {
      std::erase_if(body_, [&](std::uint32_t i) {
        return survey_.blocks[i].begin >= box.index() && survey_.blocks[i].begin < box.end();
      });
    }
    drop_rights();
  }

 private:
  static bool is_marker(const std::string& words) {
    return std::ranges::find(kMarkers, words) != kMarkers.end();
  }

  /// A small element around it has a button, a form's control or a frame as well.
  [[nodiscard]] bool stands_with_control(const TextBlock& block) const {
    Node around = page_.node(block.holder);
    for (int hops = 0; hops < 3; ++hops) {
      const Node parent = around.parent();
      if (parent.is_null() || parent.end() - parent.index() > kSmallElement) break;
      around = parent;
    }
    for (std::uint32_t i = around.index();
         i < std::min(around.end(), around.index() + kSmallElement); ++i) {
      const Node node = page_.node(i);
      if (!node.is_element()) continue;
      if (node.tag() == Tag::kButton || node.tag() == Tag::kInput || node.tag() == Tag::kIframe ||
          node.attribute("role").value_or("") == "button")
        return true;
    }
    const Ancestors& ancestors = survey_.ancestors_of(block);
    return ancestors.has(Hint::kConsent) || ancestors.has(Hint::kEmbed);
  }

  /// The element that a label stands in with what it labels, if that is a small part of the body;
  /// else a list right behind it.
  [[nodiscard]] Node box_of(const TextBlock& label) const {
    const Node box = box_around(label);
    if (!box.is_null()) return box;
    Node list = page_.node(label.holder).next_sibling();
    while (list && !list.is_element()) list = list.next_sibling();
    const bool is_list = list && (list.tag() == Tag::kUl || list.tag() == Tag::kOl);
    return is_list && survey_.size_in(list) <= kLargestShare * size_ ? list : Node();
  }

  [[nodiscard]] Node box_around(const TextBlock& label) const {
    Node around = page_.node(label.holder);
    for (int hops = 0; hops < 4 && !around.is_null(); ++hops, around = around.parent()) {
      float inside = 0;
      bool has_headline = false;
      for (const std::uint32_t i : body_) {
        const TextBlock& block = survey_.blocks[i];
        if (block.begin >= around.index() && block.begin < around.end()) inside += block.size;
      }
      for (std::uint32_t i = around.index(); i < around.end() && !has_headline; ++i)
        has_headline = page_.node(i).is_element() && page_.node(i).tag() == Tag::kH1;
      if (has_headline || inside > kLargestShare * size_) return {};
      if (inside > 2 * label.size) return around;
    }
    return {};
  }

  /// At the end of the body: "© 2025 The Courier. All rights reserved."
  void drop_rights() {
    for (int times = 0; times < 3 && body_.size() > 1; ++times) {
      const TextBlock& block = survey_.blocks[body_.back()];
      if (block.size > kLongestRights) return;
      const std::string_view text = trimmed(survey_.text_of(block));
      const std::string words = words_of(text);
      const bool begins = text.starts_with("©") || starts_with_ignoring_case(text, "copyright ©") ||
                          starts_with_ignoring_case(text, "copyright 20") ||
                          starts_with_ignoring_case(text, "(c) 20");
      if (!begins && !has_one(words, kRights)) return;
      body_.pop_back();
    }
  }

  const html::Document& page_;
  const Survey& survey_;
  std::vector<std::uint32_t>& body_;
  float size_ = 0;
};

}  // namespace

void drop_notices(const html::Document& page, const Survey& survey,
                  std::vector<std::uint32_t>& body) {
  Notices(page, survey, body).run();
}

}  // namespace tearsheet::extract
