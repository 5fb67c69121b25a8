// One page as selectors see it: the tree and all that is built on first use. One thread.
#pragma once

#include <optional>

#include "html/html.h"
#include "select/data_scripts.h"
#include "select/direction_index.h"
#include "select/form_index.h"
#include "select/language_index.h"
#include "select/page_index.h"
#include "select/sibling_index.h"
#include "select/text_index.h"

namespace tearsheet::select {

class Page {
 public:
  explicit Page(const html::Document& document) : document_(document) {}

  [[nodiscard]] const html::Document& document() const { return document_; }
  const PageIndex& index() { return built(index_); }
  const SiblingIndex& siblings() { return built(siblings_); }
  const TextIndex& text() { return built(text_); }
  const LanguageIndex& languages() { return built(languages_); }
  const DirectionIndex& directions() { return built(directions_); }
  const DataScripts& data_scripts() { return built(data_scripts_); }
  const FormIndex& forms() { return built(forms_); }

 private:
  template <class T>
  const T& built(std::optional<T>& part) {
    if (!part) part.emplace(document_);
    return *part;
  }

  const html::Document& document_;
  std::optional<PageIndex> index_;
  std::optional<SiblingIndex> siblings_;
  std::optional<TextIndex> text_;
  std::optional<LanguageIndex> languages_;
  std::optional<DirectionIndex> directions_;
  std::optional<FormIndex> forms_;
  std::optional<DataScripts> data_scripts_;
};

}  // namespace tearsheet::select
