// The [edit] table: what is changed of a page before its text is looked for.
#pragma once

#include "site/reader.h"

namespace tearsheet::site {

void read_edits(Reader& reader, const toml::table& toml, PageEdits& edits);

}  // namespace tearsheet::site
