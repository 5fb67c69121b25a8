// What a publisher says about the use of its text: in robots.txt, in the headers of the page's
// answer, in the page, and in /.well-known/tdmrep.json.
//
// read_preferences() keeps each statement as it was told, with its source, and sums them up. No
// statement is ever leave to fetch: robots.txt alone decides that (robots/robots.h). What was not
// said is unknown, which is not yes.
//
// Rules: draft-ietf-aipref-attach and -vocab (Content-Usage), contentsignals.org (Content-Signal),
// the TDM Reservation Protocol (W3C community group, final report of 10 May 2024), RSL 1.0
// (licences), and the directives noai and noimageai.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "html/html.h"
#include "robots/robots.h"
#include "url/url.h"

namespace tearsheet::preferences {

enum class Source : std::uint8_t {
  kRobotsUsage,
  kRobotsSignal,
  kRobotsLicense,
  kHeaderUsage,
  kHeaderSignal,
  kHeaderTdmReservation,
  kHeaderTdmPolicy,
  kHeaderRobotsTag,
  kHeaderLink,
  kMetaTdmReservation,
  kMetaTdmPolicy,
  kMetaRobots,
  kLinkLicense,
  kTdmFile,
};
/// "robots.txt content-usage".
[[nodiscard]] std::string_view to_string(Source source);

/// A line, field, element or rule that speaks about the use of the page, and to this agent.
struct Statement {
  Source source{};
  std::string text;  ///< As written; of a header field all its lines, with ", " between them.
  /// Labels and values as told, unknown ones too; "true" of a directive. Addresses are absolute.
  std::vector<std::pair<std::string, std::string>> values;
};

/// In order, the more restrictive first.
enum class Use : std::uint8_t { kImmediate, kReference, kFull };
[[nodiscard]] std::string_view to_string(Use use);

/// Of statements of one label that differ the most restrictive counts.
struct Preferences {
  std::optional<bool> train_ai;  ///< Training of models: "train-ai", "ai-train", noai.
  std::optional<bool> ai_use;    ///< As input of models, for answers: "ai-use", "ai-input".
  std::optional<bool> search;    ///< In search results.
  std::optional<Use> use;
  /// Text and data mining is reserved, or is not: of the page, else the header, else the file.
  std::optional<bool> tdm_reserved;
  std::string tdm_policy;             ///< Where it is reserved: address of what may be agreed on.
  std::vector<std::string> licenses;  ///< Addresses, each once.
  std::vector<Statement> statements;
};

/// /.well-known/tdmrep.json, read once for all pages of its host. Const after parse(); any thread.
class TdmFile {
 public:
  /// Any bytes are input: what cannot be read, or is larger than kMaxTdmFileBytes, says nothing.
  static TdmFile parse(std::string_view bytes);
  [[nodiscard]] bool empty() const { return rules_.empty(); }
  /// That of the first rule that is whole and matches the page's path.
  [[nodiscard]] std::optional<Statement> statement_of(const url::Url& page) const;

 private:
  struct Rule {
    robots::RuleSet location;  ///< One rule, that denies what it matches.
    std::string text;
    bool is_reserved = false;
    std::optional<std::string> policy;  ///< As written.
  };
  std::vector<Rule> rules_;
};

/// What there is to read; what is missing says nothing. All views must live during the call.
struct Told {
  const url::Url& url;     ///< Of the page.
  std::string_view agent;  ///< Product token.
  const robots::UsageRules* robots = nullptr;
  std::span<const std::pair<std::string, std::string>> headers{};  ///< Names in any case.
  const html::Document* page = nullptr;
  const TdmFile* tdm_file = nullptr;
};

/// Linear in the page. Any bytes are input; what cannot be read says nothing. Of a page and its
/// headers at most kMaxStatements are kept.
[[nodiscard]] Preferences read_preferences(const Told& told);

inline constexpr std::size_t kMaxStatements = 200;
inline constexpr std::size_t kMaxTdmFileBytes = 1'000'000;  ///< A larger one is not read.
inline constexpr std::size_t kMaxTdmRules = 1'000;          ///< Of one file; further ones neither.

}  // namespace tearsheet::preferences
