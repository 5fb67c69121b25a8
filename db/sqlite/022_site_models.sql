-- What the pages of a site without rules told together (src/learn/model/), as it is written there; of another version it
-- counts as nothing and is learned again.
CREATE TABLE _site_model (
  site_id INTEGER PRIMARY KEY REFERENCES sites(id),
  model BLOB NOT NULL
) STRICT;
