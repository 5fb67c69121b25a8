#include "extract/image_caption.h"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "base/ascii.h"
#include "extract/structure/blocks.h"
#include "html/html.h"
#include "text/text.h"

namespace tearsheet::extract {
namespace {

using html::Node;
using html::Tag;

constexpr std::size_t kLongestCaption = 500;  // characters; longer ones are a piece of the article
constexpr std::size_t kLongestRaw = 200;      // of records::FieldSource
constexpr std::size_t kMaxImages = 8;         // of one picture
constexpr int kMaxSteps = 16;                 // from an image up to its figure

bool is_picture_extension(std::string_view extension) {
  static constexpr std::array kExtensions = {"jpg", "jpeg", "png", "webp", "avif", "gif"};
  return std::any_of(kExtensions.begin(), kExtensions.end(),
                     [&](const char* one) { return equals_ignoring_case(extension, one); });
}

/// "harbour-1200x630" -> "harbour".
std::string_view without_size(std::string_view stem) {
  std::size_t at = stem.size();
  const auto skip_digits = [&] {
    const std::size_t before = at;
    while (at > 0 && is_digit(stem[at - 1])) --at;
    return at < before;
  };
  if (!skip_digits() || at == 0 || stem[--at] != 'x' || !skip_digits() || at < 2 ||
      stem[at - 1] != '-')
    return stem;
  return stem.substr(0, at - 1);
}

/// What the sizes of one picture have in common: neither scheme nor query nor "-1200x630" tells two
/// pictures apart where the path names a file.
class Picture {
 public:
  explicit Picture(const url::Url& url) : key_(url.host()) {
    const std::string_view path = url.path();
    const auto dot = path.rfind('.');
    if (dot == std::string_view::npos || !is_picture_extension(path.substr(dot + 1))) {
      key_ += url.path_and_query();
      name_ = path;
    } else {
      const std::string_view stem = without_size(path.substr(0, dot));
      (key_ += stem) += path.substr(dot);
      name_ = stem;
    }
    name_ = name_.substr(name_.rfind('/') + 1);
    if (name_.find('%') != std::string::npos) name_.clear();
  }

  [[nodiscard]] bool is(std::string_view href, const url::Url& base) const {
    // Most pictures of a page are others: no address is parsed for them.
    if (href.find(name_) == std::string_view::npos || href.starts_with("data:")) return false;
    const auto url = url::Url::parse(trimmed(href), base.empty() ? nullptr : &base);
    return url && Picture(*url).key_ == key_;
  }

  /// Any of the addresses of a srcset (HTML 4.8.4.2.1, without the descriptors).
  [[nodiscard]] bool is_in_set(std::string_view set, const url::Url& base) const {
    std::size_t at = 0;
    while (at < set.size()) {
      while (at < set.size() && (is_space(set[at]) || set[at] == ',')) ++at;
      const std::size_t begin = at;
      while (at < set.size() && !is_space(set[at])) ++at;
      std::string_view href = set.substr(begin, at - begin);
      const bool has_descriptor = !href.ends_with(',');
      while (href.ends_with(',')) href.remove_suffix(1);
      if (!href.empty() && is(href, base)) return true;
      if (has_descriptor) at = std::min(set.find(',', at), set.size());
    }
    return false;
  }

 private:
  std::string key_;
  std::string name_;  // of the file; empty: it may be written in several ways
};

bool shows(Node image, const Picture& picture, const url::Url& base) {
  for (const auto& [name, value] : image.attributes()) {
    const bool is_set = name.ends_with("srcset");
    if (!is_set && name != "src" && !name.starts_with("data-")) continue;
    if (is_set ? picture.is_in_set(value, base) : picture.is(value, base)) return true;
  }
  return false;
}

/// The image, or another source of the same <picture>.
bool shows_anywhere(Node image, const Picture& picture, const url::Url& base) {
  if (shows(image, picture, base)) return true;
  const Node parent = image.parent();
  if (!parent || !parent.is_element() || parent.name() != "picture") return false;
  for (Node one = parent.first_child(); one; one = one.next_sibling()) {
    if (one.is_element() && one.tag() == Tag::kSource && shows(one, picture, base)) return true;
  }
  return false;
}

std::string figure_caption(Node image) {
  Node figure = image.parent();
  for (int i = 0; i < kMaxSteps && figure && figure.is_element(); ++i, figure = figure.parent()) {
    if (figure.tag() != Tag::kFigure) continue;
    for (std::uint32_t k = figure.index() + 1; k < figure.end(); ++k) {
      const Node node = figure.document().node(k);
      if (node.is_element() && node.tag() == Tag::kFigcaption)
        return html::visible_text(node, 4 * kLongestCaption);
    }
    return {};
  }
  return {};
}

/// An alternative text that only repeats the file's name says nothing.
bool is_file_name(std::string_view text) {
  const auto dot = text.rfind('.');
  return dot != std::string_view::npos && text.find(' ') == std::string_view::npos &&
         is_picture_extension(text.substr(dot + 1));
}

class CaptionFinder {
 public:
  CaptionFinder(const FieldInput& input, const Picture& picture, records::Article& out)
      : input_(input), picture_(picture), out_(out) {}

  void run() {
    for (const Node image : input_.facts.images) {
      if (images_.size() == kMaxImages) break;
      if (shows_anywhere(image, picture_, input_.base)) images_.push_back(image);
    }
    for (const Node image : images_)
      take(figure_caption(image), "figcaption", "figure figcaption", 0.95);
    if (input_.article != nullptr && picture_.is(input_.article->image, input_.base))
      take(clean_value(input_.article->image_caption), "json-ld", "image.caption", 0.9);
    from_metas();
    for (const Node image : images_)
      take(std::string(image.attribute("alt").value_or("")), "alt", "img[alt]", 0.6);
  }

 private:
  void take(const std::string& text, const char* source, const char* locator, double confidence) {
    if (!out_.image_caption.empty()) return;
    std::string caption = caption_of(text);
    if (caption.empty() || is_file_name(caption)) return;
    out_.sources.push_back({"image_caption", source, locator,
                            std::string(text::truncate(caption, kLongestRaw)), confidence});
    out_.image_caption = std::move(caption);
  }

  [[nodiscard]] bool names_it(std::initializer_list<const char*> keys) const {
    return std::any_of(keys.begin(), keys.end(), [&](const char* key) {
      const Meta* meta = input_.facts.find_meta(key);
      return meta != nullptr && picture_.is(meta->value, input_.base);
    });
  }

  // A card without an image of its own shows that of Open Graph.
  void from_metas() {
    const bool in_graph = names_it({"og:image", "og:image:url", "og:image:secure_url"});
    if (in_graph)
      take(input_.facts.meta("og:image:alt"), "opengraph", "meta[property='og:image:alt']", 0.8);
    const bool has_card = input_.facts.find_meta("twitter:image") != nullptr ||
                          input_.facts.find_meta("twitter:image:src") != nullptr;
    if (has_card ? names_it({"twitter:image", "twitter:image:src"}) : in_graph)
      take(input_.facts.meta("twitter:image:alt"), "meta", "twitter:image:alt", 0.8);
  }

  const FieldInput& input_;
  const Picture& picture_;
  records::Article& out_;
  std::vector<Node> images_;  // of the page that show the picture
};

}  // namespace

std::string caption_of(std::string_view text) {
  return std::string(text::truncate(text::clean_line(text), kLongestCaption));
}

void fill_image_caption(const FieldInput& input, records::Article& out) {
  if (out.image.empty() || !out.image_caption.empty()) return;
  const auto url = url::Url::parse(out.image);
  if (url) CaptionFinder(input, Picture(*url), out).run();
}

}  // namespace tearsheet::extract
