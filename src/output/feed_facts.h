// What all feeds say of an article. Private to the folder.
#pragma once

#include <string>
#include <vector>

#include "base/clock.h"
#include "output/output.h"
#include "store/articles.h"

namespace tearsheet::output {

/// When it was published, or else first seen.
[[nodiscard]] SysTime moment_of(const store::StoredArticle& article);
/// When its text became what it is.
[[nodiscard]] SysTime last_change_of(const store::StoredArticle& article);
[[nodiscard]] std::vector<std::string> authors_of(const store::StoredArticle& article);
/// Of the feed, and of an article as an entry of any feed: "urn:uuid:...". Made of the database's
/// identity and the list or the row's number, so that it stays what it is over exports, versions and
/// formats, and is never that of another database. Of a database without an identity an article is
/// known by its address.
[[nodiscard]] std::string feed_id(const FeedPlace& feed);
[[nodiscard]] std::string entry_id(const FeedPlace& feed, const store::StoredArticle& article);
/// The body with its structure, as elements of HTML: headings, lists, quotations, tables. Pictures
/// are their texts; nothing in it runs or is loaded.
[[nodiscard]] std::string body_html(const store::StoredArticle& article);

}  // namespace tearsheet::output
