#include "fetch/trust.h"

#include <curl/curl.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>

#include "base/ascii.h"

namespace tearsheet::fetch {
namespace {

namespace fs = std::filesystem;

// Read once, at start, before any thread of ours could change it.
std::string variable(const char* name) {
  const char* const value = std::getenv(name);
  return value == nullptr ? std::string() : std::string(value);
}

std::string text_of(const char* text) {
  return text == nullptr ? std::string() : std::string(text);
}

/// "5ad8a5d6.0": the hash of a subject, as OpenSSL looks for it.
bool is_hashed_name(const std::string& name) {
  constexpr std::size_t kHash = 8;
  return name.size() > kHash + 1 && name[kHash] == '.' &&
         std::all_of(name.begin(), name.begin() + kHash, is_hex_digit);
}

bool is_hashed_folder(const std::string& folder) {
  if (folder.empty()) return false;
  std::error_code error;
  for (fs::directory_iterator at(folder, error), end; !error && at != end; at.increment(error)) {
    if (is_hashed_name(at->path().filename().string())) return true;
  }
  return false;
}

}  // namespace

TrustPlaces trust_places(const FetcherOptions& options) {
  if (!options.ca_file.empty()) return {options.ca_file, {}};
  if (std::string file = variable("CURL_CA_BUNDLE"); !file.empty()) return {std::move(file), {}};
  TrustPlaces named{variable("SSL_CERT_FILE"), variable("SSL_CERT_DIR")};
  if (!named.file.empty() || !named.folder.empty()) return named;

  const curl_version_info_data* const built = curl_version_info(CURLVERSION_NOW);
  std::string file = text_of(built->cainfo), folder = text_of(built->capath);
  std::error_code error;
  const bool has_file = !file.empty() && fs::exists(file, error);
  if ((options.few_pages || !has_file) && is_hashed_folder(folder)) return {{}, std::move(folder)};
  if (has_file) return {std::move(file), {}};
  return {};
}

}  // namespace tearsheet::fetch
