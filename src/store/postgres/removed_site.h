// A whole site taken out of a database on a server. Private to store/postgres/.
#pragma once

#include <string>

#include "store/postgres/connection.h"

namespace tearsheet::store::postgres {

/// In the transaction of a removal: whoever works on the site's domains holds them no longer, and
/// what was asked of them is stored by nobody. They are taken up again when the lease that there was
/// would have ended, as if its holder had died.
void call_back(Connection& sql, const std::string& site);

/// The same, behind its articles: as if the site had never been crawled. Lines of the ledger stay
/// without its name. The site's row stays as long as somebody is at work who knows its number.
void forget_site(Connection& sql, const std::string& site);

}  // namespace tearsheet::store::postgres
