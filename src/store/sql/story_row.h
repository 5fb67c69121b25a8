// What fingerprints are made of, as a row has it. Private to store/.
#pragma once

#include "dates/dates.h"
#include "store/stories.h"

namespace tearsheet::store::sql {

/// Of a row with id, cluster, url, title, body, authors, date and first_seen. Views are valid until
/// its next step.
template <class Row>
StoryText story_at(Row& row) {
  StoryText story;
  story.article_id = row.integer_at(0);
  story.cluster = row.integer_at(1);
  story.url = row.text_at(2);
  story.title = row.text_at(3);
  story.body = row.text_at(4);
  story.authors_json = row.text_at(5);
  if (const auto date = dates::parse_iso8601(row.text_at(6))) story.date = date->to_sys();
  if (const auto seen = dates::parse_iso8601(row.text_at(7))) story.first_seen = seen->to_sys();
  return story;
}

}  // namespace tearsheet::store::sql
