// What is known of an address, in words: what came of it and what happens next.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "cli/batch.h"
#include "store/dossier.h"

namespace tearsheet::cli {

/// "an article", "a feed" ...
[[nodiscard]] std::string_view to_words(store::UrlKind kind);
/// What the last visit came to: "stored", "no article: a listing", "gone (404)" ...
[[nodiscard]] std::string verdict_of(const store::DossierAddress& address);

/// What happens next, and when: empty `due` is the next run, or never.
struct Next {
  std::string what;
  std::optional<SysTime> due;
  bool is_never = false;
};
[[nodiscard]] Next next_of(const store::DossierAddress& address, SysTime now);
[[nodiscard]] std::string in_words(const Next& next, SysTime now);

/// What today's site files and robots.txt say of an address that nobody needs to have named.
struct Rules {
  std::string site;        ///< Whose domain it is by the site files; empty: nobody's.
  std::string refusal;     ///< Why that file does not want it as an article; empty: it does.
  std::string robots;      ///< In words; empty: no robots.txt of the host is stored.
  bool is_denied = false;  ///< By it.
};

[[nodiscard]] std::string to_text(const store::Dossier& dossier, const Rules& rules,
                                  const std::string& asked, SysTime now);
[[nodiscard]] Json to_json(const store::DossierAddress& address, SysTime now);
[[nodiscard]] std::string to_json(const store::Dossier& dossier, const Rules& rules,
                                  const std::string& asked, SysTime now);

}  // namespace tearsheet::cli
