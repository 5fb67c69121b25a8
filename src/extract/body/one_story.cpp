#include "extract/body/one_story.h"

#include <algorithm>
#include <array>
#include <functional>
#include <unordered_set>

#include "base/ascii.h"
#include "extract/body/body_copies.h"
#include "extract/body/body_notices.h"
#include "extract/page/bounds.h"
#include "extract/page/unseen.h"
#include "text/text.h"

namespace tearsheet::extract {
namespace {

using html::Node;
using html::Tag;

constexpr float kLeastLeft = 250;       // letters of a body that is still one
constexpr float kLeastShare = 0.3F;     // of it
constexpr float kLongestByline = 120;   // letters
constexpr float kLeastOfMany = 0.1F;    // three long stories may follow a short one
constexpr float kLeastBefore = 100;     // of it before the next story
constexpr float kLargestTeaser = 1500;  // letters
constexpr std::size_t kMaxOpeners = 60;
constexpr std::size_t kMaxParts = 100;  // dialogues, translations, galleries taken out one by one
constexpr int kMaxHops = 60;
constexpr int kMaxHiddenHops = 12;

// Where infinite scroll keeps the address of each story that it appends.
constexpr std::array<std::string_view, 9> kAddressAttributes = {
    "data-url",         "data-href",      "data-permalink",
    "data-article-url", "data-share-url", "data-canonical",
    "data-link",        "data-path",      "itemid"};

class StoryKeeper {
 public:
  StoryKeeper(const StoryOnPage& story, std::vector<std::uint32_t>& body)
      : story_(story), body_(body), page_path_(path_of(story.canonical)) {}

  void run() {
    drop_hidden();
    drop_dialogues();
    drop_other_stories();
    drop_other_languages();
    drop_numbered_pictures();
    drop_notices(story_.page, story_.survey, body_);
    drop_copies(story_.survey, body_);
  }

 private:
  [[nodiscard]] const TextBlock& block(std::uint32_t i) const { return story_.survey.blocks[i]; }

  /// Takes out what `is_beside` names, if enough is left.
  template <class IsBeside>
  void drop(const IsBeside& is_beside, float least_share = kLeastShare,
            float least_left = kLeastLeft) {
    float left = 0, all = 0;
    for (const std::uint32_t i : body_) {
      all += block(i).size;
      if (!is_beside(i)) left += block(i).size;
    }
    if (left == all || left < least_left || left < least_share * all) return;
    std::erase_if(body_, is_beside);
  }
  void drop_element(Node element, float least_share = kLeastShare, float least_left = kLeastLeft) {
    drop(
        [&](std::uint32_t i) {
          return block(i).begin >= element.index() && block(i).begin < element.end();
        },
        least_share, least_left);
  }

  /// A part that opens when it is pressed, or that a server shows to whom it likes.
  static bool may_open(Node element) {
    if (element.attribute("tabindex") || element.attribute("aria-labelledby")) return true;
    int hops = 0;
    for (Node node = element; !node.is_null() && ++hops <= 4; node = node.parent()) {
      if (!node.is_element()) break;
      const std::string name = to_lower(class_of(node)) + ' ' + to_lower(node.id());
      for (const std::string_view word : {"accordion", "collaps", "tabs", "tab-", "toggle",
                                          "expand", "faq", "panel", "more", "paywall"}) {
        if (name.find(word) != std::string::npos) return true;
      }
      if (hops == 1 && node.tag() == Tag::kP) break;
    }
    return false;
  }
  void drop_hidden() {
    drop([&](std::uint32_t i) {
      int hops = 0;
      for (Node node = story_.page.node(block(i).holder);
           !node.is_null() && ++hops <= kMaxHiddenHops; node = node.parent()) {
        if (node.is_element() && is_unseen(node)) return !may_open(node);
      }
      return false;
    });
  }

  static bool is_dialogue(Node element) {
    if (!element.is_element()) return false;
    const auto role = element.attribute("role").value_or("");
    if (role == "dialog" || role == "alertdialog" || element.attribute("aria-modal")) return true;
    if (element.name() == "dialog") return true;
    const std::string name = to_lower(class_of(element));
    for (std::size_t at = name.find("modal"); at != std::string::npos;
         at = name.find("modal", at + 1)) {
      const bool begins = at == 0 || !is_alnum(name[at - 1]);
      const bool ends = at + 5 == name.size() || !is_alnum(name[at + 5]);
      if (begins && ends) return true;
    }
    return false;
  }
  void drop_dialogues() {
    std::vector<Node> dialogues;
    for (const std::uint32_t i : body_) {
      if (!dialogues.empty() && block(i).begin < dialogues.back().end()) continue;
      int hops = 0;
      for (Node node = story_.page.node(block(i).holder); !node.is_null() && ++hops < kMaxHops;
           node = node.parent()) {
        if (!is_dialogue(node) || dialogues.size() >= kMaxParts) continue;
        if (story_.headline.is_null() || !node.contains(story_.headline)) dialogues.push_back(node);
        break;
      }
    }
    // Lists of partners are longer than any story.
    for (const Node dialogue : dialogues)
      drop_element(dialogue, story_.headline.is_null() ? kLeastShare : 0);
  }

  [[nodiscard]] std::string path_of(std::string_view address) const {
    const auto url = address.empty() ? Result<url::Url>(story_.url)
                                     : url::Url::parse(trimmed(address.substr(0, kLongestAddress)),
                                                       story_.url.empty() ? nullptr : &story_.url);
    if (!url || url->empty()) return {};
    std::string path(url->path());
    while (path.size() > 1 && path.back() == '/') path.pop_back();
    return path;
  }
  /// An address of another page: neither this one's nor the front page.
  [[nodiscard]] bool leads_elsewhere(std::string_view address) const {
    if (address.empty() || address.front() == '#') return false;
    const bool is_address = address.find('/') != std::string_view::npos;
    if (!is_address || story_.url.empty()) return false;
    const std::string path = path_of(address);
    return path.size() > 1 && path != page_path_ && path != path_of({});
  }

  /// Headings behind the headline that a story may begin with.
  void drop_other_stories() {
    if (story_.headline.is_null() || body_.empty()) return;
    const std::string title = text::fold_words(story_.title);
    std::size_t seen = 0;
    const std::uint32_t last = block(body_.back()).end;
    std::uint32_t done = 0;
    for (std::uint32_t i = story_.headline.end(); i < last && seen < kMaxOpeners; ++i) {
      const Node node = story_.page.node(i);
      if (!node.is_element() || i < done) continue;
      if (node.tag() != Tag::kH1 && node.tag() != Tag::kH2 && node.tag() != story_.headline.tag())
        continue;
      ++seen;
      const Node around = story_around(node);
      if (around.is_null() || (!begins_story(node, around) && !begins_teaser(node, around)))
        continue;
      const std::string text = text::fold_words(html::visible_text(node, kLongestTitle));
      if (text.empty() || text == title) continue;
      done = around.end();
      drop_element(around, kLeastOfMany, kLeastBefore);
      if (body_.empty()) return;
    }
  }

  /// The widest element around a heading that holds neither the headline nor text of the body before
  /// the heading; null where there is none.
  [[nodiscard]] Node story_around(Node heading) const {
    const auto behind = std::ranges::lower_bound(body_, heading.index(), {},
                                                 [&](std::uint32_t i) { return block(i).begin; });
    float before = 0;
    std::uint32_t first = heading.index();  // where the text right before the heading begins
    for (auto at = behind; at != body_.begin() && before < kLeastBefore;) {
      first = block(*--at).begin;
      before += block(*at).size;
    }
    if (before < kLeastBefore) return {};
    Node widest;
    int hops = 0;
    for (Node node = heading; !node.is_null() && ++hops < kMaxHops; node = node.parent()) {
      if (node.contains(story_.headline) || node.index() <= first) break;
      widest = node;
    }
    return widest == heading ? Node() : widest;
  }

  [[nodiscard]] bool begins_story(Node heading, Node around) const {
    // An address of its own, on an element that begins with the heading.
    int hops = 0;
    for (Node node = heading.parent(); !node.is_null() && ++hops < kMaxHops; node = node.parent()) {
      if (node.index() < around.index()) break;
      for (const auto name : kAddressAttributes) {
        const auto address = node.attribute(name);
        if (address && leads_elsewhere(trimmed(*address))) return true;
      }
      if (node == around) break;
    }
    const bool is_alike =
        heading.tag() == story_.headline.tag() &&
        (heading.tag() == Tag::kH1 || class_of(heading) == class_of(story_.headline));
    if (!is_alike) return false;
    // A heading like the headline, in an element like the one the headline stands in, with a byline
    // or a language of its own.
    const Node parent = around.parent();
    Node own;
    hops = 0;
    for (Node node = story_.headline; !node.is_null() && ++hops < kMaxHops; node = node.parent()) {
      if (node.parent() == parent) own = node;
      if (node == parent) break;
    }
    if (own.is_null() || own.tag() != around.tag()) return false;
    const auto language = around.attribute("lang"), own_language = own.attribute("lang");
    if (language && own_language && *language != *own_language) return true;
    return has_byline(heading) || links_elsewhere(heading);
  }

  /// The next story's beginning behind the whole text: a heading that leads there, in an element of
  /// its own of which there is no other like it, and the way there once more ("Read on").
  [[nodiscard]] bool begins_teaser(Node heading, Node around) const {
    if (story_.survey.first_block(around.index()) != story_.survey.first_block(heading.index()) ||
        around.end() <= block(body_.back()).begin)
      return false;
    std::string leads_to;
    std::size_t ways = 0;
    for (std::uint32_t i = heading.index(); i < around.end(); ++i) {
      const Node node = story_.page.node(i);
      if (!node.is_element() || node.tag() != Tag::kA) continue;
      const std::string_view address = node.attribute("href").value_or("");
      if (i < heading.end() && leads_to.empty() && leads_elsewhere(address))
        leads_to = path_of(address);
      ways += !leads_to.empty() && path_of(address) == leads_to ? 1U : 0U;
    }
    if (ways < 2 || story_.survey.size_in(around) > kLargestTeaser) return false;
    for (Node before = around.previous_sibling(); !before.is_null();
         before = before.previous_sibling()) {
      if (before.is_element() && before.tag() == around.tag() &&
          class_of(before) == class_of(around))
        return false;
    }
    return true;
  }

  [[nodiscard]] bool links_elsewhere(Node heading) const {
    for (std::uint32_t i = heading.index(); i < heading.end(); ++i) {
      const Node node = story_.page.node(i);
      if (node.is_element() && node.tag() == Tag::kA)
        return leads_elsewhere(node.attribute("href").value_or(""));
    }
    return false;
  }

  /// A date or a byline close behind a heading.
  [[nodiscard]] bool has_byline(Node heading) const {
    const std::uint32_t first = story_.survey.first_block(heading.end());
    const auto count = static_cast<std::uint32_t>(story_.survey.blocks.size());
    for (std::uint32_t i = first; i < std::min(first + 3, count); ++i) {
      const Ancestors& ancestors = story_.survey.ancestors_of(block(i));
      if (block(i).size > kLongestByline) continue;
      if (ancestors.has(Hint::kAuthor) || ancestors.has(Hint::kDate) || ancestors.has(Hint::kMeta))
        return true;
      for (std::uint32_t k = block(i).begin; k > block(i).holder; --k) {
        if (story_.page.node(k).is_element() && story_.page.node(k).tag() == Tag::kTime)
          return true;
      }
      if (heading.tag() == Tag::kH1 && block(i).digits >= 5 && block(i).size <= 60 &&
          !block(i).ends_sentence)
        return true;  // a date
    }
    return false;
  }

  static std::string language_of(std::string_view attribute) {
    return to_lower(trimmed(attribute).substr(0, trimmed(attribute).find_first_of("-_")));
  }
  /// The nearest language that an element around a block declares below `from`; empty if none.
  [[nodiscard]] Node declares_language(std::uint32_t i) const {
    int hops = 0;
    for (Node node = story_.page.node(block(i).holder); !node.is_null() && ++hops < kMaxHops;
         node = node.parent()) {
      if (node.tag() == Tag::kBody || node.tag() == Tag::kHtml) break;
      if (node.is_element() && node.attribute("lang")) return node;
    }
    return {};
  }

  /// The story in another language below or above: whole elements that say so, with a heading of
  /// their own. A quotation has none.
  void drop_other_languages() {
    if (story_.headline.is_null()) return;
    std::string own;
    for (Node node = story_.headline; !node.is_null(); node = node.parent()) {
      if (!node.is_element() || !node.attribute("lang")) continue;
      own = language_of(*node.attribute("lang"));
      break;
    }
    if (own.empty()) return;
    std::unordered_set<std::uint32_t> seen;
    std::vector<Node> others;
    for (const std::uint32_t i : body_) {
      const Node around = declares_language(i);
      if (around.is_null() || others.size() >= kMaxParts || seen.size() >= kMaxParts) continue;
      if (around.contains(story_.headline) || !seen.insert(around.index()).second) continue;
      const std::string language = language_of(*around.attribute("lang"));
      if (language.empty() || language == own || around.tag() == Tag::kBlockquote) continue;
      if (has_heading(around)) others.push_back(around);
    }
    for (const Node other : others) drop_element(other);
  }
  [[nodiscard]] bool has_heading(Node element) const {
    for (std::uint32_t i = element.index(); i < element.end(); ++i) {
      const Node node = story_.page.node(i);
      if (node.is_element() && node.tag() >= Tag::kH1 && node.tag() <= Tag::kH3) return true;
    }
    return false;
  }

  /// "3/50 ..." -> 50; 0: no such number.
  static unsigned counted(std::string_view text) {
    std::size_t at = 0;
    const auto number = [&] {
      unsigned value = 0;
      std::size_t digits = 0;
      for (; at < text.size() && is_digit(text[at]) && digits < 4; ++at, ++digits)
        value = value * 10 + static_cast<unsigned>(text[at] - '0');
      return digits > 0 && digits < 4 ? value : 0U;
    };
    const unsigned first = number();
    while (at < text.size() && text[at] == ' ') ++at;
    if (first == 0 || at >= text.size() || text[at] != '/') return 0;
    ++at;
    while (at < text.size() && text[at] == ' ') ++at;
    const unsigned total = number();
    const bool ends = at >= text.size() || !is_word_byte(text[at]);
    return ends && first <= total && text.substr(at, 1) != "/" ? total : 0;
  }

  /// A gallery in the text: pictures numbered "1/50", "2/50" ... and what is said of them.
  void drop_numbered_pictures() {
    const auto& blocks = story_.survey.blocks;
    if (body_.empty()) return;
    unsigned total = 0;
    std::size_t galleries = 0;
    std::vector<std::uint32_t> holders;
    const auto settle = [&] {
      if (holders.size() >= 3 && ++galleries <= kMaxParts) {
        Node around = story_.page.node(holders.front());
        int hops = 0;
        while (!around.is_null() && !around.contains(story_.page.node(holders.back())) &&
               ++hops < kMaxHops)
          around = around.parent();
        const bool is_own =
            around.is_null() || (!story_.headline.is_null() && around.contains(story_.headline));
        if (!is_own) drop_element(around);
      }
      holders.clear();
    };
    const std::uint32_t first = body_.front(), last = body_.back();
    for (std::uint32_t i = first; i <= last; ++i) {
      const unsigned here = counted(story_.survey.text_of(blocks[i]));
      if (here < 3) continue;
      if (here != total) settle();
      total = here;
      holders.push_back(blocks[i].holder);
    }
    settle();
  }

  const StoryOnPage& story_;
  std::vector<std::uint32_t>& body_;
  const std::string page_path_;
};

}  // namespace

void keep_one_story(const StoryOnPage& story, std::vector<std::uint32_t>& body) {
  if (!body.empty()) StoryKeeper(story, body).run();
}

}  // namespace tearsheet::extract
