#include "cli/stamp_head.h"

#include <fmt/format.h>

#include <utility>

#include "evidence/evidence.h"

namespace tearsheet::cli {

Result<void> stamp_head(store::EvidenceStore& store, const std::string& address,
                        fetch::FetcherOptions options, const std::stop_token& stop) {
  constexpr std::size_t kMaxToken = 200'000;  // with its certificates; most have 6 kB
  const auto url = url::Url::parse(address);
  if (!url) return fail(url.error());
  auto head = store.evidence_head();
  if (!head) return fail(head.error());
  if (!*head) return {};
  const auto query = evidence::stamp_request(**head);
  if (!query) return fail(query.error());
  fetch::Poster poster(std::move(options), kMaxToken);
  const auto answer =
      poster.post(*url, {{"Content-Type", std::string(evidence::kQueryType)}}, *query, stop);
  if (!answer) return fail(answer.error());
  const std::string name = url->origin() + std::string(url->path());
  if (answer->status != 200)
    return fail(ErrorCode::kNetwork, fmt::format("{}: answered {}", name, answer->status));
  auto stamp = evidence::stamp_of_reply(answer->body, *query);
  if (!stamp) return fail(stamp.error().code, name + ": " + stamp.error().message);
  (*head)->authority = name;
  (*head)->stamp = std::move(*stamp);
  return store.put_stamp(**head);
}

}  // namespace tearsheet::cli
