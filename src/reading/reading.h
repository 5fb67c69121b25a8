// The one way from bytes to an article.
//
// A page comes from the network, from the database, out of an archive or as a file; open_page()
// (page.h) chooses its encoding and builds its tree, wherever it came from. read_page()
// (read_page.h) says whether an article is on it and makes its record; an ArticleReader joins
// the pages of one that goes on elsewhere.
#pragma once

#include "reading/address.h"
#include "reading/article_reader.h"
#include "reading/directives.h"
#include "reading/host_word.h"
#include "reading/leads_on.h"
#include "reading/page.h"
#include "reading/read_page.h"
#include "reading/reextract.h"
#include "reading/stored_headers.h"
#include "reading/summary.h"
