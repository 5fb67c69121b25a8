// What the programs that measure pages for the fits have in common.
#pragma once

#include <cstdio>
#include <iostream>
#include <string>

#include "cli/batch.h"
#include "cli/page_file.h"
#include "extract/extract.h"

namespace tearsheet {

/// Manifest lines {"id","path","url"} in; {"names"} of the features once and then, a page a line, the
/// id with what `measure(page, context, row)` puts into the row. Pages that cannot be read are left
/// out.
template <class Names, class Measure>
void print_rows(const Names& names, const Measure& measure) {
  std::fputs(cli::to_line({{"names", names}}).c_str(), stdout);
  std::string line;
  while (std::getline(std::cin, line)) {
    const cli::Json asked = cli::Json::parse(line, nullptr, false);
    if (!asked.is_object()) continue;
    extract::PageContext context;
    if (auto parsed = url::Url::parse(cli::text_at(asked, "url"))) context.url = *parsed;
    const auto page = cli::read_page(cli::text_at(asked, "path"), context.url, nullptr);
    if (!page) continue;
    cli::Json row = {{"id", asked.at("id")}};
    measure(page->tree, context, row);
    std::fputs(cli::to_line(row).c_str(), stdout);
  }
}

template <class Values>
cli::Json to_json(const Values& values) {
  cli::Json out = cli::Json::array();
  for (const float value : values) out.push_back(static_cast<double>(value));
  return out;
}

}  // namespace tearsheet
