#include "extract/body/repeat_measures.h"

#include <algorithm>
#include <functional>

#include "extract/body/text_marks.h"
#include "extract/page/bounds.h"

namespace tearsheet::extract {

using html::Node;

namespace {

std::uint64_t mix(std::uint64_t a, std::uint64_t b) {
  return (a ^ (b + 0x9E3779B97F4A7C15ULL + (a << 6U) + (a >> 2U))) * 0xFF51AFD7ED558CCDULL;
}

std::uint64_t hash_of(std::string_view text) {
  return std::hash<std::string_view>{}(text);
}

/// Tag and class of an element: elements of one kind on a page share it.
std::uint64_t signature_of(Node element) {
  if (element.is_null()) return 0;
  return mix(static_cast<std::uint64_t>(element.tag()), hash_of(class_of(element)));
}

}  // namespace

RepeatMeasures::RepeatMeasures(const PageFrame& frame)
    : frame_(frame),
      title_(text_key(frame.question.title)),
      description_(text_key(frame.question.description)) {
  count_paths();
  count_repeats();
}

void RepeatMeasures::measure(std::size_t block, FeatureRow& row) const {
  measure_path(block, row);
  measure_text(block, row);
}

void RepeatMeasures::count_paths() {
  const auto& blocks = frame_.survey.blocks;
  path_of_.resize(blocks.size());
  long_path_of_.resize(blocks.size());
  for (std::size_t i = 0; i < blocks.size(); ++i) {
    const Node holder = frame_.question.page.node(blocks[i].holder);
    const std::uint64_t path = mix(signature_of(holder), signature_of(holder.parent()));
    path_of_[i] = path;
    const Node parent = holder.parent();
    long_path_of_[i] = mix(path, signature_of(parent.is_null() ? parent : parent.parent()));
    if (blocks[i].is_prose())
      long_paths_[long_path_of_[i]] += blocks[i].size - blocks[i].link_size;
    else
      long_paths_.try_emplace(long_path_of_[i], 0.0F);
    Path& sums = paths_[path];
    if (sums.blocks == 0) sums.first = static_cast<std::uint32_t>(i);
    sums.size += blocks[i].size;
    ++sums.blocks;
    if (blocks[i].is_prose()) sums.prose += blocks[i].size - blocks[i].link_size;
    best_path_ = std::max(best_path_, sums.prose);
  }
}

void RepeatMeasures::count_repeats() {
  const auto& blocks = frame_.survey.blocks;
  keys_.resize(blocks.size());
  for (std::size_t i = 0; i < blocks.size(); ++i) {
    keys_[i] = text_key(frame_.survey.text_of(blocks[i]));
    const auto [it, fresh] = repeats_.try_emplace(keys_[i], Repeat{i, i, 0});
    if (!fresh) it->second.last = i;
    ++it->second.count;
  }
  repeated_before_.assign(blocks.size() + 1, 0);
  for (std::size_t i = 0; i < blocks.size(); ++i) {
    const bool repeated = keys_[i] != 0 && repeats_.at(keys_[i]).count > 1;
    repeated_before_[i + 1] = repeated_before_[i] + (repeated ? blocks[i].size : 0);
  }
}

void RepeatMeasures::measure_path(std::size_t i, FeatureRow& row) const {
  const float all = frame_.all_prose();
  const Path& path = paths_.at(path_of_[i]);
  set(row, Feature::kPathShare, path.prose / all);
  set(row, Feature::kPathProse, path.size > 0 ? path.prose / path.size : 0);
  set(row, Feature::kPathPlace, logarithm(static_cast<float>(path.blocks)));
  set(row, Feature::kLongPathShare, long_paths_.at(long_path_of_[i]) / all);
  set(row, Feature::kPathFirst,
      std::clamp(static_cast<float>(path.first) - static_cast<float>(frame_.headline_block), -30.0F,
                 150.0F));
  set(row, Feature::kPathRank, best_path_ > 0 ? path.prose / best_path_ : 0);
}

void RepeatMeasures::measure_text(std::size_t i, FeatureRow& row) const {
  const std::uint64_t key = keys_[i];
  const auto& repeat = repeats_.at(key);
  set(row, Feature::kRepeatBefore, key != 0 && repeat.first < i ? 1 : 0);
  set(row, Feature::kRepeatAfter, key != 0 && repeat.last > i ? 1 : 0);
  set(row, Feature::kRepeats, key != 0 ? logarithm(static_cast<float>(repeat.count)) : 0);
  set(row, Feature::kIsTitle, key != 0 && key == title_ ? 1 : 0);
  set(row, Feature::kIsDescription, key != 0 && key == description_ ? 1 : 0);
  const Node holder = frame_.question.page.node(frame_.survey.blocks[i].holder);
  const TextSums near = frame_.sums_of(holder.parent().is_null() ? holder : holder.parent());
  set(row, Feature::kParentRepeats,
      near.size > 0 ? (repeated_before_[near.end] - repeated_before_[near.begin]) / near.size : 0);
}

}  // namespace tearsheet::extract
