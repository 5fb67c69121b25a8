#include "extract/embedded/story.h"

#include <algorithm>
#include <utility>

#include "base/time_limit.h"
#include "extract/embedded/roles.h"
#include "extract/listing/listing_card.h"
#include "extract/page/facts.h"
#include "text/text.h"

namespace tearsheet::extract {
namespace {

constexpr std::size_t kMaxVisits = 3'000'000;
constexpr std::size_t kMaxAnchors = 24;
constexpr int kMaxLevels = 6;       // objects around the title that are looked at
constexpr int kMaxWalk = 64;        // depth of a walk, references included
constexpr float kLeastStory = 200;  // letters
constexpr float kLeastGuess = 600;
constexpr int kFewBlanks = 3;               // of a piece of a sentence between links
constexpr float kPieceShare = 0.7F;         // which may be a label as well
constexpr std::size_t kShortestPath = 8;    // bytes; "/" and "/news" name no story
constexpr std::size_t kLongestSaid = 1000;  // bytes of a string that may be a title

class Finder {
 public:
  Finder(const Values& values, const StoryQuestion& question)
      : values_(values), question_(question), seen_(values.all.size(), 0) {}

  std::optional<Story> run() {
    std::size_t anchors = 0;
    for (std::uint32_t i = 0; i < values_.all.size() && anchors < kMaxAnchors; ++i) {
      const std::uint32_t anchor = anchor_in(i);
      if (anchor == Values::kMissing) continue;
      ++anchors;
      consider(i, anchor);
    }
    if (!best_ && question_.may_guess) guess();
    if (best_) best_->locator = locator_of(best_->value);
    return std::move(best_);
  }

 private:
  /// The member of an object that is the title or the address.
  [[nodiscard]] std::uint32_t anchor_in(std::uint32_t object) const {
    if (values_.all[object].kind != ValueKind::kObject) return Values::kMissing;
    for (std::uint32_t i = object + 1; i < values_.all[object].end; i = values_.all[i].end) {
      const std::uint32_t there = values_.resolved(i);
      if (values_.all[there].kind != ValueKind::kString) continue;
      if (names_story(values_.all[there].text)) return i;
    }
    return Values::kMissing;
  }

  [[nodiscard]] bool names_story(std::string_view text) const {
    if (text.size() < 2 || text.size() > kLongestSaid) return false;
    if (question_.path.size() >= kShortestPath && text.ends_with(question_.path)) return true;
    const bool may_be = std::ranges::any_of(question_.titles, [&](const std::string& title) {
      return text.size() + 8 >= title.size() && text.size() <= 2 * title.size() + 40;
    });
    if (!may_be) return false;
    const std::string folded = text::fold_words(clean_value(text));
    return std::ranges::find(question_.titles, folded) != question_.titles.end();
  }

  void consider(std::uint32_t object, std::uint32_t anchor) {
    for (int level = 0; level < kMaxLevels; ++level) {
      const bool is_object = values_.all[object].kind == ValueKind::kObject;
      Story found = is_object ? best_member(object, anchor) : Story();
      if (found.size >= kLeastStory) {
        if (!best_ || found.size > best_->size) best_ = std::move(found);
        return;
      }
      // A cache's entities have nothing in common but the cache.
      if (values_.all[object].key.find(':') != std::string_view::npos) return;
      anchor = object;
      const std::uint32_t next = values_.holder(object);
      if (next == object || is_flat(next)) return;
      object = next;
      if (values_.all[object].kind == ValueKind::kArray) {
        Story whole{object, values_.holder(object), measure(object), false, {}};
        if (whole.size >= kLeastStory) {
          if (!best_ || whole.size > best_->size) best_ = std::move(whole);
          return;
        }
      }
    }
  }

  [[nodiscard]] bool is_flat(std::uint32_t value) const {
    return std::ranges::any_of(
        values_.roots, [&](const StateRoot& root) { return root.is_flat && root.value == value; });
  }

  Story best_member(std::uint32_t object, std::uint32_t anchor) {
    Story best;
    for (std::uint32_t i = object + 1; i < values_.all[object].end; i = values_.all[i].end) {
      if (i == anchor) continue;
      const Value& member = values_.all[i];
      if (is_beside_key(member.key) || is_summary_key(member.key) || is_title_key(member.key))
        continue;
      const float size = measure(i);
      // Of a text that is there as markup and plain, the markup.
      const bool is_better = has_markup(i) && !has_markup(best.value) ? size > 0.8F * best.size
                                                                      : size > 1.1F * best.size;
      if (is_better) best = {i, object, size, false, {}};
    }
    return best;
  }
  [[nodiscard]] bool has_markup(std::uint32_t value) const {
    const Value& there = values_.all[values_.resolved(value)];
    return values_.is_container(values_.resolved(value)) ||
           (there.kind == ValueKind::kString && there.text.find("</") != std::string_view::npos);
  }

  float measure(std::uint32_t value) {
    ++walk_;
    stories_ = 0;
    prose_ = 0;
    const float size = measure(value, 0);
    // A list of stories is not one, nor are names and labels.
    return stories_ > 1 || prose_ < 0.5F * size ? 0 : size;
  }

  float measure(std::uint32_t at, int depth) {
    const std::uint32_t value = values_.resolved(at);
    if (visits_ >= kMaxVisits || depth > kMaxWalk || seen_[value] == walk_) return 0;
    ++visits_;
    TimeLimit::spend();
    seen_[value] = walk_;
    const Value& there = values_.all[value];
    if (there.kind == ValueKind::kString) {
      if (!is_text_key(values_.all[at].key) && !is_prose(there.text) && depth == 0) return 0;
      TimeLimit::spend(there.text.size());
      const float size = letters(there.text);
      if (is_prose(there.text))
        prose_ += size;
      else if (values_.all[values_.all[at].parent].key == "children" &&
               std::ranges::count(there.text, ' ') >= kFewBlanks)
        prose_ += kPieceShare * size;
      return size;
    }
    if (!values_.is_container(value)) return 0;
    int level = 0;
    const bool is_object = there.kind == ValueKind::kObject;
    if (is_object && role_of(values_, value, level) == Role::kBeside) return 0;
    float size = 0;
    bool has_title = false, has_address = false;
    for (std::uint32_t i = value + 1; i < there.end; i = values_.all[i].end) {
      const std::string_view key = values_.all[i].key;
      if (is_object && (is_beside_key(key) || is_summary_key(key))) continue;
      const Value& child = values_.all[values_.resolved(i)];
      if (child.kind == ValueKind::kString) {
        has_title = has_title || (is_title_key(key) && child.text.size() >= 20);
        has_address = has_address || key == "url" || key == "slug" || key == "link" ||
                      key == "href" || key == "permalink" || key == "path";
        const std::string_view name = is_object ? key : there.key;
        if (!name.empty() && !is_text_key(name) && !is_prose(child.text)) continue;
      }
      size += measure(i, depth + 1);
    }
    if (has_title && has_address && size >= kLeastStory) ++stories_;
    return size;
  }

  /// Letters of text, markup left out.
  static float letters(std::string_view text) {
    std::size_t in_tags = 0, open = 0;
    bool is_tag = false;
    for (std::size_t i = 0; i < text.size(); ++i) {
      if (text[i] == '<' && !is_tag) {
        is_tag = true;
        open = i;
      } else if (text[i] == '>' && is_tag) {
        is_tag = false;
        in_tags += i + 1 - open;
      }
    }
    return std::max(0.0F, weighed_size(text) - static_cast<float>(in_tags));
  }

  /// The longest text under a title of its own, if no other story comes near it.
  void guess() {
    Story best;
    float second = 0;
    for (std::uint32_t i = 0; i < values_.all.size() && visits_ < kMaxVisits / 2; ++i) {
      if (values_.all[i].kind != ValueKind::kObject || !has_title(i)) continue;
      Story found = best_member(i, i);
      if (found.size > best.size) {
        second = best.size;
        best = std::move(found);
      } else {
        second = std::max(second, found.size);
      }
    }
    if (best.size >= kLeastGuess && second < 0.5F * best.size) {
      best_ = std::move(best);
      best_->is_guess = true;
    }
  }
  [[nodiscard]] bool has_title(std::uint32_t object) const {
    for (std::uint32_t i = object + 1; i < values_.all[object].end; i = values_.all[i].end) {
      if (is_title_key(values_.all[i].key) && values_.all[i].key != "name") return true;
    }
    return false;
  }

  [[nodiscard]] std::string locator_of(std::uint32_t value) const {
    std::string path;
    for (int hops = 0; hops < kMaxWalk; ++hops) {
      const Value& there = values_.all[value];
      if (!there.key.empty()) path.insert(0, "." + std::string(there.key.substr(0, 40)));
      const std::uint32_t next = values_.holder(value);
      if (next == value) break;
      value = next;
    }
    for (const StateRoot& root : values_.roots) {
      if (value >= root.value && value < values_.all[root.value].end) return root.name + path;
    }
    return path;
  }

  const Values& values_;
  const StoryQuestion& question_;
  std::vector<std::uint32_t> seen_;  // the last walk that came by
  std::uint32_t walk_ = 0;
  std::size_t visits_ = 0;
  int stories_ = 0;
  float prose_ = 0;
  std::optional<Story> best_;
};

}  // namespace

std::optional<Story> find_story(const Values& values, const StoryQuestion& question) {
  return Finder(values, question).run();
}

}  // namespace tearsheet::extract
