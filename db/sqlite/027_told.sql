-- Who is told of new and changed articles (crawl --exec, --webhook), and up to which change. A command or an address may
-- hold secrets, so its hash stands here.
CREATE TABLE _told (
  receiver TEXT PRIMARY KEY,           -- "exec" or "webhook", and SHA-256 of the command or address
  cursor TEXT NOT NULL,                -- as of an incremental export: what lies behind it is due
  failures INTEGER NOT NULL,           -- runs in a row in which the next one was not taken
  at TEXT NOT NULL
) STRICT;
