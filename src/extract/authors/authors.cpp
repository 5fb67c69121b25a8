#include "extract/authors/authors.h"

#include <algorithm>

#include "extract/authors/author_model.h"
#include "extract/authors/person_names.h"

namespace tearsheet::extract {
namespace {

// A wrong name costs a reader more than a missing one. Of pages held out, from 0 to 0.15 the F1
// falls by .007 and the pages with wrong names alone from 12.6 to 9.9 %.
constexpr float kLeastShare = 0.15F;

std::string how(NameSource source) {
  switch (source) {
    case NameSource::kLinkedData:
    case NameSource::kMeta:
    case NameSource::kCard:
    case NameSource::kProperty:
      return "metadata";
    case NameSource::kState:
      return "the page's state";
    case NameSource::kLink:
      return "a link to a person's page";
    case NameSource::kOpener:
    case NameSource::kInner:
      return "a byline in words";
    case NameSource::kLabel:
      return "behind a label";
    case NameSource::kMarked:
      return "an element marked as author";
    case NameSource::kParted:
      return "beside a date";
    case NameSource::kAlone:
      return "a line that looks like a name";
    case NameSource::kButton:
      return "a button";
    case NameSource::kGroup:
      return "neighbouring bylines";
  }
  return {};
}

std::string why(const AuthorCandidate& one, const AuthorRow& row) {
  const auto of = [&](AuthorFeature feature) { return row.at(static_cast<std::size_t>(feature)); };
  std::string out = how(one.source);
  if (of(AuthorFeature::kSites) >= 1) out += ", names the publication";
  if (of(AuthorFeature::kDataAgrees) > 0 || of(AuthorFeature::kShownAgrees) > 0)
    out += ", other sources name the same person";
  if (of(AuthorFeature::kRelatedHint) + of(AuthorFeature::kTeaserHint) +
          of(AuthorFeature::kCommentHint) + of(AuthorFeature::kNavigation) +
          of(AuthorFeature::kAside) + of(AuthorFeature::kFooter) >
      0)
    out += ", beside the article";
  return out;
}

// A byline is often only the first of several persons, one block each: metadata that is believed
// nearly as much and names all of these and more wins. From .1 to .2 the same on pages held out.
constexpr float kNearlyAsMuch = 0.15F;

std::size_t more_complete(const std::vector<AuthorCandidate>& found,
                          const std::vector<float>& shares, std::size_t best) {
  const auto has_all = [&](const AuthorCandidate& other) {
    return std::all_of(found[best].keys.begin(), found[best].keys.end(), [&](const auto& key) {
      return std::find(other.keys.begin(), other.keys.end(), key) != other.keys.end();
    });
  };
  std::size_t out = best;
  for (std::size_t i = 0; i < found.size(); ++i) {
    const bool is_metadata = found[i].source <= NameSource::kState;
    if (!is_metadata || found[i].keys.size() <= found[best].keys.size()) continue;
    if (shares[i] < shares[best] - kNearlyAsMuch || !has_all(found[i])) continue;
    if (out == best || shares[i] > shares[out]) out = i;
  }
  return out;
}

// Of the persons whom a byline names, where metadata names the house: even odds are enough, for the
// house is seldom who wrote. Links in a heading are to lists of articles.
constexpr float kLeastOfPersons = 0.5F;

/// Where metadata names nobody but the publication or another house, the persons that the page
/// itself shows.
std::size_t persons_before_house(const AuthorsInput& input,
                                 const std::vector<AuthorCandidate>& found,
                                 const std::vector<float>& shares, std::size_t best) {
  const auto& won = found[best];
  if (won.source > NameSource::kState) return best;
  const AuthorCollector publication(input.site_name, input.page);
  const bool typed = won.source == NameSource::kLinkedData && input.article != nullptr &&
                     input.article->has_house_authors;
  for (std::size_t i = 0; i < won.names.size(); ++i) {
    const bool is_house = has_role_word(won.names[i]) || publication.names_site(won.keys[i]) ||
                          (typed && !looks_like_person(won.names[i]));
    if (!is_house) return best;
  }
  std::size_t out = best;
  for (std::size_t i = 0; i < found.size(); ++i) {
    const bool is_shown = found[i].source > NameSource::kState &&
                          found[i].source != NameSource::kAlone &&
                          found[i].source != NameSource::kParted;
    if (!is_shown || shares[i] < kLeastOfPersons || (out != best && shares[i] <= shares[out]))
      continue;
    if (found[i].block < input.survey.blocks.size()) {
      const auto& ancestors = input.survey.ancestors_of(input.survey.blocks[found[i].block]);
      if (ancestors.in(AncestorKind::kFigure) || ancestors.in(AncestorKind::kHeading) ||
          ancestors.has(Hint::kCaption))
        continue;
    }
    if (std::all_of(found[i].names.begin(), found[i].names.end(),
                    [](const std::string& name) { return looks_like_person(name); }))
      out = i;
  }
  return out;
}

// What stands where other pages name other persons, or who wrote them, is believed at even odds.
constexpr float kAtPlace = 0.5F, kNamed = 0.55F, kOfOwnShare = 0.1F;

/// A person whom the page names behind its headline, in no picture's caption and no heading.
bool is_person_behind_headline(const AuthorsInput& input, const AuthorCandidate& one) {
  if (one.source <= NameSource::kState || one.source >= NameSource::kButton ||
      one.names.size() != 1 || one.block >= input.survey.blocks.size() ||
      input.headline.is_null() || !looks_like_person(one.names.front()))
    return false;
  const TextBlock& block = input.survey.blocks[one.block];
  const auto& ancestors = input.survey.ancestors_of(block);
  return block.begin > input.headline.index() && !ancestors.in(AncestorKind::kFigure) &&
         !ancestors.in(AncestorKind::kHeading) && !ancestors.has(Hint::kCaption) &&
         !ancestors.has(Hint::kComment) && !ancestors.has(Hint::kRelated) &&
         !ancestors.has(Hint::kTeaser);
}

std::uint64_t place_of(const AuthorsInput& input, const AuthorCandidate& one) {
  return extract::place_of(input.document.node(input.survey.blocks[one.block].holder));
}

float share_by_site(const AuthorsInput& input, const AuthorCandidate& one, float share) {
  const SiteKnowledge& known = *input.known;
  if (known.author_names.contains(author_hash(one.names.front()))) {
    share = std::max(share, kNamed + kOfOwnShare * share);
  } else if (known.author_places.contains(place_of(input, one))) {
    share = std::max(share, kAtPlace + kOfOwnShare * share);
  }
  return share;
}

}  // namespace

std::uint64_t author_hash(std::string_view name) {
  return stable_hash(name_key(name));
}

Authors find_authors(const AuthorsInput& input, std::vector<Explanation>* explain) {
  const auto found = gather_authors(input);
  const auto rows = author_features(input, found);
  std::vector<Candidate> candidates;
  std::vector<float> shares = expected_shares(rows);
  Authors out;
  for (std::size_t i = 0; i < found.size(); ++i) {
    if (!is_person_behind_headline(input, found[i])) continue;
    if (out.persons.size() < kMostPersons)
      out.persons.push_back({place_of(input, found[i]), author_hash(found[i].names.front())});
    if (input.known != nullptr) shares[i] = share_by_site(input, found[i], shares[i]);
  }
  std::size_t best = found.size();
  float best_share = kLeastShare;
  for (std::size_t i = 0; i < found.size(); ++i) {
    const float share = shares[i];
    candidates.push_back(found[i].candidate);
    candidates.back().weight = std::clamp(static_cast<double>(share), 0.0, 1.0);
    if (explain != nullptr) candidates.back().why = why(found[i], rows[i]);
    if (share > best_share) {
      best_share = share;
      best = i;
    }
  }
  if (best < found.size()) best = persons_before_house(input, found, shares, best);
  if (best < found.size()) best = more_complete(found, shares, best);
  explain_all(explain, "authors", candidates, best, {});
  if (best == found.size()) return out;
  out.names = found[best].names;
  out.source = to_source("authors", candidates[best], candidates[best].weight);
  return out;
}

}  // namespace tearsheet::extract
