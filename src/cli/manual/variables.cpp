#include "cli/manual/tables.h"

namespace tearsheet::cli::manual {

const std::vector<Variable>& other_variables() {
  static const std::vector<Variable> kVariables = {
      {"XDG_CONFIG_HOME",
       "where `tearsheet/config.toml` and `tearsheet/selectors` are looked for "
       "(else `~/.config`)"},
      {"XDG_DATA_HOME", "where `tearsheet/news.db` is kept (else `~/.local/share`)"},
      {"HOME", "the home folder; without it the system's list of users is asked"},
      {"NO_COLOR", "any value: no colour"},
      {"TERM", "`dumb`, or none: neither colour nor pager nor progress"},
      {"TEARSHEET_PAGER", "shows long text on a terminal; empty: nothing does"},
      {"PAGER", "the same, where TEARSHEET_PAGER is not set (else `less`)"},
      {"http_proxy", "proxy for http addresses (lower case only, as curl has it)"},
      {"https_proxy", "proxy for https addresses; also HTTPS_PROXY"},
      {"all_proxy", "proxy for both; also ALL_PROXY"},
      {"no_proxy", "hosts, domains and networks that are asked directly; also NO_PROXY"},
      {"TEARSHEET_WEBHOOK_SECRET",
       "signs the messages of `crawl --webhook`, where no file does; never an argument"},
      {"JOURNAL_STREAM", "set by systemd: the journal stamps messages, so they carry no time"},
      {"CURL_CA_BUNDLE", "file of certificates that are trusted"},
      {"SSL_CERT_FILE", "the same, where CURL_CA_BUNDLE is not set"},
      {"SSL_CERT_DIR", "folder of certificates that are trusted, named by hash"},
  };
  return kVariables;
}

}  // namespace tearsheet::cli::manual
