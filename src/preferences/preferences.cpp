// What all statements come to.
#include "preferences/preferences.h"

#include <algorithm>
#include <array>

#include "base/ascii.h"
#include "preferences/statements.h"

namespace tearsheet::preferences {
namespace {

constexpr std::array<std::string_view, 14> kSourceNames = {
    "robots.txt content-usage",
    "robots.txt content-signal",
    "robots.txt license",
    "header content-usage",
    "header content-signal",
    "header tdm-reservation",
    "header tdm-policy",
    "header x-robots-tag",
    "header link",
    "meta tdm-reservation",
    "meta tdm-policy",
    "meta robots",
    "link license",
    "tdmrep.json",
};
static_assert(kSourceNames.size() == static_cast<std::size_t>(Source::kTdmFile) + 1);

constexpr std::array<std::string_view, 3> kUses = {"immediate", "reference", "full"};

/// The labels that mean something here, in both vocabularies.
struct Label {
  std::string_view usage, signal;
  std::optional<bool> Preferences::*member;
};
constexpr std::array<Label, 3> kLabels = {{{"train-ai", "ai-train", &Preferences::train_ai},
                                           {"ai-use", "ai-input", &Preferences::ai_use},
                                           {"search", "search", &Preferences::search}}};

void restrict(std::optional<bool>& known, bool is_allowed) {
  known = known.value_or(true) && is_allowed;
}

// A value that is neither is no preference (-vocab).
std::optional<bool> yes_or_no(std::string_view value, std::string_view yes, std::string_view no) {
  if (equals_ignoring_case(value, yes)) return true;
  if (equals_ignoring_case(value, no)) return false;
  return std::nullopt;
}

void take_usage(const Statement& told, Preferences& all) {
  for (const auto& [name, value] : told.values) {
    const auto label = std::ranges::find(kLabels, name, &Label::usage);
    if (label == kLabels.end()) continue;
    // Tokens have case (RFC 9651).
    if (value == "y" || value == "n") restrict(all.*label->member, value == "y");
  }
}

void take_signals(const Statement& told, Preferences& all) {
  for (const auto& [name, value] : told.values) {
    if (name == "use") {
      const auto at = std::ranges::find(kUses, to_lower(value)) - kUses.begin();
      if (at == static_cast<std::ptrdiff_t>(kUses.size())) continue;
      all.use = std::min(all.use.value_or(Use::kFull), static_cast<Use>(at));
      continue;
    }
    const auto label = std::ranges::find(kLabels, name, &Label::signal);
    if (label == kLabels.end()) continue;
    if (const auto is_allowed = yes_or_no(value, "yes", "no"))
      restrict(all.*label->member, *is_allowed);
  }
}

std::string_view value_of(const Statement& told, std::string_view name) {
  const auto found =
      std::ranges::find(told.values, name, &std::pair<std::string, std::string>::first);
  return found == told.values.end() ? std::string_view() : std::string_view(found->second);
}

/// The page goes before the header and the header before the file, with the policy of the same.
void take_tdm(Preferences& all) {
  constexpr std::array<std::pair<Source, Source>, 3> kByRank = {
      {{Source::kMetaTdmReservation, Source::kMetaTdmPolicy},
       {Source::kHeaderTdmReservation, Source::kHeaderTdmPolicy},
       {Source::kTdmFile, Source::kTdmFile}}};
  for (const auto& [reservation, policy] : kByRank) {
    for (const Statement& told : all.statements) {
      if (told.source != reservation) continue;
      all.tdm_reserved = all.tdm_reserved.value_or(false) || value_of(told, kTdmReservation) == "1";
    }
    if (!all.tdm_reserved) continue;
    if (!*all.tdm_reserved) return;
    for (const Statement& told : all.statements) {
      if (told.source == policy && all.tdm_policy.empty())
        all.tdm_policy = value_of(told, kTdmPolicy);
    }
    return;
  }
}

}  // namespace

std::string_view to_string(Source source) {
  return kSourceNames[static_cast<std::size_t>(source)];
}

std::string_view to_string(Use use) {
  return kUses[static_cast<std::size_t>(use)];
}

Preferences read_preferences(const Told& told) {
  Preferences all;
  all.statements = statements_of(told);
  if (told.tdm_file != nullptr) {
    if (auto file = told.tdm_file->statement_of(told.url))
      all.statements.push_back(std::move(*file));
  }
  for (const Statement& one : all.statements) {
    switch (one.source) {
      case Source::kRobotsUsage:
      case Source::kHeaderUsage:
        take_usage(one, all);
        break;
      case Source::kRobotsSignal:
      case Source::kHeaderSignal:
        take_signals(one, all);
        break;
      case Source::kHeaderRobotsTag:
      case Source::kMetaRobots:
        if (!value_of(one, "noai").empty()) restrict(all.train_ai, false);
        break;
      case Source::kRobotsLicense:
      case Source::kHeaderLink:
      case Source::kLinkLicense: {
        const std::string address(value_of(one, kLicense));
        if (std::ranges::find(all.licenses, address) == all.licenses.end())
          all.licenses.push_back(address);
        break;
      }
      default:
        break;
    }
  }
  take_tdm(all);
  return all;
}

}  // namespace tearsheet::preferences
