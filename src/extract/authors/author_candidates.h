// Every set of names that a page offers as its authors', with source and place: the ground of
// authors.cpp.
#pragma once

#include <array>
#include <cstdint>
#include <limits>
#include <string>
#include <string_view>
#include <vector>

#include "extract/page/candidates.h"
#include "extract/page/facts.h"
#include "extract/page/survey.h"
#include "extract/site_knowledge.h"

namespace tearsheet::extract {

/// How names were told to be names. Its number is a feature of the author model: new ones go to the
/// end, and need a new fit.
enum class NameSource : std::uint8_t {
  kLinkedData,  ///< JSON-LD author of the page's article.
  kMeta,        ///< meta author and its kin.
  kCard,        ///< twitter:data1.
  kProperty,    ///< Microdata, RDFa.
  kState,       ///< application/json that scripts draw the page from.
  kLink,        ///< A link to a person's page.
  kOpener,      ///< Text that begins "By ...".
  kInner,       ///< Text with "... by ..." in it.
  kLabel,       ///< Beside or below a block that only says "Author".
  kMarked,      ///< Class or id of the element says author, byline ...
  kParted,      ///< "17 May 2024 | Ann Lee".
  kAlone,       ///< A block that is nothing but a name.
  kButton,      ///< A button with a name on it.
  kGroup,       ///< Neighbouring blocks of one kind, together.
};

/// The block of what stands in no text.
inline constexpr std::uint32_t kNowhere = std::numeric_limits<std::uint32_t>::max();

struct AuthorCandidate {
  std::vector<std::string> names;
  std::vector<std::string> keys;  ///< name_key() of each.
  Candidate candidate;
  NameSource source = NameSource::kMeta;
  std::uint32_t block = kNowhere;  ///< Of the survey.
  std::uint16_t blocks = 1;        ///< How many blocks a group has.
};

struct AuthorsInput {
  const html::Document& document;
  const Facts& facts;
  const LinkedArticle* article;  ///< May be null.
  const Survey& survey;
  html::Node headline;  ///< May be null.
  std::string_view title;
  std::string_view site_name;
  const url::Url& page;
  const SiteKnowledge* known = nullptr;  ///< What other pages of the site tell; may be null.
};

/// At most 100, O(size of the page). Weights are of one source alone: 0 to 1.
[[nodiscard]] std::vector<AuthorCandidate> gather_authors(const AuthorsInput& input);

/// Whether something stands in a menu, or in the head of the page: a <header> around neither the
/// headline nor within the article. Names there are those of sections, or of nobody.
[[nodiscard]] bool stands_in_frame(const AuthorsInput& input, const Ancestors& ancestors);

/// Collects candidates: names kept once, the publication's own dropped where others stand beside.
class AuthorCollector {
 public:
  AuthorCollector(std::string_view site_name, const url::Url& page);
  /// False if nothing was left of `names`, or there are enough candidates.
  bool add(std::vector<std::string> names, NameSource source, std::string name, std::string locator,
           std::string_view raw, double weight, std::uint32_t block);
  [[nodiscard]] bool names_site(const std::string& key) const;

  std::vector<AuthorCandidate> found;

 private:
  std::string site_key_, host_key_;
};

/// bylines.cpp: what the page shows its readers.
void add_bylines(const AuthorsInput& input, AuthorCollector& out);

}  // namespace tearsheet::extract
