#include "extract/page/json_ld.h"

#include <algorithm>
#include <array>
#include <map>
#include <nlohmann/json.hpp>
#include <utility>

#include "base/ascii.h"
#include "extract/page/bounds.h"
#include "extract/page/json_repair.h"

namespace tearsheet::extract {
namespace {

using Json = nlohmann::json;

constexpr std::size_t kMaxScripts = 64;
constexpr std::size_t kMaxScriptBytes = 2'000'000;
constexpr std::size_t kMaxObjects = 20'000;
constexpr std::size_t kMaxArticles = 64;
constexpr std::size_t kMaxDepth = 64;  // schema.org data nests about 6 deep

// Types under schema.org's CreativeWork that stand for the page's text. Sub-types of Article end in
// "Article" or "Posting" and are met by that rule.
constexpr std::array<std::string_view, 12> kArticleTypes = {
    "article",  "report",    "review", "recipe",  "howto",          "webpage",
    "itempage", "aboutpage", "qapage", "faqpage", "medicalwebpage", "podcastepisode"};

std::string_view local_name(std::string_view type) {
  const auto slash = type.find_last_of("/#:");
  return slash == std::string_view::npos ? type : type.substr(slash + 1);
}

bool is_article_type(std::string_view type) {
  const std::string lower_type = to_lower(type);
  return lower_type.ends_with("article") || lower_type.ends_with("posting") ||
         lower_type == "report" ||
         std::find(kArticleTypes.begin(), kArticleTypes.end(), lower_type) != kArticleTypes.end();
}

const Json* member(const Json& object, const char* key) {
  if (!object.is_object()) return nullptr;
  const auto it = object.find(key);
  return it == object.end() ? nullptr : &*it;
}

/// A string, a number as string, the first of an array, or an object's @value, name or url.
std::string text_of(const Json* value, std::size_t max_bytes = kLongestValue) {
  for (int hops = 0; value != nullptr && hops < 4; ++hops) {
    if (value->is_string())
      return std::string(beginning(value->get_ref<const std::string&>(), max_bytes));
    if (value->is_number_integer()) return std::to_string(value->get<std::int64_t>());
    if (value->is_array()) {
      value = value->empty() ? nullptr : &value->front();
    } else if (value->is_object()) {
      const Json* inner = nullptr;
      for (const char* key : {"@value", "name", "url", "@id"}) {
        if (inner == nullptr) inner = member(*value, key);
      }
      value = inner;
    } else {
      return {};
    }
  }
  return {};
}

std::string text_at(const Json& object, const char* key, std::size_t max_bytes = kLongestValue) {
  return text_of(member(object, key), max_bytes);
}

std::string type_of(const Json& object) {
  const Json* type = member(object, "@type");
  if (type == nullptr) type = member(object, "type");
  if (type == nullptr) return {};
  if (type->is_array()) {
    for (const auto& one : *type) {
      if (one.is_string() && is_article_type(local_name(one.get_ref<const std::string&>()))) {
        return std::string(local_name(one.get_ref<const std::string&>()));
      }
    }
  }
  return std::string(local_name(text_of(type)));
}

/// An image is an address, an object with url or contentUrl, or a list of these.
std::string image_of(const Json* value, std::string& caption) {
  for (int hops = 0; value != nullptr && hops < 4; ++hops) {
    if (value->is_string()) return value->get<std::string>();
    if (value->is_object()) caption = text_at(*value, "caption");
    if (value->is_array()) {
      value = value->empty() ? nullptr : &value->front();
    } else {
      const Json* inner = member(*value, "url");
      value = inner != nullptr ? inner : member(*value, "contentUrl");
    }
  }
  return {};
}

class Reader {
 public:
  explicit Reader(LinkedData& out) : out_(out) {}

  void read(const Json& root) {
    index_ids(root);
    struct Item {
      const Json* value;
      std::size_t depth;
      bool nested;
    };
    std::vector<Item> stack{{&root, 0, false}};
    while (!stack.empty() && objects_ < kMaxObjects) {
      const Item item = stack.back();
      stack.pop_back();
      if (item.depth > kMaxDepth) continue;
      if (item.value->is_array()) {
        for (auto it = item.value->rbegin(); it != item.value->rend(); ++it) {
          stack.push_back({&*it, item.depth + 1, item.nested});
        }
        continue;
      }
      if (!item.value->is_object()) continue;
      ++objects_;
      read_object(*item.value, item.nested);
      // What is not the page itself: parts, list items, relations.
      for (const auto& [key, value] : item.value->items()) {
        if (!value.is_structured() || key == "author" || key == "publisher" || key == "image")
          continue;
        const bool same = key == "@graph" || key == "mainEntity" || key == "mainEntityOfPage";
        stack.push_back({&value, item.depth + 1, item.nested || !same});
      }
    }
  }

 private:
  void index_ids(const Json& root) {
    ids_.clear();
    std::vector<std::pair<const Json*, std::size_t>> stack{{&root, 0}};
    std::size_t seen = 0;
    while (!stack.empty() && ++seen < kMaxObjects) {
      const auto [value, depth] = stack.back();
      stack.pop_back();
      if (depth > kMaxDepth || !value->is_structured()) continue;
      if (const Json* id = member(*value, "@id");
          id != nullptr && id->is_string() && value->size() > 1) {
        ids_.emplace(id->get_ref<const std::string&>(), value);
      }
      for (const auto& child : *value) stack.emplace_back(&child, depth + 1);
    }
  }

  const Json* resolve(const Json* value) const {
    if (value == nullptr || !value->is_object() || member(*value, "name") != nullptr) return value;
    const Json* id = member(*value, "@id");
    if (id == nullptr || !id->is_string()) return value;
    const auto it = ids_.find(id->get_ref<const std::string&>());
    return it == ids_.end() ? value : it->second;
  }

  void names(const Json* value, std::vector<std::string>& out) const {
    if (value == nullptr) return;
    if (value->is_array()) {
      for (const auto& one : *value) {
        if (out.size() < 32) one_name(one, out);
      }
    } else {
      one_name(*value, out);
    }
  }
  void one_name(const Json& value, std::vector<std::string>& out) const {
    if (value.is_string()) {
      out.push_back(text_of(&value));
      return;
    }
    const Json* person = resolve(&value);
    if (person == nullptr || !person->is_object()) return;
    if (const Json* name = member(*person, "name")) {
      if (name->is_array()) {
        for (const auto& one : *name) {
          if (one.is_string() && out.size() < 32) out.push_back(text_of(&one));
        }
        return;
      }
      if (std::string text = text_of(name); !text.empty()) out.push_back(std::move(text));
      return;
    }
    std::string given = text_at(*person, "givenName");
    const std::string family = text_at(*person, "familyName");
    if (!given.empty() && !family.empty()) given += ' ';
    if (given += family; !given.empty()) out.push_back(std::move(given));
  }

  /// Whether an author, or each of a list of authors, is an organisation by its type.
  [[nodiscard]] bool are_houses(const Json* value) const {
    const auto is_house = [&](const Json& one) {
      const Json* author = resolve(&one);
      return author != nullptr && author->is_object() &&
             to_lower(type_of(*author)).ends_with("organization");
    };
    if (value == nullptr || !value->is_array()) return value != nullptr && is_house(*value);
    return !value->empty() && std::all_of(value->begin(), value->end(), is_house);
  }

  /// Baidu's vocabulary has no types, and names of its own.
  static bool is_baidus(const Json& object) {
    return member(object, "pubDate") != nullptr && member(object, "title") != nullptr;
  }
  void read_baidus(const Json& object, bool nested) {
    if (out_.articles.size() >= kMaxArticles) return;
    LinkedArticle article;
    article.type = "Article";
    article.is_nested = nested;
    article.headline = text_at(object, "title");
    article.description = text_at(object, "description");
    article.published = text_at(object, "pubDate");
    article.modified = text_at(object, "upDate");
    article.url = text_at(object, "@id");
    article.image = image_of(member(object, "images"), article.image_caption);
    out_.articles.push_back(std::move(article));
  }

  void read_object(const Json& object, bool nested) {
    std::string type = type_of(object);
    if (type.empty() && is_baidus(object)) return read_baidus(object, nested);
    if (type.empty()) return;
    if (out_.types.size() < 64 && !nested) out_.types.push_back(type);
    const std::string lower_type = to_lower(type);
    if (lower_type == "website" || lower_type == "newsmediaorganization" ||
        lower_type == "organization") {
      if (std::string name = text_at(object, "name");
          !name.empty() && (out_.site_name.empty() || lower_type == "website")) {
        out_.site_name = std::move(name);
      }
    }
    if (!is_article_type(type) || out_.articles.size() >= kMaxArticles) return;
    LinkedArticle article;
    article.type = std::move(type);
    article.is_nested = nested;
    article.headline = text_at(object, "headline");
    article.name = text_at(object, "name");
    article.description = text_at(object, "description");
    article.article_body = text_at(object, "articleBody", kMaxScriptBytes);
    if (article.article_body.empty())
      article.article_body = text_at(object, "text", kMaxScriptBytes);
    article.published = text_at(object, "datePublished");
    article.modified = text_at(object, "dateModified");
    article.created = text_at(object, "dateCreated");
    article.section = text_at(object, "articleSection");
    article.language = text_at(object, "inLanguage");
    article.url = text_at(object, "url");
    if (article.url.empty()) article.url = text_at(object, "mainEntityOfPage");
    article.image = image_of(resolve(member(object, "image")), article.image_caption);
    if (article.image.empty()) article.image = text_at(object, "thumbnailUrl");
    const Json* publisher = resolve(member(object, "publisher"));
    if (publisher != nullptr && publisher->is_object())
      article.publisher = text_at(*publisher, "name");
    names(member(object, "author"), article.authors);
    if (article.authors.empty()) names(member(object, "creator"), article.authors);
    article.has_house_authors = are_houses(member(object, "author"));
    names(member(object, "keywords"), article.keywords);
    if (const Json* free = member(object, "isAccessibleForFree")) {
      article.is_locked =
          (free->is_boolean() && !free->get<bool>()) ||
          (free->is_string() && equals_ignoring_case(free->get_ref<const std::string&>(), "false"));
    }
    if (const Json* list = member(object, "liveBlogUpdate")) read_updates(*list, article);
    out_.articles.push_back(std::move(article));
  }

  static void read_updates(const Json& list, LinkedArticle& article) {
    const auto read_one = [&](const Json& one) {
      if (!one.is_object() || article.updates.size() >= kMaxUpdates) return;
      LinkedUpdate update;
      update.headline = text_at(one, "headline");
      update.body = text_at(one, "articleBody", kMaxScriptBytes);
      if (update.body.empty()) update.body = text_at(one, "text", kMaxScriptBytes);
      update.published = text_at(one, "datePublished");
      if (!update.headline.empty() || !update.body.empty())
        article.updates.push_back(std::move(update));
    };
    if (!list.is_array()) return read_one(list);
    for (const auto& one : list) read_one(one);
  }

  LinkedData& out_;
  std::map<std::string, const Json*, std::less<>> ids_;
  std::size_t objects_ = 0;
};

/// Bounds the depth before the parser sees the text: its tree is freed level by level.
bool is_too_deep(std::string_view text) {
  std::size_t depth = 0, deepest = 0;
  for (const char c : text) {
    if (c == '{' || c == '[') deepest = std::max(deepest, ++depth);
    if ((c == '}' || c == ']') && depth > 0) --depth;
  }
  return deepest > 1000;
}

/// Some templates escape the whole script as if it were text: no quote is left then.
std::string repaired(std::string_view text) {
  if (text.find('"') != std::string_view::npos) return repair_json(text);
  std::string plain;
  plain.reserve(text.size());
  constexpr std::string_view kQuote = "&quot;";
  for (std::size_t i = 0; i < text.size();) {
    const bool is_quote = text.substr(i, kQuote.size()) == kQuote;
    plain += is_quote ? '"' : text[i];
    i += is_quote ? kQuote.size() : 1;
  }
  return repair_json(plain);
}

}  // namespace

LinkedData read_linked_data(std::span<const html::DataScript> scripts) {
  LinkedData out;
  Reader reader(out);
  std::size_t count = 0;
  for (const auto& script : scripts) {
    if (!script.type.starts_with("application/ld+json") || script.content.size() > kMaxScriptBytes)
      continue;
    if (++count > kMaxScripts) break;
    if (is_too_deep(script.content)) continue;
    Json root = Json::parse(script.content, nullptr, false, true);
    if (root.is_discarded()) root = Json::parse(repaired(script.content), nullptr, false, true);
    if (!root.is_discarded()) reader.read(root);
  }
  return out;
}

void read_parsely_page(std::string_view content, LinkedData& out) {
  if (content.size() > kLongestValue || is_too_deep(content)) return;
  const Json page = Json::parse(content, nullptr, false, true);
  if (page.is_discarded() || !page.is_object() || out.articles.size() >= kMaxArticles) return;
  LinkedArticle article;
  article.type = "Article";
  article.headline = text_at(page, "title");
  article.published = text_at(page, "pub_date");
  article.section = text_at(page, "section");
  article.url = text_at(page, "link");
  article.image = text_at(page, "image_url");
  const Json* authors = member(page, "authors");
  if (authors == nullptr) authors = member(page, "author");
  if (authors != nullptr && authors->is_string()) article.authors.push_back(text_of(authors));
  if (authors != nullptr && authors->is_array()) {
    for (const auto& one : *authors) {
      if (one.is_string() && article.authors.size() < 32) article.authors.push_back(text_of(&one));
    }
  }
  out.articles.push_back(std::move(article));
}

}  // namespace tearsheet::extract
