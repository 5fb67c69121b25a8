// Which authorities' certificates are trusted, decided here and told to libcurl in full. With a
// folder beside the file, libcurl (7.88, vtls/openssl.c) reads the whole file again for every
// connection, 27 ms of work each: it keeps what it read only where there is no folder. Private to
// the folder.
#pragma once

#include <string>

#include "fetch/fetch.h"

namespace tearsheet::fetch {

/// Both are empty where libcurl is left to what it knows.
struct TrustPlaces {
  std::string file;    ///< PEM, any number.
  std::string folder;  ///< Of files that `openssl rehash` named.
};

/// `options.ca_file`; else what CURL_CA_BUNDLE names, or SSL_CERT_FILE and SSL_CERT_DIR together, as
/// curl and OpenSSL have it; else the system's: its folder for a program that fetches a few pages, which reads of it what
/// their certificates need, its file for one that opens many connections.
[[nodiscard]] TrustPlaces trust_places(const FetcherOptions& options);

}  // namespace tearsheet::fetch
