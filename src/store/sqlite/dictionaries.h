// Dictionaries of raw pages in the table _dictionary. Private to store/sqlite/.
#pragma once

#include <filesystem>
#include <memory>

#include "store/packing.h"

namespace tearsheet::store::sqlite {

/// Reads by a connection of its own, opened when it is first needed: other threads than the
/// store's need dictionaries.
std::unique_ptr<DictionarySource> make_dictionary_source(const std::filesystem::path& file);

}  // namespace tearsheet::store::sqlite
