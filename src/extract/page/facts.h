// What a page says of itself outside its text: meta tags, links, structured data. Gathered once,
// used by every field.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "extract/page/json_ld.h"
#include "html/html.h"

namespace tearsheet::extract {

/// <meta name|property|itemprop|http-equiv content>.
struct Meta {
  std::string key;  ///< Lower case.
  std::string_view value;
  std::uint32_t node = 0;
};
/// <link rel href> in head or body.
struct HeadLink {
  std::string rel;  ///< Lower case.
  std::string_view href, type, language, title;
};
/// An element with itemprop (microdata) or property (RDFa), meta and link apart.
struct Property {
  std::string name;  ///< Lower case, prefix cut: "schema:datePublished" -> "datepublished".
  html::Node node;
};

/// Views live as long as the document.
struct Facts {
  std::vector<Meta> metas;
  std::vector<HeadLink> links;
  std::vector<Property> properties;
  std::vector<html::Node> headlines;    ///< h1 elements.
  std::vector<html::Node> subheadings;  ///< h2 and h3 elements, the first 60.
  std::vector<html::Node>
      times;  ///< time elements, and abbr/span with a datetime-like title (microformats).
  std::vector<html::Node> buttons;     ///< The first 40.
  std::vector<html::Node> root_links;  ///< Links that may lead to the front page, the first 12.
  std::vector<html::Node> images;      ///< img elements, the first 200.
  LinkedData linked;
  std::string title;     ///< <title>, cleaned.
  std::string language;  ///< <html lang>, else the metas that declare one.
  std::string_view base;

  /// The first non-empty value of a meta key, cleaned to one line; empty if none.
  [[nodiscard]] std::string meta(std::string_view key) const;
  [[nodiscard]] const Meta* find_meta(std::string_view key) const;
};

[[nodiscard]] Facts gather_facts(const html::Document& page);

/// One line for showing: character references that were escaped twice resolved, tags dropped, white
/// space collapsed.
[[nodiscard]] std::string clean_value(std::string_view value);

}  // namespace tearsheet::extract
