// The one way from bytes to an article.
//
// A page comes from the network, from the database, out of an archive or as a file; open_page()
// (page.h) chooses its encoding and builds its tree, wherever it came from.
#pragma once

#include "reading/page.h"
