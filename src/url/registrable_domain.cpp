// Registrable domains by the Public Suffix List (libpsl).
#include <libpsl.h>

#include "url/host.h"
#include "url/url.h"

namespace tearsheet::url {

std::string registrable_domain(std::string_view host) {
  if (host.ends_with('.')) host.remove_suffix(1);
  std::string name(host);
  if (name.starts_with('[') || ends_in_number(name)) return name;
  // The list built into the library: const, any thread.
  const psl_ctx_t* list = psl_builtin();
  if (list == nullptr) return name;
  const char* domain = psl_registrable_domain(list, name.c_str());
  return domain == nullptr ? name : std::string(domain);
}

}  // namespace tearsheet::url
