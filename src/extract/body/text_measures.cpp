#include "extract/body/text_measures.h"

#include <algorithm>

#include "extract/body/element_ranks.h"

namespace tearsheet::extract {

using html::Tag;

TextMeasures::TextMeasures(const PageFrame& frame)
    : frame_(frame),
      linked_(frame.question.linked_body),
      described_(frame.question.description, 30),
      titled_(frame.question.title, 20),
      site_name_(name_letters(frame.question.site_name)) {}

void TextMeasures::measure(std::size_t block, FeatureRow& row) const {
  const TextBlock& here = frame_.survey.blocks[block];
  measure_itself(here, row);
  const Letters letters = letters_of(frame_.survey.text_of(here));
  set(row, Feature::kNamesSite, names_site(letters) ? 1 : 0);
  set(row, Feature::kInDescription, described_.holds(letters));
  set(row, Feature::kInTitle, titled_.holds(letters));
  set(row, Feature::kInLinkedBody, linked_.holds(letters));
}

void TextMeasures::measure_itself(const TextBlock& block, FeatureRow& row) const {
  const float size = std::max(block.size, 1.0F);
  set(row, Feature::kSize, logarithm(block.size));
  set(row, Feature::kWords, logarithm(static_cast<float>(block.words)));
  set(row, Feature::kWordLength, size / std::max(1.0F, static_cast<float>(block.words)));
  set(row, Feature::kLinkDensity, block.link_density());
  set(row, Feature::kLinks, static_cast<float>(std::min<int>(block.links, 20)));
  set(row, Feature::kStops, static_cast<float>(std::min<int>(block.stops, 12)));
  set(row, Feature::kCommas, static_cast<float>(std::min<int>(block.commas, 12)));
  set(row, Feature::kDigits, static_cast<float>(block.digits) / size);
  set(row, Feature::kCapitals, static_cast<float>(block.capitals) / size);
  set(row, Feature::kBold, block.bold_size / size);
  set(row, Feature::kItalic, block.italic_size / size);
  set(row, Feature::kEndsSentence, block.ends_sentence ? 1 : 0);
  const std::string_view text = frame_.survey.text_of(block);
  set(row, Feature::kEndsCut, ends_cut(text) ? 1 : 0);
  set(row, Feature::kEndsInColon, text.ends_with(':') || text.ends_with("\xEF\xBC\x9A") ? 1 : 0);
  const MarkCounts marks = count_marks(text);
  set(row, Feature::kSymbols, static_cast<float>(std::min(marks.symbols, 12)));
  set(row, Feature::kExclaims, static_cast<float>(std::min(marks.exclaims, 5)));
  set(row, Feature::kStartsWithSymbol, !text.empty() && is_symbol(text.front()) ? 1 : 0);
  set(row, Feature::kAddresses, static_cast<float>(std::min(marks.addresses, 6)));
  set(row, Feature::kStartsWithLink, block.starts_with_link ? 1 : 0);
  const Tag tag = frame_.question.page.node(block.holder).tag();
  const auto& ancestors = frame_.survey.ancestors_of(block);
  int level = heading_level(tag);
  if (level == 0 && ancestors.in(AncestorKind::kHeading))
    level = heading_level(frame_.question.page.node(ancestors.node(AncestorKind::kHeading)).tag());
  set(row, Feature::kHeading, static_cast<float>(level));
  set(row, Feature::kHolder, holder_rank(tag));
}

bool TextMeasures::names_site(const Letters& letters) const {
  return site_name_.size() >= 4 && letters.all.find(site_name_) != std::string::npos;
}

}  // namespace tearsheet::extract
